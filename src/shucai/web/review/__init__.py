"""The page on which a department's part is reviewed: approved, returned, put to the school leader."""
