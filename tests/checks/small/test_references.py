"""Values that must stand in another form: where they are looked for, which rows fail, what is skipped."""

from shucai.domain.catalogue import Form
from shucai.domain.checks import Result, Skipped, reference_results
from shucai.domain.checks.references import reference_rules
from tests.builders.staff import FIELDS, reference, staff_form, staff_table

TITLES = {"8.1": "示例教职工表", "8.2": "示例岗位表", "8.3": "示例房间表"}
BY_NAME = {field.name: field for field in FIELDS}


def places(code: str) -> Form:
    """Return a form of posts and rooms that others refer to."""
    fields = tuple(BY_NAME[name] for name in ("post", "room", "genders_taught"))
    return staff_form(code=code, title=TITLES[code], fields=fields, primary_key=(), unique_keys=(), checks=())


def answers(key, rows, **at_hand) -> list[Result | Skipped]:
    """Return what is answered of a reference. at_hand: rows of 8.2 and 8.3, as ``posts`` and ``rooms``."""
    form = staff_form(foreign_keys=(key,))
    codes = {"posts": "8.2", "rooms": "8.3"}
    tables = {codes[name]: staff_table(given, places(codes[name])) for name, given in at_hand.items()}
    return list(reference_results(staff_table(rows, form), tables, TITLES))


def only(key, rows, **at_hand) -> Result:
    (result,) = answers(key, rows, **at_hand)
    assert isinstance(result, Result)
    return result


POST = reference(("8.2", ("post",)), fields=("post",))


def test_a_value_must_stand_there_and_a_blank_is_open() -> None:
    result = only(
        POST, [{"post": "教师"}, {"post": "校长"}, {}, {"post": "教师"}], posts=[{"post": "教师"}, {}]
    )
    assert (result.rule, result.fields) == ("talent.8.1.post.reference", ("post",))
    assert (result.passed, result.failed, result.open) == (2, 1, 1)
    assert result.failures.rows() == [
        (1, "error", "「岗位」的 校长 在 8.2 示例岗位表 里找不到，请先在那里填报，或改正这里")
    ]


def test_where_all_stand_there_nothing_fails() -> None:
    result = only(POST, [{"post": "教师"}], posts=[{"post": "教师"}, {"post": "校长"}])
    assert (result.passed, result.failed, result.open, result.failures.height) == (1, 0, 0, 0)


def test_one_of_several_forms_suffices() -> None:
    key = reference(("8.2", ("post",)), ("8.3", ("room",)), fields=("post",))
    rows = [{"post": "教师"}, {"post": "A-101"}, {"post": "门厅"}]
    result = only(key, rows, posts=[{"post": "教师"}], rooms=[{"room": "A-101"}])
    assert result.failures["index"].to_list() == [2]
    assert "在 8.2 示例岗位表或8.3 示例房间表 里找不到" in result.failures["message"][0]


def test_a_form_that_is_not_at_hand_is_named() -> None:
    key = reference(("8.2", ("post",)), ("8.3", ("room",)), fields=("post",))
    assert answers(key, [{}]) == [
        Skipped("talent.8.1.post.reference", "需要 8.2 示例岗位表、8.3 示例房间表 的数据")
    ]
    assert answers(key, [{}], posts=[]) == [
        Skipped("talent.8.1.post.reference", "需要 8.3 示例房间表 的数据")
    ]


def test_the_own_form_is_at_hand_always() -> None:
    key = reference(("8.1", ("staff_no",)), fields=("post",))
    result = only(key, [{"staff_no": "1", "post": "2"}, {"staff_no": "2", "post": "3"}])
    assert result.failures["index"].to_list() == [1]


def test_exempt_values_stand_for_no_row() -> None:
    key = reference(("8.2", ("post",)), fields=("post",), exempt=("000000",))
    assert only(key, [{"post": "000000"}, {"post": "0"}], posts=[]).failures["index"].to_list() == [1]


def test_several_fields_are_looked_up_together() -> None:
    key = reference(("8.2", ("post", "room")), fields=("post", "door"))
    posts = [{"post": "教师", "room": "1"}, {"post": "校长", "room": "2"}]
    rows = [{"post": "教师", "door": "1"}, {"post": "教师", "door": "2"}, {"post": "教师"}]
    result = only(key, rows, posts=posts)
    assert (result.passed, result.failed, result.open) == (1, 1, 1)
    assert result.failures["message"][0].startswith("「岗位」＋「门牌」的 教师 + 2 在 8.2")


def test_every_item_of_a_field_of_several_is_looked_up() -> None:
    key = reference(("8.2", ("genders_taught",)), fields=("genders_taught",))
    rows = [{"genders_taught": "1;2;3"}, {"genders_taught": "1"}, {"genders_taught": "a;b;c;d;e;f"}, {}]
    result = only(key, rows, posts=[{"genders_taught": "1"}])
    assert (result.passed, result.failed, result.open) == (1, 2, 1)
    assert [message.partition(" 在 ")[0] for message in result.failures["message"]] == [
        "「所教」的 2、3",
        "「所教」的 a、b、c、d、e",
    ]


def test_a_field_looked_up_twice_has_two_checks() -> None:
    keys = (
        POST,
        reference(("8.3", ("room",)), ("8.2", ("room",)), fields=("post",)),
        reference(("8.3", ("room",)), fields=("room",)),
    )
    assert [rule for rule, _ in reference_rules(staff_form(foreign_keys=keys))] == [
        "talent.8.1.post.reference",
        "talent.8.1.post.reference.8.3",
        "talent.8.1.room.reference",
    ]


def test_a_title_with_a_brace_stays_readable() -> None:
    form = staff_form(code="8.2", title="岗位{新", fields=(BY_NAME["post"],), primary_key=(), checks=())
    table = staff_table([{"post": "校长"}], staff_form(foreign_keys=(POST,)))
    (result,) = reference_results(table, {"8.2": staff_table([], form)}, TITLES)
    assert isinstance(result, Result)
    assert "在 8.2 岗位（新 里找不到" in result.failures["message"][0]


def test_findings_come_in_the_order_of_the_rows() -> None:
    result = only(POST, [{"post": str(number)} for number in range(200)], posts=[{"post": "7"}])
    assert result.failures["index"].to_list() == [number for number in range(200) if number != 7]
