"""The navigation: what stands in it, for whom. Each noun adds its entries here."""

from dataclasses import dataclass

from shucai.domain.access import Actor, Role, Verb, reach

PLANNERS = frozenset({Role.LEAD_OFFICE, Role.ADMINISTRATOR})
BRINGERS = frozenset({Role.REPORTER, Role.LEAD_OFFICE})
LEADERS = frozenset({Role.SCHOOL_LEADER, Role.STEERING_COMMITTEE})
ABOVE = LEADERS | {Role.LEAD_OFFICE}
LOOKERS = frozenset(Role) - {Role.REPORTER, Role.ADMINISTRATOR, Role.AUDITOR}
HEADS = frozenset({Role.DEPARTMENT_HEAD, Role.LEAD_OFFICE})


@dataclass(frozen=True)
class Entry:
    """A way to a page. name: of its address; section: what its addresses begin with.

    roles: who sees it, empty for all; verb: what they may do somewhere besides, where not every holder of a role may.
    """

    title: str
    icon: str
    name: str
    roles: frozenset[Role] = frozenset()
    verb: Verb | None = None

    @property
    def section(self) -> str:
        """Return the first word of the names of its addresses."""
        return self.name.split("_", maxsplit=1)[0]


@dataclass(frozen=True)
class Group:
    """Entries under a heading."""

    title: str
    entries: tuple[Entry, ...]


GROUPS = (
    Group(
        "我的",
        (
            Entry("我的工作台", "home", "workbench"),
            Entry("我的导入", "file-import", "imports", BRINGERS),
            Entry("后台任务", "clock", "jobs"),
        ),
    ),
    Group(
        "采集",
        (
            Entry("全校一览", "school", "leaders", ABOVE),
            Entry("进度总览", "columns-3", "board", LOOKERS),
            Entry("部门进度", "list-search", "underway", HEADS),
            Entry("采集任务", "checklist", "campaigns"),
            Entry("合规检查", "eye", "compliance", frozenset({Role.LEAD_OFFICE})),
            Entry("填报问答", "message-question", "questions", verb=Verb.SEE_RETURN),
            Entry("本校规则", "wand", "settings", PLANNERS),
            Entry("规则异议", "alert-circle", "disputes", verb=Verb.OVERRIDE_RULE),
        ),
    ),
    Group(
        "组织",
        (
            Entry("职责确认", "checks", "duties"),
            Entry("组织部门", "building", "units"),
            Entry("人员与账号", "user", "people"),
            Entry("批量建账号", "file-spreadsheet", "roster", verb=Verb.MANAGE_PEOPLE),
            Entry("审计记录", "shield-lock", "audit", verb=Verb.SEE_AUDIT),
        ),
    ),
    Group(
        "校验",
        (
            Entry("校验工作簿", "file-check", "start"),
            Entry("最近校验", "history", "checks"),
        ),
    ),
    Group(
        "目录",
        (
            Entry("全部表单", "layout-grid", "forms"),
            Entry("代码表", "list-details", "codes"),
            Entry("指标", "table", "indicators"),
            Entry("流程", "arrow-right", "workflows"),
            Entry("部门模板", "file-zip", "departments"),
        ),
    ),
)

TABS = (  # on a phone, the first of them the actor sees
    Entry("工作台", "home", "workbench"),
    Entry("全校", "school", "leaders", LEADERS),
    Entry("进度", "columns-3", "board", LOOKERS),
    Entry("采集任务", "checklist", "campaigns"),
    Entry("校验", "file-check", "start"),
    Entry("目录", "layout-grid", "forms"),
)
TAB_COUNT = 4


def tabs_of(actor: Actor) -> list[Entry]:
    """Return what stands at the foot of a phone."""
    return [entry for entry in TABS if _sees(actor, entry)][:TAB_COUNT]


def navigation_of(actor: Actor) -> list[Group]:
    """Return the groups an actor sees, without what is not theirs."""
    shown = [Group(group.title, tuple(e for e in group.entries if _sees(actor, e))) for group in GROUPS]
    return [group for group in shown if group.entries]


def _sees(actor: Actor, entry: Entry) -> bool:
    if entry.roles and not entry.roles & actor.roles:
        return False
    return entry.verb is None or bool(reach(actor, entry.verb))
