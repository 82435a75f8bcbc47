"""Kinds that lose nothing: other spellings of what is meant, some only after a question."""

from collections.abc import Mapping
from datetime import date, datetime

from tests.builders.college import Row
from tests.builders.faults.kind import How, Kind, Typed, wide

DIGITS = "〇一二三四五六七八九"


def _day(row: Row) -> datetime:
    return datetime.fromisoformat(str(row["birth_date"]))


def _chinese(row: Row) -> str:
    day = _day(row)
    numerals = ("", *"一二三四五六七八九", "十", "十一", "十二")
    tens = ("", "十", "二十", "三十")[day.day // 10] + numerals[day.day % 10]
    return "".join(DIGITS[int(one)] for one in str(day.year)) + f"年{numerals[day.month]}月{tens}日"


def _ends_with_x(row: Row) -> bool:
    return str(row["id_no"]).endswith("X")


def _written(
    name: str, field: str, typed: Typed, right: Mapping[str, Typed] | None = None, **more: object
) -> Kind:
    return Kind(name, field, typed, How.WRITTEN, right=right or {}, **more)  # type: ignore[arg-type]


WRITTEN = (
    _written("学号全角", "student_no", lambda r: wide(r["student_no"])),
    _written("学号前后有空格", "student_no", lambda r: f"  {r['student_no']} "),
    _written("学号是数字单元格", "student_no", lambda r: int(r["student_no"])),
    _written("学号成了小数", "student_no", lambda r: f"{r['student_no']}.0"),
    _written("学号前有单引号", "student_no", lambda r: f"'{r['student_no']}"),
    _written("姓名前后有空格", "name", lambda r: f" {r['name']}\t"),
    _written("姓名中间有全角空格", "name", lambda r: "\u3000".join(r["name"])),
    _written("证件号有空格", "id_no", lambda r: f"{r['id_no'][:6]} {r['id_no'][6:14]} {r['id_no'][14:]}"),
    _written("证件号有短横", "id_no", lambda r: f"{r['id_no'][:6]}-{r['id_no'][6:]}"),
    _written("证件号全角", "id_no", lambda r: wide(r["id_no"])),
    _written("证件号小写 x", "id_no", lambda r: r["id_no"].lower(), fits=_ends_with_x),
    _written("班级里有看不见的字符", "class_name", lambda r: f"{r['class_name']}\u200b"),
    _written("性别写成男性、女性", "gender", lambda r: {"1": "男性", "2": "女性"}[r["gender"]]),
    _written("代码代替名称", "ethnicity", "01"),
    _written("代码丢了前面的 0", "ethnicity", 1),
    _written("代码和名称一起写", "ethnicity", "01 汉族"),
    _written("名称后面括号里写代码", "ethnicity", "汉族（01）"),
    _written("民族简写", "ethnicity", "汉"),
    _written("政治面貌简写", "political_status", "团员", fits=lambda r: r["political_status"] == "03"),
    _written("日期用斜线", "birth_date", lambda r: f"{_day(r).year}/{_day(r).month}/{_day(r).day}"),
    _written("日期用点", "birth_date", lambda r: f"{_day(r).year}.{_day(r).month}.{_day(r).day}"),
    _written("日期写年月日", "birth_date", lambda r: f"{_day(r).year}年{_day(r).month}月{_day(r).day}日"),
    _written("日期八位数字", "birth_date", lambda r: f"{_day(r):%Y%m%d}"),
    _written("日期写汉字数字", "birth_date", _chinese),
    _written("日期单元格", "birth_date", _day),
    _written("日期带零点", "birth_date", lambda r: f"{r['birth_date']} 00:00:00"),
    _written("日期成了序号", "birth_date", lambda r: (_day(r).date() - date(1899, 12, 30)).days),
    _written("年月写汉字", "admission_ym", lambda r: f"{r['admission_ym'][:4]}年9月"),
    _written("年月六位数字", "admission_ym", lambda r: f"{r['admission_ym'][:4]}09"),
    _written("年级带“级”字", "grade", lambda r: f"{r['grade']}级"),
    _written("年级成了小数", "grade", lambda r: f"{r['grade']}.0"),
    _written("是否用叉", "is_veteran", "×"),
    _written("是否用数字", "is_order_training", 0),
    _written("金额有千分位", "arrears", "1,200", {"arrears": "1200"}),
    _written("金额带单位", "arrears", "1300元", {"arrears": "1300"}),
    _written("金额带货币符号", "arrears", "￥1400", {"arrears": "1400"}),
    _written("电话带国家号和空格", "phone", lambda r: f"+86 {r['phone'][:3]} {r['phone'][3:7]} {r['phone'][7:]}"),
    _written("邮箱里有空格", "email", "demo @example.com", {"email": "demo@example.com"}),
    _written("地区写名称", "origin_region", "江苏省南京市玄武区"),
    _written("地区写 12 位统计代码", "origin_region", "320102000000"),
    _written("没有的写斜线", "direction_name", "/"),
    _written("粘贴来的部首字", "direction_name", "⻢列方向", {"direction_name": "马列方向"}),
    _written("一格里有换行", "direction_name", "智能\n制造", {"direction_name": "智能 制造"}),
)  # fmt: skip


def _agreed(
    name: str, field: str, typed: Typed, right: Mapping[str, Typed] | None = None, **more: object
) -> Kind:
    return Kind(name, field, typed, How.AGREED, right=right or {}, **more)  # type: ignore[arg-type]


AGREED = (
    _agreed("姓名带称呼", "name", lambda r: f"{r['name']}同学"),
    _agreed("两位年份", "admission_ym", lambda r: f"{r['admission_ym'][2:4]}.9"),
    _agreed("日期带时刻", "birth_date", lambda r: f"{r['birth_date']} 08:30"),
    _agreed("学号里的字母像拉丁字母", "exam_no", "АВ000000000001", {"exam_no": "AB000000000001"}),
    _agreed("金额写汉字数字", "arrears", "一千二百", {"arrears": "1200"}),
    _agreed("代码名称差一个字", "training_mode", "企业新型学徒制度", {"training_mode": "1"}),
)
REPAIRED = (
    Kind("学籍状态多写了字", "enrol_status", "在读学生", How.REPAIRED),
    Kind("学生类别少写了字", "student_category", "三年制高职", How.REPAIRED),
    Kind("招生方式只写一部分", "admission_type", "自主招生", How.REPAIRED, right={"admission_type": "8"}),
    Kind("户口性质加了修饰", "hukou_type", "城镇非农业户口", How.REPAIRED),
)
