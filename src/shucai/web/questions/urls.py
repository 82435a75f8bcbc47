"""Addresses of questions."""

from django.urls import path

from shucai.web.questions import views

urlpatterns = [
    path("", views.questions, name="questions"),
    path("<int:question_id>/answer/", views.answer, name="questions_answer"),
    path("<int:question_id>/withdraw/", views.withdraw, name="questions_withdraw"),
]
