"""Which form a sheet is and which column is which field: by hidden identity, then by titles, never by position."""

from shucai.domain.layouts.body import Body, body_of
from shucai.domain.layouts.match import Difference, Layout, match
from shucai.domain.layouts.recognise import Candidate, recognise
from shucai.domain.layouts.titles import title_key

__all__ = ["Body", "Candidate", "Difference", "Layout", "body_of", "match", "recognise", "title_key"]
