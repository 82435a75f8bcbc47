"""``shucai serve``: the pages."""

from importlib import import_module

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, help="监听端口")
def serve(host: str, port: int) -> None:
    """启动网页，在浏览器里浏览目录、下载模板、校验工作簿。"""
    import_module("shucai.config.serve").main(host, port)
