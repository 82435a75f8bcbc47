"""查找: forms, fields, people and rules by what somebody types, on any page."""
