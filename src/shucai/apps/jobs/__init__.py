"""Long work: a queue in the database, progress, a lease that a killed worker loses and another takes up."""
