"""Checking workbooks in the browser: taking a file, checking it in the background, showing and handing back."""
