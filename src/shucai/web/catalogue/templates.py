"""Templates to download: one form's, or a department's whole set."""

import tempfile
import zipfile
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from shucai import toolkit
from shucai.adapters.workbooks.template import template_file_name
from shucai.apps.catalogue.queries import form_of_school
from shucai.toolkit.catalogue import YEAR
from shucai.web.actors import actor_of
from shucai.web.catalogue.views import form_or_404


@require_safe
def form_template(request: HttpRequest, code: str) -> FileResponse:
    """Give the template of one form, as the school has it."""
    form = form_of_school(actor_of(request).school, form_or_404(code))
    if form.read_only:
        raise Http404
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        toolkit.write_template(form, path)
        # The open file outlives its folder; nothing stays on the disk when it is closed.
        return FileResponse(path.open("rb"), as_attachment=True, filename=template_file_name(form))


@require_safe
def department_templates(request: HttpRequest, unit: str) -> FileResponse:
    """Give all templates of a department in one archive, a folder a platform, as the school has them."""
    school = actor_of(request).school
    archive = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    with tempfile.TemporaryDirectory() as place, zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        folder = Path(place)
        try:
            written = toolkit.write_department_templates(
                unit, folder, adapt=lambda form: form_of_school(school, form)
            )
        except KeyError:
            raise Http404 from None
        for path in written:  # workbooks are compressed already
            packed.write(path, path.relative_to(folder))
    archive.seek(0)
    return FileResponse(archive, as_attachment=True, filename=f"{unit}-{YEAR} 填报模板.zip")
