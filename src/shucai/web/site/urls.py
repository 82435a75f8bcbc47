"""Where the pages stand in the folder. The names are those of the running pages, so that templates link alike."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def written(_request: HttpRequest) -> HttpResponse:
    """Stand for a page that is a file; nothing is served here."""
    return HttpResponse(status=404)


urlpatterns = [
    path("index.html", written, name="start"),
    path("forms.html", written, name="forms"),
    path("forms/<str:code>.html", written, name="forms_one"),
    path("forms/<str:code>-checks.html", written, name="forms_checks"),
    path("forms/<str:code>-rows.html", written, name="forms_rows"),
    path("indicators.html", written, name="indicators"),
    path("workflows.html", written, name="workflows"),
    path("codes.html", written, name="codes"),
    path("codes/<str:name>.html", written, name="codes_one"),
    path("departments.html", written, name="departments"),
    path("departments/<str:unit>.html", written, name="departments_one"),
]
