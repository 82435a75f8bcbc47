"""The reference lists as they were handed in, row by row, and where the catalogue departs from them on purpose."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "reference"
PLATFORMS = ("talent", "national")
Row = dict[str, str]

# fields the list calls text whose constraint says "each in …": several references in one cell
REFERENCE_LISTS = {
    "1.2.2": ("member_majors",),
    "2.1.3": ("partner_names",),
    "2.2.1": ("student_nos",),
    "2.9.1": ("majors", "place_codes"),
    "2.13.1": ("student_nos", "teacher_nos"),
    "2.15.3": ("member_nos",),
    **dict.fromkeys(("2.6.3", "2.6.5", "2.6.6", "2.9.2", "2.9.3", "2.9.5", "2.12.1", "2.12.7"), ("majors",)),
}

# (platform, form, field, what) -> why the definition says something else than the list
DEVIATIONS: dict[tuple[str, str, str, str], str] = {
    ("national", "N-ZH-XX-02", "campus_no", "need"): "条件取决于学校基本信息的校区数，属跨表检查",
    ("national", "N-CJ-JT-02", "enterprise_no", "need"): "条件取决于企业信息里有没有该企业，属跨表检查",
    ("national", "N-JX-YX-04", "textbook_no", "need"): "条件取决于选用课程是否选了教材，属跨表检查",
    ("national", "N-SX-AP-02", "has_consent", "need"): "条件取决于实习项目的实习类别，属跨表检查",
    ("national", "N-JX-YX-02", "textbook_no", "need"): "原约束只是提示，必填会拦截，故写成提示级检查",
    ("national", "N-CJ-XQ-02", "end_ym", "need"): "合作状态的约束要求终止时必填，清单的必填列写作选填",
    ("national", "N-ZJ-JY-01", "placement_rate", "need"): "推导规则要求分母为 0 时输出空，故有毕业生时才必填",
    ("national", "N-ZJ-JY-01", "match_rate", "need"): "推导规则要求分母为 0 时输出空，故有直接就业时才必填",
    (
        "talent",
        "1.4.2",
        "employer_name",
        "reference",
    ): "只有兼职教师和企业导师的单位须在企业数据里，故与信用代码一起引用",
    (
        "talent",
        "2.15.9",
        "client_name",
        "reference",
    ): "委托单位是企业的才须在企业数据里，故与信用代码一起引用",
    ("talent", "2.15.9", "client_uscc", "need"): "委托单位是企业的须引用企业数据，靠信用代码",
    **{
        ("talent", form, name, what): "约束要求每一项都在被引的表里，是多值引用"
        for form, names in REFERENCE_LISTS.items()
        for name in names
        for what in ("type", "reference")
    },
}


@cache
def rows_of(name: str) -> tuple[Row, ...]:
    """Return the rows of one reference file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def fields_of(platform: str, form: str) -> list[Row]:
    """Return the field rows of a form in their order."""
    return [row for row in rows_of(f"{platform}_fields") if row["form_code"] == form]


def targets(platform: str, reference: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the (form, fields) alternatives of a reference cell."""
    parts = reference.split("|" if platform == "talent" else ";") if reference else []
    return tuple((form, (name,)) for form, _, name in (part.rpartition(".") for part in parts))
