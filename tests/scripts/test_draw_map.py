"""The map says what the contracts say."""

from tools import draw_map


def test_layers_become_arrows_from_every_room_to_those_of_the_next_layer() -> None:
    drawn = draw_map.diagram([["a.top"], ["a.left", "a.right"], ["a.low"]])
    arrows = [line.strip() for line in drawn.splitlines() if "-->" in line]
    assert arrows == [
        "a_top[top] --> a_left[left]",
        "a_top[top] --> a_right[right]",
        "a_left[left] --> a_low[low]",
        "a_right[right] --> a_low[low]",
    ]


def test_forbidden_imports_become_a_sentence() -> None:
    contract = {"name": "pure", "type": "forbidden", "source_modules": ["a"], "forbidden_modules": ["b", "c"]}
    assert "`a` may not import `b`, `c`." in draw_map.contract_section(contract)


def test_rooms_side_by_side_are_said_to_be_strangers_only_where_there_are_some() -> None:
    alone = {"name": "x", "type": "layers", "layers": ["a.b", "a.c"]}
    paired = {"name": "x", "type": "layers", "layers": ["a.b | a.d", "a.c"]}
    sections = [draw_map.contract_section(contract) for contract in (alone, paired)]
    assert ["side by side" in section for section in sections] == [False, True]
