"""A workbook of students with faults of many named kinds, as schools send them; what each has to become is known."""
