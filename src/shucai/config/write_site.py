"""``shucai site``: the catalogue as a folder of pages that need no server."""

from pathlib import Path

import click

from shucai.cli.words import fail

STEP = 50  # pages between two signs of life


@click.command()
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="写到哪个文件夹",
)
def site(folder: Path) -> None:
    """把目录写成一个文件夹的网页：表单、字段、校验和例子、代码表，可以查找，不需要服务器。"""
    _refuse_other_folders(folder)
    _configure()
    from shucai.web.site.write import write_site

    seen = 0

    def progress(path: str) -> None:
        nonlocal seen
        seen += 1
        if seen % STEP == 0:
            click.echo(f"已写 {seen} 页：{path}", err=True)

    count = write_site(folder, progress)
    click.echo(f"写好 {count} 页，打开 {folder / 'index.html'}")


def _refuse_other_folders(folder: Path) -> None:
    """Refuse a folder with something else in it: writing the pages replaces what is there."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "static/js/search-index.js").exists():
        fail(f"{folder} 里有别的文件，请换一个空的或不存在的文件夹")


def _configure() -> None:
    """Set up the templates alone: no database, no secret, no address."""
    import django
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles", "shucai.web"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"builtins": ["shucai.web.templatetags.ui"]},
            }
        ],
        STATIC_URL="/static/",
        LANGUAGE_CODE="zh-hans",
        USE_I18N=True,
        USE_TZ=True,
    )
    django.setup()
