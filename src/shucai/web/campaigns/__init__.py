"""Pages of campaigns: the list, planning one in five steps, the campaign itself, its forms, extensions, workbooks."""
