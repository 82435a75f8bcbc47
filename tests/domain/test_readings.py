"""Texts in the order of their readings, as Excel sorts them: 安 before 白 before 张, whatever their codes are."""

from shucai.domain.normalise.readings import all_as_read, as_read, by_reading


def test_characters_come_by_how_they_are_read_also_rare_ones():
    names = ["张例", "玥例", "安例", "喆例", "白例", "乔例"]
    assert sorted(names, key=as_read) == ["安例", "白例", "乔例", "玥例", "张例", "喆例"]


def test_digits_and_letters_come_first_and_letters_without_their_case():
    assert sorted(["中文", "b级", "A级", "12", "C级"], key=as_read) == ["12", "A级", "b级", "C级", "中文"]


def test_the_second_character_decides_where_the_first_is_alike():
    assert sorted(["李雅", "李书", "李安"], key=as_read) == ["李安", "李书", "李雅"]


def test_a_blank_stays_blank():
    assert all_as_read([None, "12"]) == [None, "12"]


def test_people_are_listed_as_they_are_read_and_namesakes_stay_in_their_order():
    people = [(1, "张例"), (2, "安例"), (3, "喆例"), (4, "安例")]
    assert [pk for pk, _ in by_reading(people, lambda one: one[1])] == [2, 4, 1, 3]
