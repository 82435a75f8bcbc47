"""Tables of questions: asked and answered beside a form or a field, and kept for everyone who fills it (COM-5)."""

from typing import ClassVar

from django.db import models

from shucai.apps.organisation.models import Person, School


class Question(models.Model):
    """A question on a form (its id, such as talent.1.4.1) or one of its fields; field blank: on the form."""

    school = models.ForeignKey(School, models.CASCADE, related_name="questions")
    form = models.CharField(max_length=40)
    field = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="questions")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Found by form."""

        indexes: ClassVar = [models.Index(fields=["school", "form", "field"], name="filling_question_form")]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """An answer to a question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    text = models.CharField(max_length=600)
    by = models.ForeignKey(Person, models.PROTECT, related_name="answers")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text
