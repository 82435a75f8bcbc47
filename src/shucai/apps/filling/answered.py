"""What was answered to somebody of late: questions on forms, and objections to rules."""

from dataclasses import dataclass
from datetime import datetime

from shucai.apps.filling.models import Answer, Dispute, Question


@dataclass(frozen=True)
class Answered:
    """An answer. code: of the form it is about; asked: what was asked or objected; by: the name of who answered."""

    code: str
    asked: str
    words: str
    by: str
    at: datetime


def answered_to(person: int, since: datetime) -> list[Answered]:
    """Return what others answered to a person since then, the newest first."""
    found = [*_questions(person, since), *_disputes(person, since)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _questions(person: int, since: datetime) -> list[Answered]:
    asked = {one.pk: one for one in Question.objects.filter(by=person, withdrawn_at=None)}
    answers = Answer.objects.filter(question__in=list(asked), at__gte=since).exclude(by=person)
    return [
        Answered(_code(question.form), question.text, one.text, one.by.name, one.at)
        for one in answers.select_related("by")
        if (question := asked[one.question_id])
    ]


def _code(form: str) -> str:
    """Return the code of a form by its id: talent.1.4.1 is 1.4.1."""
    return form.partition(".")[2]


def _disputes(person: int, since: datetime) -> list[Answered]:
    answered = Dispute.objects.filter(by=person, withdrawn_at=None, answered_at__gte=since)
    return [
        Answered(one.made_return.form.code, one.reason, one.answer, one.answered_by.name, one.answered_at)
        for one in answered.select_related("answered_by", "made_return__form")
        if one.answered_by and one.answered_at and one.answered_by_id != person
    ]
