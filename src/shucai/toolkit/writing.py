"""Writing workbooks where people ask for them: a place that cannot be written is told in a sentence."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from shucai.adapters.workbooks.template import CannotWrite


@contextmanager
def writing(target: Path) -> Generator[None]:
    """Make the folder of a workbook that is about to be written. Raises CannotWrite naming the place and the remedy."""
    if target.suffix.lower() != ".xlsx":
        raise CannotWrite(f"只能写成 .xlsx，请改写 {target.name} 的扩展名")
    if target.is_dir():
        raise CannotWrite(f"{target} 是文件夹，请给出文件名，如 {target.stem}/模板.xlsx")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except PermissionError:
        raise CannotWrite(
            f"写不了 {target}：没有权限，或文件正在 Excel 里打开。请关闭它，或换一个位置"
        ) from None
    except OSError as error:
        raise CannotWrite(
            f"写不了 {target}（{error.strerror}）。请检查位置和磁盘空间，或换一个位置"
        ) from None
