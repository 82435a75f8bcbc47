"""Reading questions and answers."""

from django.db.models import Count, QuerySet

from shucai.apps.filling.models import Question


def questions_of(school: int) -> QuerySet[Question]:
    """Return the questions of a school that stand, with their answers, those without an answer first, then the newest."""
    found = Question.objects.filter(school=school, withdrawn_at=None).annotate(answered=Count("answers"))
    return found.select_related("by").prefetch_related("answers__by").order_by("answered", "-at", "-pk")


def questions_on(school: int, form: str, field: str) -> list[Question]:
    """Return the questions on a field of a form and on the form as a whole, the oldest first."""
    found = Question.objects.filter(school=school, form=form, field__in=[field, ""], withdrawn_at=None)
    return list(found.select_related("by").prefetch_related("answers__by").order_by("at", "pk"))


def open_count(school: int) -> int:
    """Return how many questions of a school wait for an answer."""
    return Question.objects.filter(school=school, withdrawn_at=None, answers=None).count()
