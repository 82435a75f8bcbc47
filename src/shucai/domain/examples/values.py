"""Right values for every kind of field, as a person would type them into a workbook.

All of them are made up, and the numbers belong to nobody: the region 322700 was dissolved before identity numbers were given,
320599 never was one, mobile numbers with 154 are not given out, and the area code 0500 does not exist.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from shucai.domain.catalogue import Code, CodeList, CodeLists, Field

FIRST_DAY = date(2023, 9, 1)
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
)
GIVEN = (
    "安宁文博书雅涵思远欣怡家明子轩浩然雨辰梓萱佳瑞景行知秋晓岚云帆若溪嘉懿承泽清越星河之恒予诺沐阳静姝慧心启航乐天语桐"
    "修齐允执以墨初晴南乔北辰望舒素问怀瑾握瑜令仪长庚采薇鹿鸣"
)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def right_text(field: Field, code_lists: CodeLists, number: int = 0) -> str:
    """Return what may stand in the cell of row ``number`` (from 0), the key columns different in every row."""
    if field.pattern is not None and field.pattern in OF_PATTERN:
        return OF_PATTERN[field.pattern](number)
    if field.code_list is not None:
        return code_text(field, code_lists[field.code_list], number)
    return _fitted(field, OF_KIND[field.kind](field, number))


def code_text(field: Field, code_list: CodeList, number: int) -> str:
    """Return the label of a code in force, or the code itself where the label says too little."""
    codes = codes_in_force(field, code_list)
    if not codes:
        return f"{number:06d}"
    code = codes[number % len(codes)]
    return code.label if code_list.by_label[code.label] == (code.code,) else code.code


def codes_in_force(field: Field, code_list: CodeList) -> list[Code]:
    """Return the codes that a field has room for and that are not withdrawn, all where none is in force."""
    codes = [code for code in code_list.codes if _has_room(field, code.code)]
    return [code for code in codes if code.valid_to is None] or codes


def _has_room(field: Field, code: str) -> bool:
    return (field.min_length or 0) <= len(code) <= (field.max_length or len(code))


def _fitted(field: Field, text: str) -> str:
    """Return text of the length a field allows; what tells rows apart stands at the end and is kept."""
    if field.type != "string":
        return text
    if field.max_length is not None and len(text) > field.max_length:
        text = text[-field.max_length :]
    return text.rjust(field.min_length or 0, "0")


def id_number(number: int, region: str = "322700") -> str:
    """Return a resident identity number: made up, its check digit right (GB 11643)."""
    born = date(2006, 1, 1) + timedelta(days=number // 900 % 700)
    return with_check_digit(f"{region}{born:%Y%m%d}{number % 900 + 1:03d}")


def with_check_digit(body: str) -> str:
    """Return 17 digits with the check digit of an identity number behind them (GB 11643)."""
    rest = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


def uscc(number: int) -> str:
    """Return a unified social credit code: made up, both check characters right (GB 32100, GB 11714)."""
    organisation = f"{number:08d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    check = 11 - sum(int(d) * w for d, w in zip(organisation, weights, strict=True)) % 11
    body = f"91320599{organisation}{ {10: 'X', 11: '0'}.get(check, str(check)) }"
    total = sum(USCC_LETTERS.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return body + USCC_LETTERS[(31 - total % 31) % 31]


def isbn(number: int) -> str:
    """Return an ISBN-13 with its check digit, of a group of publishers that does not exist."""
    body = f"97899999{number % 10_000:04d}"
    rest = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(body)) % 10
    return body + str((10 - rest) % 10)


def person_name(number: int) -> str:
    """Return the name of the n-th invented person; namesakes come after some eight thousand."""
    turn, place = divmod(number, len(SURNAMES))
    return f"{SURNAMES[place]}例{GIVEN[turn % len(GIVEN)]}"


def _number(field: Field, number: int) -> str:
    low = field.minimum if field.minimum is not None else 0
    high = field.maximum if field.maximum is not None else low + 1000
    value = min(high, low + number % 7)
    return str(int(value)) if field.type in {"integer", "year"} else f"{value:g}"


def _day(_field: Field, number: int) -> str:
    return str(FIRST_DAY + timedelta(days=number % 300))


def _year(field: Field, number: int) -> str:
    return str(int(min(field.maximum or 2024, max(field.minimum or 0, 2020 + number % 4))))


def _reference(field: Field, number: int) -> str:
    """Return what may refer to a row: a name where the column asks for one, else a number."""
    if "姓名" in field.title:
        return person_name(number)
    return f"示例{field.title[:6]}{number}" if field.title.endswith("名称") else f"{number:08d}"


OF_KIND: Mapping[str, Callable[[Field, int], str]] = {
    "text": lambda field, number: f"示例{field.title[:6]}{number}",
    "long_text": lambda field, number: f"示例说明：{field.title[:6]}{number}",
    "name": lambda _field, number: person_name(number),
    "reference": _reference,
    "identifier": lambda _field, number: f"{number:08d}",
    "count": _number,
    "number": _number,
    "money": _number,
    "percent": _number,
    "boolean": lambda _field, number: "否" if number % 3 else "是",
    "date": _day,
    "yearmonth": lambda field, number: _day(field, number)[:7],
    "year": _year,
    "academic_year": lambda _field, _number: "2023-2024",
    "id_number": lambda _field, number: id_number(number),
    "uscc": lambda _field, number: uscc(number),
    "isbn": lambda _field, number: isbn(number),
    "phone": lambda _field, number: f"154{number:08d}",
    "email": lambda _field, number: f"demo{number}@example.com",
    "url": lambda _field, number: f"https://example.com/{number}",
    "teacher_cert": lambda _field, number: f"2012320005{1 + number % 2}{number:06d}",
}
OF_PATTERN: Mapping[str, Callable[[int], str]] = {
    r"^0\d{2,3}-\d{7,8}$": lambda number: f"0500-2{number:07d}",
    r"^(0\d{2,3}-\d{7,8}|1[3-9]\d{9})$": lambda number: f"154{number:08d}",
    r"^1[3-9]\d{9}$": lambda number: f"154{number:08d}",
    r"^\d{6}$": lambda number: f"{number:06d}",
    r"^\d{10}$": lambda number: f"{number:010d}",
    r"^\d{4}-\d{4}$": lambda _number: "2023-2024",
    r"^[0-9A-Za-z-]+$": lambda number: f"KC-{number:06d}",
}
