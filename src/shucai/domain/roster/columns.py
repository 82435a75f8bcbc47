"""The columns of a roster, and the words its cells are written with."""

from dataclasses import dataclass

from shucai.domain.access import Position, Role


@dataclass(frozen=True, slots=True)
class Column:
    """A column. needed: its title must stand in the sheet. note: what the template says beside it."""

    key: str
    title: str
    note: str
    width: int
    needed: bool = False


COLUMNS = (
    Column("staff_no", "工号", "必填。同一个人占几行时，工号相同", 12, needed=True),
    Column("name", "姓名", "必填", 12, needed=True),
    Column("login", "登录名", "可不填，不填就用工号", 14),
    Column("unit", "部门", "填报人、部门负责人必填；从下拉中选，旧名称也认得。第一行的部门是本人所在部门", 26, needed=True),
    Column("role", "角色", "从下拉中选；只建账号不给角色时留空。一人几个角色写几行", 14, needed=True),
    Column("position", "职务", "只有牵头部门、领导小组有：组长、副组长、成员；不填为成员", 10),
    Column("forms", "负责表单", "不填就是本部门全部。只管几张时写表号，用顿号隔开，如 1.4.1、1.4.2；改回全部写“全部”", 24),
    Column("may_import", "可以导入", "是或否；不填为是", 10),
    Column("starts_on", "起始日期", "可不填，不填就是导入当天；写成 2024-09-01", 14),
    Column("ends_on", "结束日期", "可不填，不填就是长期；改回长期时写“长期”", 14),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
ROLE_OF_LABEL = {role.label: role for role in Role}
POSITION_OF_LABEL = {position.label: position for position in Position}
YES, NO = (
    frozenset({"是", "有", "可以", "1", "y", "yes", "true"}),
    frozenset({"否", "无", "不可以", "0", "n", "no", "false"}),
)
ALL_FORMS, NO_END = "全部", "长期"
