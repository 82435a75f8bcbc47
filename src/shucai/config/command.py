"""The program ``shucai``: the commands that work on files, the one that serves the pages and the one that writes them."""

from shucai.cli import main
from shucai.config.audit import audit
from shucai.config.demo_school import demo_school
from shucai.config.school import school
from shucai.config.serve import serve
from shucai.config.worker import worker
from shucai.config.write_site import site

main.add_command(serve)
main.add_command(audit)
main.add_command(demo_school)
main.add_command(school)
main.add_command(worker)
main.add_command(site)

__all__ = ["main"]
