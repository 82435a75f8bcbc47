"""The answer of a right is a value with a reason, and both answers are true: nobody may take it for a yes."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "shucai"
ASKING = {"allowed", "may_now"}


def conditions(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield every expression that is taken for true or false."""
    for node in ast.walk(tree):
        match node:
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test) | ast.Assert(test=test):
                yield test
            case ast.BoolOp(values=values):
                yield from values
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield operand
            case ast.comprehension(ifs=ifs):
                yield from ifs


def taken_for_a_yes(text: str) -> list[int]:
    """Return the lines where the answer itself is the condition."""
    calls = (test for test in conditions(ast.parse(text)) if isinstance(test, ast.Call))
    return [
        call.lineno for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in ASKING
    ]


def test_no_answer_of_a_right_is_taken_for_a_yes() -> None:
    found = {path.name: taken_for_a_yes(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_mistake_would_be_found() -> None:
    mistakes = "if allowed(a, v, f): pass\nx = [1 for u in us if not access.may_now(a, v, f, s)]\nif may(a, v, f): pass"
    assert taken_for_a_yes(mistakes) == [1, 2]
