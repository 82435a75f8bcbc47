"""What can be wrong with an identifier: one register of coded sentences with their weight.

Sentences about people's numbers do not repeat the number, so that a page can mask the value beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FlawSeverity = Literal["error", "confirm"]

FLAWS: Mapping[str, tuple[FlawSeverity, str]] = {
    # resident identity cards and what is written in their place (GB 11643-1999)
    "id_number.exponent": ("error", "证件号码被 Excel 改成了科学计数法，末几位已丢失，请把该列设为文本后重新粘贴"),
    "id_number.truncated": ("error", "证件号码末三位是 000 且校验码不对，多半被 Excel 截断，请把该列设为文本后重新粘贴"),
    "id_number.round": ("confirm", "证件号码末三位是 000，可能被 Excel 截断过，请对照证件核实"),
    "id_number.old": ("error", "这是 15 位的旧身份证号，请填 18 位号码；按旧号推算应为 {upgraded}，请对照证件核实"),
    "id_number.length": ("error", "身份证件号码应为 18 位，现有 {length} 位，请对照证件补正"),
    "id_number.characters": ("error", "身份证件号码前 17 位应为数字、末位为数字或 X，现含有其他字符，请对照证件改正"),
    "id_number.province": ("error", "身份证件号码开头的省级代码 {found} 不存在，请对照证件改正"),
    "id_number.birth_date": ("error", "身份证件号码第 7 至 14 位 {found} 不是存在的日期，请对照证件改正"),
    "id_number.future": ("error", "身份证件号码里的出生日期 {found} 晚于今天，请对照证件改正"),
    "id_number.order": ("error", "身份证件号码第 15 至 17 位顺序码不能是 000，请对照证件改正"),
    "id_number.check_digit": ("error", "身份证件号码的校验码不对（末位应为 {wanted}），请对照证件改正"),
    "id_number.age": ("confirm", "按身份证件号码，出生于 {found}，已超过 100 岁，请对照证件核实"),
    "id_number.region": ("confirm", "身份证件号码开头的地区代码 {found} 不在行政区划表里，请对照证件核实"),
    "id_number.other_paper": ("confirm", "这像是护照或通行证号码，不是居民身份证号，请核实证件类型和号码"),
    # unified social credit codes (GB 32100-2015) and organisation codes (GB 11714-1997)
    "uscc.length": ("error", "统一社会信用代码应为 18 位，“{value}”有 {length} 位，请对照证照补正"),
    "uscc.characters": ("error", "“{value}”里有统一社会信用代码不用的字符（如 I、O、S、V、Z），请对照证照改正"),
    "uscc.check_digit": ("error", "统一社会信用代码“{value}”的校验码不对（末位应为 {wanted}），请对照证照改正"),
    "uscc.organisation": ("confirm", "统一社会信用代码“{value}”第 9 至 17 位的组织机构代码校验码不对，请对照证照核实"),
    "org_code.form": ("error", "组织机构代码应为 8 位数字或大写字母加 1 位校验码，“{value}”不符，请对照证照改正"),
    "org_code.check_digit": ("error", "组织机构代码“{value}”的校验码不对（应为 {wanted}），请对照证照改正"),
    # books, serials and patents
    "isbn.length": ("error", "ISBN 应为 13 位（2007 年以前的旧书为 10 位），“{value}”有 {length} 位，请对照版权页补正"),
    "isbn.characters": ("error", "ISBN 只含数字（旧书号末位可为 X），“{value}”不符，请对照版权页改正"),
    "isbn.prefix": ("error", "13 位的 ISBN 应以 978 或 979 开头，“{value}”不符，请对照版权页改正"),
    "isbn.check_digit": ("error", "ISBN“{value}”的校验码不对，至少有一位写错，请对照版权页改正"),
    "isbn.old": ("confirm", "“{value}”是 10 位的旧书号，2007 年以后出版的书应为 13 位（{upgraded}），请对照版权页核实"),
    "issn.form": ("error", "ISSN 应为 4 位数字、连字符、4 位数字（末位可为 X），“{value}”不符，请对照版权页改正"),
    "issn.check_digit": ("error", "ISSN“{value}”的校验码不对，请对照版权页改正"),
    "cn_serial.form": ("error", "国内统一刊号的形式为 CN 11-1234，后面可加 /分类号；“{value}”不符，请对照版权页改正"),
    "cn_serial.region": ("error", "国内统一刊号“{value}”的地区代码 {found} 不存在，请对照版权页改正"),
    "patent.form": ("error", "专利号“{value}”不符合形式（如 ZL201710601862.3），请对照证书改正"),
    "patent.check_digit": ("error", "专利号“{value}”的校验码不对（应为 {wanted}），请对照证书改正"),
    # certificates and numbers given by education authorities
    "teacher_cert.length": ("error", "教师资格证号应为 17 位数字，现有 {length} 位，请对照证书补正"),
    "teacher_cert.characters": ("error", "教师资格证号应为 17 位数字，现含有其他字符，请对照证书改正"),
    "teacher_cert.year": ("error", "教师资格证号的前 4 位 {found} 不是可能的发证年份，请对照证书改正"),
    "teacher_cert.province": ("error", "教师资格证号第 5、6 位的省级代码 {found} 不存在，请对照证书改正"),
    "teacher_cert.type": ("error", "教师资格证号第 10 位应为 1 至 7（资格种类），现为 {found}，请对照证书改正"),
    "teacher_cert.sex": ("error", "教师资格证号第 11 位应为 0、1 或 2（性别），现为 {found}，请对照证书改正"),
    "school_code.form": ("error", "学校（机构）标识码应为 10 位数字，“{value}”不符，请核对"),
    "school_code.class": ("error", "学校（机构）标识码“{value}”的前两位 {found} 不是学校类别代码，请核对"),
    "school_code.province": ("error", "学校（机构）标识码“{value}”第 3、4 位的省级代码 {found} 不存在，请核对"),
    "student_code.form": ("error", "学籍号应为字母 G、J 或 L 加 18 位，现不符，请对照学籍系统改正"),
    "student_code.birth_date": ("error", "学籍号里的出生日期 {found} 不存在，请对照学籍系统改正"),
    "student_code.check_digit": ("error", "学籍号的校验码不对（末位应为 {wanted}），请对照学籍系统改正"),
    # ways to reach somebody
    "mobile.form": ("error", "手机号应为 1 开头的 11 位数字、第二位为 3 至 9，现不符，请核对"),
    "landline.area": ("confirm", "电话没有区号，请补上（如 0512-65238888）"),
    "landline.form": ("error", "固定电话应为区号加 7 至 8 位号码（如 0512-65238888，可加 -分机号），现不符，请核对"),
    "phone.several": ("error", "一格只填一个电话号码，现有几个，请留下最常用的一个"),
    "phone.form": ("error", "这不是电话号码，请填 11 位手机号，或区号加固定电话（如 0512-65238888）"),
    "email.form": ("error", "这不是电子邮箱地址，应为 名称@域名（如 name@example.com），请核对"),
    "url.form": ("error", "“{value}”不是网址，应为 http:// 或 https:// 开头的地址，请核对"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with an identifier; ``facts`` fill the placeholders of its sentence."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def severity(self) -> FlawSeverity:
        """Return ``error``, or ``confirm`` where the number may be right after all."""
        return FLAWS[self.code][0]

    @property
    def message(self) -> str:
        """Return the Chinese sentence, with the remedy in it."""
        return FLAWS[self.code][1].format_map(self.facts)


def flaw(code: str, value: str, **facts: str) -> Flaw:
    """Return a flaw of a value. facts: what its sentence names beside the value and its length."""
    return Flaw(code, {"value": value, "length": str(len(value)), **facts})
