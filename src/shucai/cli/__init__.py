"""The command line: one word a command, the same nouns as everywhere else. ``serve`` is added where settings are."""

import errno
from typing import Any

import click

from shucai import toolkit
from shucai.cli.catalogue import catalogue
from shucai.cli.check import check
from shucai.cli.demo import demo_data
from shucai.cli.derive import derive
from shucai.cli.indicators import indicators
from shucai.cli.template import template
from shucai.cli.words import fail

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(click.Group):
    """Commands on the catalogue and on files: a definition that does not hold and a file out of reach are told in words."""

    def invoke(self, ctx: click.Context) -> Any:  # as click has it
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except toolkit.BadDefinition as error:
            fail("\n".join([*error.faults, "目录有错，请改正后再试；shucai catalogue check 检查全部定义"]))
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads our output has seen enough; click ends quietly
                raise
            fail(f"{error.filename or '文件'} 不能读写（{error.strerror or error}）。请检查名称、位置和权限")


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(package_name="shucai", prog_name="shucai", message="%(prog)s %(version)s")
def main() -> None:
    """数采：职业院校数据采集填报。下载模板、校验填好的工作簿、浏览表单目录、启动网页。"""


for command in (catalogue, check, demo_data, derive, indicators, template):
    main.add_command(command)
