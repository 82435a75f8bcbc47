"""Declaring that there is nothing to report, closing a form, and taking either back."""
