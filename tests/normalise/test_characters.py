"""Rules T1 to T12 and N5: every example of the reference, and the edges of each rule."""

import pytest

from tests.normalise.columns import cell, field_of, message

TEXT, LONG, NAME, ID = field_of("text"), field_of("long_text"), field_of("name"), field_of("id_number")
DATE = field_of("date")
CARD = "11010519491231002X"


@pytest.mark.parametrize(
    ("field", "typed", "value", "rule"),
    [
        (NAME, "张伟\u200b", "张伟", "T1"),
        (TEXT, "\ufeff软件", "软件", "T1"),
        (TEXT, "软\u00ad件", "软件", "T1"),
        (TEXT, "软\u2060件\u202a", "软件", "T1"),
        (TEXT, "一\r\n二", "一 二", "T2"),
        (TEXT, "一_x000D_\n二", "一 二", "T2"),
        (TEXT, "一\t二", "一 二", "T2"),
        (LONG, "一\r\n二", "一\n二", "T2"),
        (LONG, "一 \n  二\n", "一\n二", "T2+T3"),
        (LONG, "一\t二", "一 二", "T2"),
        (TEXT, "\u3000软件\u00a0技术  专业 ", "软件 技术 专业", "T3"),
        (NAME, "⻢丽", "马丽", "T4"),
        (TEXT, "⼯程", "工程", "T4"),
        (TEXT, "⻩⻓⻔⻬⻰⻥⻦⻋⻅⻉⻛⻜⻚⻄⻘⻮⺠⺟⻆", "黄长门齐龙鱼鸟车见贝风飞页西青齿民母角", "T4"),
        (TEXT, "\uf914器", "樂器", "T5"),
        (TEXT, "cafe\u0301", "café", "T5"),
        (TEXT, "２０２４级（１）班", "2024级（1）班", "T6"),
        (ID, "１１０１０５１９４９１２３１００２Ｘ", CARD, "T6"),
        (field_of("isbn"), "978—7—04—030444—2", "978-7-04-030444-2", "T7"),
        (ID, f"'{CARD}", CARD, "N5"),
        (ID, f"‘{CARD}", CARD, "N5"),
        (field_of("identifier"), '="00123"', "00123", "N5"),
    ],
)
def test_a_character_rule_changes_the_text_and_is_listed(field, typed, value, rule):
    assert cell(field, typed) == (value, rule, "SILENT")


@pytest.mark.parametrize(
    "typed",
    [
        "㎡",
        "①",
        "Ⅲ级",
        "℃",
        "½",
        "（甲）：乙；丙，丁。戊％＋",
        "昇喆淼䶮𬭊",
        "〇○",
        "Ｏ".replace("Ｏ", "О"),
        "100% 完成",
    ],
)
def test_text_keeps_what_people_typed(typed):
    """No NFKC in free text, no conversion of traditional characters, rare ideographs stay."""
    assert cell(TEXT, typed) == (typed, None, None)


def test_look_alikes_of_other_alphabets_in_an_identifier_are_asked_about():
    assert cell(ID, "11010519491231002Х") == (CARD, "T10", "ASK")
    assert cell(field_of("identifier"), "АВ12") == ("AB12", "T10", "ASK")


def test_a_compatibility_ideograph_in_a_name_is_asked_about():
    assert cell(NAME, "王\uf914") == ("王樂", "T5", "ASK")


def test_a_private_character_is_kept_and_asked_about_in_a_name_and_refused_elsewhere():
    assert cell(NAME, "张\ue863") == ("张\ue863", "T11", "ASK")
    assert cell(TEXT, "张\ue863") == (None, "T11", "REJECT")
    assert "U+E863" in message(TEXT, "张\ue863")


def test_dashes_of_every_kind_are_hyphens_in_a_date():
    for dash in "‐‑‒–—―─－﹣⁃":
        value, rule, level = cell(DATE, f"2024{dash}9{dash}1")
        assert (str(value), level) == ("2024-09-01", "SILENT"), dash
        assert "T7" in rule
