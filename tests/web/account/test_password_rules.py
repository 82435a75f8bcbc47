"""ORG-4: the rules of a password, told alike by the server and by the page while one types."""

from pathlib import Path

import pytest

from shucai import web
from shucai.domain.credentials import RULES, Owner

SCRIPT = Path(web.__file__).parent / "static" / "js" / "password-rules.js"
OWNER = Owner(login="t00017", name="示例甲", staff_no="T00017")
GOOD = ["Luzhi-Huai-2024", "qingnian 77 hu", "春眠不觉晓处处闻啼鸟 9", "x7Kq_m2Pz!", "ñandú-veloz-3"]
WEAK = {
    "long": ["", "short-1", "a1b2c3d4e", "😀😀😀😀1a"],
    "mixed": ["onlyletters", "8273645190", "春眠不觉晓处处闻啼鸟", "!!??--++//"],
    "own": ["my-T00017-word", "xx示例甲-2024", "T00017t00017"],
    "uncommon": [
        "123456789a", "woaini1314a", "woaini1314520", "a123456789", "1qaz2wsx3edc", "Password123", "qwerty12345",
        "aaaaaaaaa1", "abcdefg123", "zxcvbn0000", "admin888888", "9876543210a", "1234512345a", "a1a1a1a1a1a1",
    ],
}  # fmt: skip


def told(password: str) -> dict[str, bool]:
    """Return what the server says of each rule."""
    return {rule.code: rule.holds(password, OWNER) for rule in RULES}


@pytest.mark.parametrize("password", GOOD)
def test_a_good_password_breaks_no_rule(password):
    assert all(told(password).values())


@pytest.mark.parametrize(("rule", "password"), [(rule, p) for rule, weak in WEAK.items() for p in weak])
def test_a_weak_one_breaks_the_rule_it_is_weak_by(rule, password):
    assert not told(password)[rule]


@pytest.mark.parametrize("staff_no", ["", "7"])
def test_what_is_blank_or_one_character_is_no_part_of_oneself(staff_no):
    rule = next(rule for rule in RULES if rule.code == "own")
    assert rule.holds("Luzhi-Huai-2027", Owner(staff_no=staff_no))


@pytest.mark.browser
def test_the_page_ticks_the_rules_as_the_server_does(browser):
    passwords = [
        *GOOD,
        *(p for weak in WEAK.values() for p in weak),
        "١٢٣٤٥٦٧٨٩٠x",
        "Ｌｕｚｈｉ－２０２４",
        "ΣΑΣ-2024-ΟΔΟΣ",
    ]
    own = [OWNER.login, OWNER.name, OWNER.staff_no]
    source = SCRIPT.read_text(encoding="utf-8").replace("export ", "")
    page = browser.new_page()
    ticked = page.evaluate(
        f"([all, own]) => {{ {source}\nreturn all.map(one => ticked(one, own)); }}", [passwords, own]
    )
    page.close()
    assert ticked == [told(password) for password in passwords]
