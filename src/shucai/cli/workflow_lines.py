"""What a person reads of a workflow: step by step what is there, what can be drafted, what is missing, what holds."""

from collections.abc import Iterator, Sequence

from shucai import toolkit

NUMBERS = "①②③④⑤⑥⑦⑧⑨"
SHOWN = 5  # rows of an exception list; all of them are in the file that -o writes


def lines_of_workflow(state: toolkit.WorkflowState) -> Iterator[str]:
    """Return the lines of every step, then what must be true over all of them."""
    yield f"{state.workflow.title}（{state.workflow.department}）"
    for number, step in zip(NUMBERS, state.steps, strict=False):
        yield f"{number} {step.step.title}：{'完成' if step.is_done else '没有完成'}"
        yield from _lines_of_step(step)
    if state.identities:
        yield "数量关系"
        yield from map(_line_of_answer, state.identities)


def _lines_of_step(step: toolkit.StepState) -> Iterator[str]:
    lacking = [form.title for form in step.needs if not form.rows]
    if lacking:
        yield f"  先要有：{'、'.join(lacking)}"
    for form in step.forms:
        yield f"  {form.title}：{'没有文件' if form.rows is None else f'{form.rows:,} 行'}"
    yield from _lines_of_results("可以起草", step.drafts)
    yield from _lines_of_results("自动汇总", step.derived)
    for one in step.missing:
        yield from _lines_of_results("还缺", [one])
        if one.result is not None and one.result.rows.height:
            yield f"    {_first_keys(one)}"
    yield from map(_line_of_answer, step.done_when)


def _lines_of_results(word: str, results: Sequence[toolkit.FormDerived]) -> Iterator[str]:
    for one in results:
        name = f"{one.form.code} {one.form.title}"
        if one.result is None:
            yield f"  {word} {name}：算不了，需要 {'、'.join(one.missing)} 的数据"
        else:
            yield f"  {word} {name}：{one.result.rows.height:,} 行{_not_yet(one, one.result.rows.height)}"


def _not_yet(one: toolkit.FormDerived, drafted: int) -> str:
    """Return how many drafted rows are not there yet, where their keys tell."""
    known = one.difference
    if one.derivation.kind != "draft" or known is None or known.new == drafted:
        return ""
    return f"，其中 {known.new:,} 行还没有" if known.new else "，都已有"


def _first_keys(one: toolkit.FormDerived) -> str:
    """Return the keys of the first rows of a list."""
    if one.result is None:
        return ""
    rows = one.result.rows.select(one.form.primary_key or one.result.rows.columns[:1]).head(SHOWN).rows()
    keys = "、".join(" / ".join(map(str, row)) for row in rows)
    return keys + (" 等" if one.result.rows.height > SHOWN else "")


def _line_of_answer(one: toolkit.Answer | toolkit.Unanswered) -> str:
    title = one.statement.title
    if isinstance(one, toolkit.Unanswered):
        return f"  [没有核对] {title}：需要 {'、'.join(one.missing)} 的数据"
    if one.holds is None:
        return f"  [判断不了] {title}：要用的数有空白"
    return f"  [成立] {title}" if one.holds else f"  [不成立] {title}：{one.message}"


def workflow_as_json(state: toolkit.WorkflowState) -> dict[str, object]:
    """Return the same for machines."""
    return {
        "workflow": state.workflow.name,
        "title": state.workflow.title,
        "steps": [
            {
                "title": step.step.title,
                "done": step.is_done,
                "needs": {form.title: form.rows for form in step.needs},
                "forms": {form.title: form.rows for form in step.forms},
                "drafts": _counts(step.drafts),
                "derived": _counts(step.derived),
                "missing": _counts(step.missing),
                "done_when": [_answer_as_json(one) for one in step.done_when],
            }
            for step in state.steps
        ],
        "identities": [_answer_as_json(one) for one in state.identities],
    }


def _counts(results: Sequence[toolkit.FormDerived]) -> dict[str, int | None]:
    return {one.form.code: None if one.result is None else one.result.rows.height for one in results}


def _answer_as_json(one: toolkit.Answer | toolkit.Unanswered) -> dict[str, object]:
    if isinstance(one, toolkit.Unanswered):
        return {"title": one.statement.title, "holds": None, "missing": list(one.missing)}
    return {"title": one.statement.title, "holds": one.holds, "message": one.message}
