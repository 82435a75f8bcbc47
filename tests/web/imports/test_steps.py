"""The five steps of an import with a sentence on where it is, for screens that have no room for their names."""

from tests.apps.filling.importing.conftest import award
from tests.web.campaigns.conftest import words


def test_it_is_said_which_step_it_is_at(desk, reporter, send):
    sent = send(desk.book(award(1)))
    assert "第 4 步，共 5 步：看问题" in words(reporter.get(sent.page))
    reporter.post(f"{sent.page}commit/")
    assert "5 步都已完成" in words(reporter.get(sent.page))
