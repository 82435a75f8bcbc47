"""查找: forms, fields, people, findings and rules by what somebody types, on any page."""
