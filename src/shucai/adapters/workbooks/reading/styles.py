"""The styles part: what each cell style makes of a number, and a styles part with nothing else in it."""

from shucai.adapters.workbooks.reading.number_formats import Look, look_of
from shucai.adapters.workbooks.reading.package import Package, local_attributes, local_name
from shucai.adapters.workbooks.reading.repack import MAIN

DATE_ID = "14"  # calamine knows this one as a date, but not those of Chinese Excel


def read_looks(package: Package, part: str | None) -> list[Look]:
    """Return the look of each cell style, in the order cells refer to them by."""
    if part is None or part not in package:
        return []
    root = package.xml(part)
    codes: dict[int, str] = {}
    looks: list[Look] = []
    for section in root:
        if local_name(section) == "numFmts":
            for element in section:
                attributes = local_attributes(element)
                codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
    for section in root:
        if local_name(section) == "cellXfs":
            ids = (int(element.get("numFmtId") or 0) for element in section)
            looks = [look_of(format_id, codes.get(format_id)) for format_id in ids]
    return looks


def plain_styles(looks: list[Look]) -> bytes:
    """Return a styles part in which dates are dates and all else is a number, whatever their formats were."""
    styles = "".join(f'<xf numFmtId="{DATE_ID if look is Look.DATE else 0}"/>' for look in looks)
    return f'<styleSheet xmlns="{MAIN}"><cellXfs>{styles}</cellXfs></styleSheet>'.encode()
