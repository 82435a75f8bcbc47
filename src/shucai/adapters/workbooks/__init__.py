"""Workbooks: reading them in a guarded child process, writing templates, giving them back with marks."""
