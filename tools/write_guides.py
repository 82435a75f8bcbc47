"""Write docs/guide/rights.md and docs/guide/workflow.md from the tables by which the product decides.

python tools/write_guides.py           write both
python tools/write_guides.py --check   fail where a committed page is not what would be written
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from shucai.domain.access import RIGHTS, Condition, Position, Right, Role, Verb, Within
from shucai.domain.workflow import STEPS, Phase, State, Step
from shucai.domain.workflow.phases import (
    BY_FILLERS,
    BY_REVIEWERS,
    OF_TYPED_FORMS,
    PERMITS,
    WAITING_FOR_FORMS,
    WAITING_FOR_PARTS,
)
from shucai.domain.workflow.way import who_takes

GUIDES = Path(__file__).resolve().parent.parent / "docs" / "guide"
WRITTEN = "<!-- 由 tools/write_guides.py 从程序的判断表写成，请勿手改；改了判断表以后运行 make docs。 -->"

RIGHTS_HEAD = f"""\
# 谁能做什么

{WRITTEN}

角色由牵头部门的组长、副组长授予，系统管理员只由系统管理员授予。一次授权写明角色、部门、表单（不写就是全部）、起止日期，
以及能不能导入。一个人可以有几次授权，能做的是各次授权合起来的；审核数据时除外：自己填过的，不论用哪次授权都不能审核。

- **本部门**只到授权写明的那个部门，不含它的下级部门。管两个部门的人，授权两次。
- **全校**的授权如果写明了部门或表单（例如分管领导、分工的成员），处理报表时以此为限。
- **本人**：本人的账号和职责，或指定由本人办的事（牵头部门指定的人集中导入基础表）。
- **委托**：受托人用委托人的授权办事，记录里两个人都有。委托人填过的，受托人也不能审核。
- 管理自己看不到的东西，答复和“没有这样东西”一样。
- 更改系统管理员的账号（包括重置密码），除了“管理人员和账号”，还要能“授予系统管理员”。

"""
WORKFLOW_HEAD = f"""\
# 一张表怎样走到上报

{WRITTEN}

"""
KEY_NOTE = """\
有关键数据的表，初审以后先由部门负责人报主管领导，领导批准以后部门负责人才能通过；退回修改以后重新报。
“已退回”是可以更正的“填报中”；“待报领导审批”和“待领导审批”是关键数据还没有报、已报还没有批准的“待部门审核”。

"""


def main() -> None:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description="从判断表写成 docs/guide/rights.md 和 workflow.md")
    parser.add_argument("--check", action="store_true", help="只比较，不写")
    options = parser.parse_args()
    for name, text in pages().items():
        path = GUIDES / name
        if not options.check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"docs/guide/{name} 过时了：请运行 make docs")


def pages() -> dict[str, str]:
    """Return the texts by file name."""
    return {"rights.md": rights_page(), "workflow.md": workflow_page()}


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def rights_page() -> str:
    """Return the page of rights: a line a verb, a column a role."""
    roles = list(Role)
    rows = ([verb.label, *(reach_of(verb, role) for role in roles), conditions_of(verb)] for verb in RIGHTS)
    return RIGHTS_HEAD + table(["动作", *(role.label for role in roles), "另外"], rows)


def reach_of(verb: Verb, role: Role) -> str:
    """Return how far a verb reaches for a role, with the positions where they matter."""
    return "、".join(
        reach_word(right) for right in sorted(held(verb, role), key=lambda r: list(Within).index(r.within))
    )


def held(verb: Verb, role: Role) -> Iterator[Right]:
    """Yield the rights of a role, its own affairs left out where it has them anyway."""
    rights = [right for right in RIGHTS[verb].rights if right.role is role]
    whole = any(right.within is Within.SCHOOL for right in rights)
    return (right for right in rights if not (whole and right.within is Within.SELF))


def reach_word(right: Right) -> str:
    """Return a reach in words."""
    if not right.positions:
        return right.within.label
    return f"{right.within.label}（{'、'.join(p.label for p in Position if p in right.positions)}）"


def conditions_of(verb: Verb) -> str:
    """Return the conditions in words."""
    return "；".join(condition.label for condition in Condition if condition in RIGHTS[verb].conditions)


def workflow_page() -> str:
    """Return the page of the states, the steps and the phases."""
    parts = [
        WORKFLOW_HEAD,
        diagram(),
        "\n",
        KEY_NOTE,
        "## 每一步\n\n",
        table(["从", "动作", "到", "谁", "关键数据"], map(step_row, STEPS)),
        "\n## 什么时候能做\n\n",
        "每张表看自己所在的阶段和本部门的截止日期；延期以后仍按“填报”算。空着就是不能。\n\n",
        table(["动作", *(phase.label for phase in Phase)], phase_rows()),
        f"\n等前面的表完成：{said(WAITING_FOR_FORMS)}。等其他部门审核自己的部分：{said(WAITING_FOR_PARTS)}。\n",
        f"指定了填报人的部分，只由指定的人办理：{said(BY_FILLERS)}；指定了审核人的：{said(BY_REVIEWERS)}。\n",
        f"系统自动汇总的表，谁也不能：{said(OF_TYPED_FORMS)}。\n",
        "撤回和退回修改随它们所属的那一步：撤回初审同提交初审，审核人退回同审核，领导小组退回同审议。\n",
    ]
    return "".join(parts)


def diagram() -> str:
    """Return the diagram of the states; what stays in a state is left to the table."""
    moves = [step for step in STEPS if step.start is not step.end]
    names = [f'    state "{state.label}" as {state}' for state in State]
    arrows = [f"    {start} --> {end}: {label}" for (start, end), label in arrow_labels(moves).items()]
    first, last = next(iter(State)), list(State)[-1]
    lines = [
        "```mermaid",
        "stateDiagram-v2",
        *names,
        f"    [*] --> {first}",
        *arrows,
        f"    {last} --> [*]",
        "```",
        "",
    ]
    return "\n".join(lines)


def arrow_labels(moves: Iterable[Step]) -> dict[tuple[State, State], str]:
    """Return the verbs between two states, in one label."""
    found: dict[tuple[State, State], list[str]] = {}
    for step in moves:
        found.setdefault((step.start, step.end), []).append(step.verb.label)
    return {ends: "、".join(labels) for ends, labels in found.items()}


def step_row(step: Step) -> list[str]:
    """Return a step as cells."""
    key = "；".join(key.label for key in sorted(step.key))
    return [step.start.label, step.verb.label, step.end.label, who_takes(step), key]


def phase_rows() -> Iterator[list[str]]:
    """Yield the verbs with what each phase says to them."""
    for verb, permits in PERMITS.items():
        yield [verb.label, *(permit.label for permit in permits)]


def said(verbs: Iterable[Verb]) -> str:
    """Return verbs in words, in their order."""
    chosen = set(verbs)
    return "、".join(verb.label for verb in Verb if verb in chosen)


if __name__ == "__main__":
    main()
