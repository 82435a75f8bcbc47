"""Questions beside a form or a field, and their answers (COM-5): kept on the form, for everyone who fills it in any year."""

from datetime import datetime

from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.catalogue.queries import form_with_id
from shucai.apps.filling.models import Answer, Question
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.problems import Refused

LONGEST_QUESTION, LONGEST_ANSWER = 300, 600


@transaction.atomic
def ask_question(form: str, field: str, text: str, *, by: Actor, at: datetime) -> Question | Refused:
    """Ask about a form, such as talent.1.4.1, or one of its fields; field blank: about the whole form."""
    definition = form_with_id(form)
    if definition is None or not reach(by, Verb.SEE_RETURN) or (field and field not in definition.by_name):
        return Refused("R101")
    wrong = _wrong("问题", text, LONGEST_QUESTION)
    if wrong:
        return wrong
    made = Question.objects.create(
        school_id=by.school, form=form, field=field, text=text.strip(), by_id=by.person, at=at
    )
    _record("ask_question", made, by, at, {"question": made.text})
    return made


@transaction.atomic
def answer_question(question: int, text: str, *, by: Actor, at: datetime) -> Answer | Refused:
    """Answer a question of one's school."""
    asked = Question.objects.filter(pk=question, school=by.school, withdrawn_at=None).first()
    if asked is None or not reach(by, Verb.SEE_RETURN):
        return Refused("R101")
    wrong = _wrong("回答", text, LONGEST_ANSWER)
    if wrong:
        return wrong
    made = Answer.objects.create(question=asked, text=text.strip(), by_id=by.person, at=at)
    _record("answer_question", asked, by, at, {"answer": made.text})
    return made


@transaction.atomic
def withdraw_question(question: int, *, by: Actor, at: datetime) -> Question | Refused:
    """Take a question back that one asked oneself; the lead office may take back any."""
    asked = (
        Question.objects.select_for_update().filter(pk=question, school=by.school, withdrawn_at=None).first()
    )
    if asked is None or (asked.by_id != by.person and not reach(by, Verb.PLAN_CAMPAIGN)):
        return Refused("R101")
    asked.withdrawn_at = at
    asked.save(update_fields=["withdrawn_at"])
    _record("withdraw_question", asked, by, at, {"question": asked.text})
    return asked


def _wrong(what: str, text: str, most: int) -> Refused | None:
    count = len(text.strip())
    if not count:
        return Refused("R201", {"field": what})
    return Refused("R214", {"field": what, "most": str(most), "count": str(count)}) if count > most else None


def _record(verb: str, asked: Question, by: Actor, at: datetime, facts: dict[str, object]) -> None:
    definition = form_with_id(asked.form)
    title = f"{definition.code} {definition.title}" if definition else asked.form
    record(verb, Subject(by.school, "question", str(asked.pk), title), by=by, at=at, facts=facts)
