"""The catalogue as a folder of pages: the same templates, written once, read without a server."""
