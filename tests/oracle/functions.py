"""The functions of predicates on plain Python values; a blank never reaches them."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from stdnum import isbn, issn


def years_between(a, b):
    return b.year - a.year - ((b.month, b.day) < (a.month, a.day))


def months_between(a, b):
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)


def add_months(day, months):
    month = day.year * 12 + day.month - 1 + int(months)
    year, month = divmod(month, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def birth_of(number):
    if not re.fullmatch(r"\d{17}[\dXx]", number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def gender_of(number):
    if not re.fullmatch(r"\d{17}[\dXx]", number):
        return None
    return "男" if int(number[16]) % 2 else "女"


def first_year_of(text):
    found = re.fullmatch(r"(\d{4})-\d{4}", text)
    return int(found[1]) if found else None


def isbn_valid(text):
    digits = re.sub(r"(?i)^ISBN[ :：]*", "", text).replace("-", "")
    return re.fullmatch("97[89][0-9]{10}", digits) is not None and isbn.is_valid(digits)


def issn_valid(text):
    digits = re.sub(r"(?i)^ISSN[ :：]*", "", text).replace("-", "").upper()
    return re.fullmatch("[0-9]{7}[0-9X]", digits) is not None and issn.is_valid(digits)


def numbers_in(text):
    plain = re.sub(r"(\d),(\d{3})", r"\1\2", unicodedata.normalize("NFKC", text))
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)]


def folded(text):
    kept = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in kept if not c.isspace() and unicodedata.category(c)[0] not in "PS")


def rounded(value, places):
    step = Decimal(1).scaleb(-int(places))
    return float(Decimal(repr(value)).quantize(step, ROUND_HALF_UP))


FUNCTIONS = {
    "year_of": lambda d: d.year,
    "month_of": lambda d: d.month,
    "years_between": years_between,
    "months_between": months_between,
    "days_between": lambda a, b: (b - a).days,
    "add_years": lambda d, n: add_months(d, 12 * n),
    "add_months": add_months,
    "add_days": lambda d, n: d + timedelta(days=int(n)),
    "first_year_of": first_year_of,
    "length": len,
    "prefix": lambda t, n: t[: int(n)],
    "suffix": lambda t, n: t[-int(n) :],
    "concat": lambda a, b: a + b,
    "folded": folded,
    "text_of": lambda n: str(int(rounded(n, 0))),
    "contains": lambda t, part: part in t,
    "matches": lambda t, pattern: re.search(pattern, t) is not None,
    "least_number_in": lambda t: min(numbers_in(t), default=None),
    "greatest_number_in": lambda t: max(numbers_in(t), default=None),
    "gender_of": gender_of,
    "birth_of": birth_of,
    "isbn_valid": isbn_valid,
    "issn_valid": issn_valid,
    "abs": abs,
    "round": rounded,
    "least": min,
    "greatest": max,
}
