"""The keys personal data are encrypted with: one per school and year, wrapped by the master key."""
