"""Pages of imports: uploading into a part, the five steps of a file, what was brought in, and taking it back."""
