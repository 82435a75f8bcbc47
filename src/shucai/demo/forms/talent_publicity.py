"""Talent 2.18.x: reports about the school, and the week of vocational education."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Rows

WEEK = "职教活动周"
REPORTS = (
    # title, form, medium, level, month, topic, department, whether it caused a stir
    ("学生在技能大赛中获奖", "报纸期刊", "示例日报", "市级", 4, "人才培养", "宣传统战部", False),
    ("校企共建产业学院", "网站", "示例教育网", "省级", 11, "产教融合", "校企合作与就业处", False),
    ("五年制高职招生问答", "新媒体", "示例职校公众号", "校级", 6, "招生就业", "教学管理处", False),
    ("食堂价格传言的说明", "新媒体", "示例论坛", "市级", 3, "其他", "后勤处", True),
    ("职教活动周开幕", "广播电视", "示例电视台", "市级", 5, WEEK, "宣传统战部", False),
    ("市民走进实训室", "新媒体", "示例职校公众号", "校级", 5, WEEK, "宣传统战部", False),
    ("校园开放日纪实", "网站", "示例教育网", "省级", 5, WEEK, "团委", False),
)
ACTIVITIES = (
    # name, form, day of May, place, department, people of the school, others, enterprises, offers, reports
    ("校园开放日", "校园开放", 12, "主校区", "宣传统战部", 860, 420, 12, 16, 2),
    ("技能展示与体验", "技能体验", 14, "实训校区", "教学管理处", 540, 260, 8, 12, 1),
    ("技能服务进社区", "为民服务", 16, "示例社区", "团委", 120, 300, 0, 6, 0),
)


@form("2.18.1")
def reports(at: SchoolYear) -> Rows:
    """Return reports about the school; one caused a stir and was answered."""
    return [
        {
            "title": f"{at.year.number} 年示例：{title}",
            "publicity_form": kind,
            "media_name": medium,
            "media_level": level,
            "publish_date": at.year.on(month, 10 + number),
            "url": f"https://example.com/news/{at.year.number}/{number}"
            if kind in {"网站", "新媒体"}
            else None,
            "topic": topic,
            "author_dept": department,
            "views": 1200 + 350 * number,
            "is_case": topic == "产教融合",
            "is_incident": stir,
            "incident_handling": "当日核实并公开说明，评论已平息" if stir else None,
        }
        for number, (title, kind, medium, level, month, topic, department, stir) in enumerate(REPORTS)
    ]


@form("2.18.2")
def activity_week(at: SchoolYear) -> Rows:
    """Return the activities of the week; the national platform has the same."""
    grown = at.year.number - 2023
    return [
        {
            "year": at.year.number,
            "activity_name": f"{at.year.number} 年{name}",
            "activity_form": kind,
            "activity_date": date(at.year.number, 5, day),
            "site": site,
            "organizer": department,
            "participants": people + 20 * grown,
            "public_participants": others + 10 * grown,
            "enterprises": enterprises,
            "projects": offers,
            "media_reports": told,
            "summary": "示例：面向市民开放，展示职业教育成果",
        }
        for name, kind, day, site, department, people, others, enterprises, offers, told in ACTIVITIES
    ]
