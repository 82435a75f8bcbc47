"""The headers of a file that is given out under a name."""

from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def file_headers(content_type: str, name: str) -> dict[str, str]:
    """Return what names a file and its kind, so that the browser keeps it and does not show it."""
    disposition = content_disposition_header(as_attachment=True, filename=name.replace("/", "-"))
    return {"Content-Type": content_type, "Content-Disposition": disposition or "attachment"}
