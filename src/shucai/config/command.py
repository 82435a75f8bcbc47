"""The program ``shucai``: the commands that work on files, and the one that serves the pages."""

from shucai.cli import main
from shucai.config.serve import serve

main.add_command(serve)

__all__ = ["main"]
