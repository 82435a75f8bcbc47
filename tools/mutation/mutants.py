"""The mutants: every place of the rule engine's code times every slip that cosmic-ray makes and that makes sense there."""

import ast
import csv
import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from parso.tree import NodeOrLeaf

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = Path("src/shucai/domain")
PACKAGES = ("predicates", "figures", "checks")
EQUIVALENT = Path(__file__).with_name("equivalent.csv")

# One operator becomes the one or two it is mistaken for. The other pairs (+ into <<, == into is) fail at once by their
# types, or say the same; to count them would flatter the share.
CONFUSED = frozenset(
    {
        "Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "Mod_Mul", "Pow_Mul", "FloorDiv_Mul", "BitOr_BitAnd", "BitAnd_BitOr",
        "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is",
        "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt",
        "Delete_Not", "Delete_Invert", "Delete_USub",
    }
)  # fmt: skip
REPLACED = ("ReplaceBinaryOperator_", "ReplaceComparisonOperator_", "ReplaceUnaryOperator_")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One slip. path: of the file from the root; was, now: the lines it changes; code: the whole file with the slip.

    twin: which of several with the same lines in a file, from 0.
    """

    path: str
    line: int
    was: str
    now: str
    code: str
    twin: int = 0

    @property
    def package(self) -> str:
        """Return the package of the engine it is in."""
        return Path(self.path).relative_to(DOMAIN).parts[0]

    @property
    def lines(self) -> tuple[str, str, str]:
        """Return the file in the domain and the lines, which stay as they are where lines above come or go."""
        return Path(self.path).relative_to(DOMAIN).as_posix(), self.was, self.now


def mutants() -> Iterator[Mutant]:
    """Return every mutant that could matter, each once, file by file."""
    meaningless = {(row["file"], row["was"], row["now"]) for row in equivalent()}
    for package in PACKAGES:
        for path in sorted((ROOT / DOMAIN / package).rglob("*.py")):
            seen: Counter[tuple[str, str, str]] = Counter()
            source = path.read_text(encoding="utf-8")
            for code, line in {code: line for line, code in slips(source)}.items():
                mutant = _mutant(path, line, source, code)
                if mutant.lines not in meaningless:
                    yield replace(mutant, twin=seen[mutant.lines])
                    seen[mutant.lines] += 1


def equivalent() -> list[dict[str, str]]:
    """Return the mutants that change nothing one could see: file, was, now, why."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def slips(source: str) -> Iterator[tuple[int, str]]:
    """Return the line of every slip that can be made in a module, and the module with it."""
    without_effect = list(_places_without_effect(ast.parse(source)))
    nodes = list(ast_nodes(get_ast(source)))
    for operator in _operators():
        places = [(node, start) for node in nodes for start, _ in operator.mutation_positions(node)]
        for number, (node, start) in enumerate(places):
            is_annotation = any(first <= start < last for first, last in without_effect)
            if not is_annotation and not _is_star_of_parameters(node):
                code = mutate_code(source, operator, number)
                if code is not None and _is_python(code):
                    yield start[0], code


def _is_star_of_parameters(node: NodeOrLeaf) -> bool:
    """Return whether a ``*`` stands between parameters, where a slip makes another signature or none at all."""
    return node.parent is not None and node.parent.type == "parameters"


def _operators() -> Iterator[object]:
    for name in operator_names():
        short = name.partition("/")[2]
        pair = next((short.removeprefix(prefix) for prefix in REPLACED if short.startswith(prefix)), None)
        operator = get_operator(name)
        if not operator.arguments() and short != "NoOp" and (pair is None or pair in CONFUSED):
            yield operator()


def _places_without_effect(tree: ast.Module) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the spans of annotations, and of the arguments of decorators, which say ``frozen=True`` and the like."""
    for node in ast.walk(tree):
        spans: list[ast.expr | None] = []
        if isinstance(node, ast.FunctionDef):
            spans.append(node.returns)
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            spans += [
                part for one in node.decorator_list if isinstance(one, ast.Call) for part in _parts(one)
            ]
        if isinstance(node, ast.arg | ast.AnnAssign):
            spans.append(node.annotation)
        for span in spans:
            if span is not None:
                yield (span.lineno, span.col_offset), (span.end_lineno or 0, span.end_col_offset or 0)


def _parts(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _is_python(code: str) -> bool:
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def _mutant(path: Path, line: int, source: str, code: str) -> Mutant:
    changed = [
        entry
        for entry in difflib.ndiff(source.splitlines(), code.splitlines())
        if entry.startswith(("- ", "+ "))
    ]
    was, now = ("\n".join(e[2:].strip() for e in changed if e.startswith(sign)).strip() for sign in "-+")
    return Mutant(path.relative_to(ROOT).as_posix(), line, was, now, code)
