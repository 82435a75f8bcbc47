"""Numbers in Chinese characters (N10, T9)."""

import re

DIGITS = {
    character: value
    for value, characters in enumerate(
        ["零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]
    )
    for character in characters
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
NUMERAL = re.compile(f"[{''.join(DIGITS)}{''.join(UNITS)}{''.join(MYRIADS)}]+")


DIGIT = f"[{''.join(DIGITS)}Oo]"  # the letters stand for 〇 as many input methods give it


def is_numeral(text: str) -> bool:
    """Return whether a text is written in Chinese numerals only, with at least one digit or 十."""
    return NUMERAL.fullmatch(text) is not None and (text[0] in DIGITS or text[0] in "十拾")


def digits_of(text: str) -> str:
    """Return numerals read one by one, as in 二〇二四 or 二O二四."""
    return "".join("0" if character in "Oo" else str(DIGITS[character]) for character in text)


def number_of(text: str) -> int:
    """Return what a numeral stands for: 一百二十三, 十二, or digit by digit where no unit is written."""
    if all(character in DIGITS for character in text):
        return int(digits_of(text))
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in UNITS:
            section += (digit or 1) * UNITS[character]
            digit = 0
        else:
            total = (total + section + digit) * MYRIADS[character]
            section = digit = 0
    return total + section + digit
