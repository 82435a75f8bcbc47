"""Kinds that somebody has to look into: named by a finding, left out, or true though unusual."""

from tests.builders.college import Row
from tests.builders.faults.kind import How, Kind


def _earlier(row: Row) -> str:
    return f"{int(str(row['grade'])) - 1}-09"


def _very_late(row: Row) -> str:
    return f"{int(str(row['grade'])) + 5}-06"


def _long_ago(row: Row) -> str:
    return f"{int(str(row['grade'])) - 30}-05-06"


POOR = {"is_poor_family": "是", "poverty_type": "3"}
AWAY = {"enrol_status": "02", "enrol_change_ym": lambda r: f"{r['grade']}-12"}

FOUND = (
    Kind("证件号校验位不对", "id_no", lambda r: r["id_no"][:-1] + ("0" if r["id_no"][-1] != "0" else "1"), How.FOUND, "校验"),
    Kind("证件号成了科学计数", "id_no", "3.22700E+17", How.FOUND, "科学计数法"),
    Kind("证件号是数字单元格", "id_no", lambda r: float(r["id_no"][:-1] + "0"), How.FOUND, "15 位"),
    Kind("证件号末三位丢失", "id_no", lambda r: f"{r['id_no'][:15]}000", How.FOUND, "000"),
    Kind("证件号填了占位数字", "id_no", "111111111111111111", How.FOUND, "不能为空"),
    Kind("日期不存在", "birth_date", lambda r: f"{r['birth_date'][:4]}-02-30", How.FOUND, "不是存在的日期"),
    Kind("日期没有年份", "birth_date", "9月1日", How.FOUND, "不能确定"),
    Kind("必填项空着", "ethnicity", None, How.FOUND, "不能为空"),
    Kind("必填项写“无”", "nationality", "无", How.FOUND, "必须填写"),
    Kind("代码表里没有", "ethnicity", "火星族", How.FOUND, "火星族"),
    Kind("代码和名称对不上", "ethnicity", "01 回族", How.FOUND, "对不上"),
    Kind("单元格是错误值", "class_name", "#N/A", How.FOUND, "#N/A"),
    Kind("公式没有算出结果", "class_name", "=A2", How.FOUND, "公式"),
    Kind("姓名有打不出的字", "name", lambda r: f"{r['name'][:2]}？", How.FOUND, "按身份证"),
    Kind("是否写成别的", "is_veteran", "可能", How.FOUND, "可能"),
    Kind("金额写约数", "arrears", "约1200", How.FOUND, "约1200", right={"arrears": "1200"}),
    Kind("金额是负数", "arrears", "-5", How.FOUND, "0", right={"arrears": "5"}),
    Kind("考生号少一位", "exam_no", "1234567890123", How.FOUND, "14", right={"exam_no": "12345678901234"}),
    Kind("电话位数不对", "phone", "1540000", How.FOUND, "电话"),
    Kind("邮箱写法不对", "email", "demo.example.com", How.FOUND, "邮箱", right={"email": "demo@example.com"}),
    Kind("有困难没有写类型", "is_poor_family", "是", How.FOUND, "家庭困难类型", right=POOR, also={"poverty_type": None}),
    Kind("休学没有写日期", "enrol_status", "休学", How.FOUND, "学籍异动日期", right=AWAY, also={"enrol_change_ym": None}),
    Kind("毕业又在读", "is_graduated", "是", How.FOUND, "在读"),
    Kind("港澳台与证件矛盾", "hmt_foreign", "香港同胞", How.FOUND, "居民身份证"),
    Kind("入学晚于采集时段", "admission_ym", lambda r: f"{int(r['grade']) + 2}-09", How.FOUND, "不能晚于"),
    Kind("同班不同专业", "major_code", "999999", How.FOUND, "同一个专业"),
)  # fmt: skip
LEFT_OUT = (
    Kind("学号空着", "student_no", None, How.LEFT_OUT, "没有填全"),
    Kind("姓名带区别的号", "name", lambda r: f"{r['name']}（大）", How.LEFT_OUT, "没有得到同意"),
)
LATER = (
    Kind("姓名与基础表不同", "name", "赵例误", How.LATER, "0.1.5"),
    Kind("性别与基础表不同", "gender", lambda r: {"1": "女", "2": "男"}[r["gender"]], How.LATER, "0.1.5"),
    Kind("别的部门的行", "dept_name", "继续教育部", How.LATER, "1.1.3"),
)
EXPLAINED = (
    Kind("年级与入学年份不同", "admission_ym", _earlier, How.EXPLAINED, "应是「入学日期」", {"admission_ym": _earlier}),
    Kind("毕业年月太晚", "expected_grad_ym", _very_late, How.EXPLAINED, "不超过一年", {"expected_grad_ym": _very_late}),
)  # fmt: skip
TICKED = (
    Kind(
        "团员超过年龄", "birth_date", _long_ago, How.TICKED, "超龄",
        {"birth_date": _long_ago}, fits=lambda r: r["political_status"] == "03",
    ),
)  # fmt: skip
