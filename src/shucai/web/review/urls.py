"""Addresses of review. What they name is a contribution."""

from django.urls import path

from shucai.web.review import receipts, views, waiting, working

urlpatterns = [
    path("<int:part_id>/", views.review, name="review"),
    path("<int:part_id>/next/", waiting.next_one, name="review_next"),
    path("<int:part_id>/decide/", views.decide, name="review_decide"),
    path("<int:part_id>/explanations/", views.explanations, name="review_explanations"),
    path("<int:part_id>/mark/", working.mark, name="review_mark"),
    path("<int:part_id>/looked/", working.looked, name="review_looked"),
    path("<int:part_id>/accept/", working.accept, name="review_accept"),
    path("<int:part_id>/receipts/<str:number>/", receipts.receipt, name="review_receipt"),
]
