"""The command line: one word a command, the same nouns as everywhere else."""

import click

from shucai.cli.catalogue import catalogue
from shucai.cli.check import check
from shucai.cli.serve import serve
from shucai.cli.template import template

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT)
@click.version_option(package_name="shucai", prog_name="shucai", message="%(prog)s %(version)s")
def main() -> None:
    """数采：职业院校数据采集填报。下载模板、校验填好的工作簿、浏览表单目录、启动网页。"""


for command in (catalogue, check, serve, template):
    main.add_command(command)
