"""A catalogue of two small forms on disk, for tests that break it on purpose."""

from pathlib import Path

LISTS = """name,title,known_as,files,source,standing,open_pattern,aliases
gender,性别,talent:性别,platform_lists.csv,GB/T 2261.1,public,,
"""
CODES = """list,code,label,parent,valid_from,valid_to,aliases,quantity,standing
gender,1,男,,,,,,public
gender,2,女,,,,,,public
"""
EDITION = """platform: {platform}
year: {year}
title: 示例平台 {year} 年度
period:
  academic_year: [{before}-09-01, {year}-08-31]
  calendar_year: [{before}-01-01, {before}-12-31]
steps:
- name: 第一步
  work: 先填学生
  forms: ["9.1"]
"""
STUDENTS = """code: "9.1"
title: 示例学生表
platform: talent
group: [示例]
kind: basic
cardinality: many
period: academic_year
position: 1
departments:
- unit: 学生工作处
- unit: 教学管理处
  supplies: {fields: [entered_on]}
primaryKey: [student_no]
fields:
- name: student_no
  title: 学号
  type: string
  kind: identifier
  constraints: {required: true, maxLength: 10}
- name: gender
  title: 性别
  type: string
  kind: code
  code_list: gender
- name: entered_on
  title: 入学日期
  type: date
  kind: date
- name: left_on
  title: 离校日期
  type: date
  kind: date
  required_when: gender = '男'
checks:
- id: talent.9.1.left_on.c1
  require: entered_on <= left_on
  when: gender = '女'
  fields: [left_on, entered_on]
  severity: error
  message: 「离校日期」不能早于「入学日期」
"""
AWARDS = """code: "9.2"
title: 示例获奖表
platform: talent
group: [示例]
kind: ordinary
cardinality: many
period: academic_year
position: 2
departments:
- unit: 学生工作处
primaryKey: [student_no, award]
foreignKeys:
- fields: [student_no]
  reference: {resource: "9.1", fields: [student_no]}
fields:
- name: student_no
  title: 学号
  type: string
  kind: reference
- name: award
  title: 奖项
  type: string
  kind: text
"""


def small_catalogue(folder: Path, *, year: int = 2024) -> Path:
    """Write the catalogue and return its folder."""
    _write(folder / "codes/lists.csv", LISTS)
    _write(folder / "codes/platform_lists.csv", CODES)
    for platform in ("talent", "national"):
        head = EDITION.format(platform=platform, year=year, before=year - 1)
        if platform == "national":
            head = head[: head.index("steps:")]
        _write(folder / f"{platform}/{year}/edition.yaml", head)
    _write(folder / f"talent/{year}/forms/9.1.yaml", STUDENTS)
    _write(folder / f"talent/{year}/forms/9.2.yaml", AWARDS)
    return folder


def edit(path: Path, before: str, after: str) -> None:
    """Replace a text that occurs in a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{path.name} has no {before!r}"
    _write(path, text.replace(before, after, 1))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
