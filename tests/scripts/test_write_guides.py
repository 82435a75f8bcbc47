"""The pages of rights and steps are those of the tables, and stand committed as they would be written."""

import pytest

from shucai.domain.access import Verb
from shucai.domain.workflow import State
from tools import write_guides


@pytest.mark.parametrize("name", write_guides.pages())
def test_a_committed_page_is_what_would_be_written(name: str) -> None:
    committed = (write_guides.GUIDES / name).read_text(encoding="utf-8")
    assert committed == write_guides.pages()[name], "运行 make docs"


def test_every_verb_has_its_line() -> None:
    page = write_guides.rights_page()
    assert [verb.label for verb in Verb if f"| {verb.label} |" not in page] == []


def test_every_state_stands_in_the_diagram() -> None:
    drawn = write_guides.diagram()
    assert [state for state in State if f'state "{state.label}" as {state}' not in drawn] == []
    assert "checked --> department_approved: 审核部门数据" in drawn


def test_a_stale_page_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(write_guides, "GUIDES", tmp_path)
    monkeypatch.setattr("sys.argv", ["write_guides", "--check"])
    with pytest.raises(SystemExit, match=r"rights\.md 过时了"):
        write_guides.main()
