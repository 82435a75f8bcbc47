"""Evaluates a predicate for one row with plain Python values; None is blank, and unknown."""

from sqlglot import exp

from tests.oracle.functions import FUNCTIONS

NOTHING = {}
SIZES = {
    "元": 1,
    "千元": 1000,
    "万元": 10_000,
    "亿元": 10**8,
    "平方米": 1,
    "亩": 2000 / 3,
    "公顷": 10_000,
    "册": 1,
    "万册": 10_000,
}
MEANINGS = {"label_of": "code_labels", "parent_label_of": "parents", "quantity": "quantities"}
TRUTHS = {"是": True, "否": False, "有": True, "无": False}


def evaluate(node, row, schema, parameters, tolerance=0.005, *, group=(), constants=NOTHING):
    """Return the value of a node for a row: dict of field -> value, ``field#none`` -> bool.

    group: the rows that share what the check says they share, None where the row names no group.
    constants: numbers the predicate calls by name.
    """
    return Interpreter(row, schema, parameters, tolerance, group, constants).of(node)


class Interpreter:
    def __init__(self, row, schema, parameters, tolerance, group, constants):
        self.row, self.schema, self.parameters, self.tolerance = row, schema, parameters, tolerance
        self.group, self.constants = group, constants

    def of(self, node):
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def _paren(self, node):
        return self.of(node.this)

    def _column(self, node):
        name = self._name(node)
        return self.constants[name] if name in self.constants else self.row[name]

    @staticmethod
    def _name(node):
        return f"{node.table}.{node.name}" if node.table else node.name

    def _literal(self, node):
        return node.name if node.is_string else float(node.name)

    def _boolean(self, node):
        return bool(node.this)

    def _neg(self, node):
        value = self.of(node.this)
        return None if value is None else -value

    def _not(self, node):
        value = self.of(node.this)
        return None if value is None else not value

    def _is(self, node):
        return self.of(node.this) is None

    def _and(self, node):
        values = (self.of(node.this), self.of(node.expression))
        return False if False in values else (None if None in values else True)

    def _or(self, node):
        values = (self.of(node.this), self.of(node.expression))
        return True if True in values else (None if None in values else False)

    def _number(self, node, combine):
        left, right = self.of(node.this), self.of(node.expression)
        return None if left is None or right is None else combine(left, right)

    def _add(self, node):
        return self._number(node, lambda a, b: a + b)

    def _sub(self, node):
        return self._number(node, lambda a, b: a - b)

    def _mul(self, node):
        return self._number(node, lambda a, b: a * b)

    def _div(self, node):
        return self._number(node, lambda a, b: None if b == 0 else a / b)

    def _coded(self, node, other):
        """Return the codes a literal beside a coded column stands for, or None where nothing is coded."""
        if not (isinstance(node, exp.Column) and isinstance(other, exp.Literal) and other.is_string):
            return None
        column = self.schema.get(self._name(node))
        if column is None:
            return None
        if column.type == "boolean":
            return [TRUTHS[other.name]]
        return list(column.labels[other.name]) if column.labels else None

    def _equal(self, left, right):
        for one, other in ((left, right), (right, left)):
            codes = self._coded(one, other)
            if codes is not None:
                value = self.of(one)
                return None if value is None else value in codes
        a, b = self.of(left), self.of(right)
        if a is None or b is None:
            return None
        if isinstance(a, int | float) and not isinstance(a, bool):
            return abs(a - b) <= self.tolerance
        return a == b

    def _eq(self, node):
        return self._equal(node.this, node.expression)

    def _neq(self, node):
        equal = self._equal(node.this, node.expression)
        return None if equal is None else not equal

    def _order(self, left, right, test):
        a, b = self.of(left), self.of(right)
        if a is None or b is None:
            return None
        slack = self.tolerance if isinstance(a, int | float) else 0
        return test(a, b, slack)

    def _lt(self, node):
        return self._order(node.this, node.expression, lambda a, b, _: a < b)

    def _gt(self, node):
        return self._order(node.this, node.expression, lambda a, b, _: a > b)

    def _lte(self, node):
        return self._order(node.this, node.expression, self._at_most)

    def _gte(self, node):
        return self._order(node.expression, node.this, self._at_most)

    @staticmethod
    def _at_most(a, b, slack):
        return a - b <= slack if slack else a <= b

    def _between(self, node):
        low = self._order(node.args["low"], node.this, self._at_most)
        high = self._order(node.this, node.args["high"], self._at_most)
        return False if False in (low, high) else (None if None in (low, high) else True)

    def _in(self, node):
        answers = [self._equal(node.this, item) for item in node.expressions]
        return True if True in answers else (None if None in answers else False)

    def _case(self, node):
        for branch in node.args["ifs"]:
            test = self.of(branch.this)
            if test is None:
                return None
            if test:
                return self.of(branch.args["true"])
        return self.of(node.args["default"]) if node.args.get("default") else None

    def _anonymous(self, node):
        name = node.name.lower()
        if name in {"period_start", "period_end", "report_year", "fiscal_year"}:
            return getattr(self.parameters, name)
        if name in {"label_of", "parent_label_of", "quantity", "includes", "item_count", "is_none"}:
            return self._of_column(name, node.expressions)
        if name == "in_unit":
            return self._in_unit(*node.expressions)
        if name in {"count_of", "sum_of", "distinct_of", "list_of"}:
            return self._over_group(name, node.expressions[0])
        values = [self.of(argument) for argument in node.expressions]
        if name == "coalesce":
            return values[1] if values[0] is None else values[0]
        return None if None in values else FUNCTIONS[name](*values)

    def _in_unit(self, number, wanted):
        value, unit = self.of(number), self.schema[self._name(number)].unit
        return None if value is None else value * SIZES[unit] / SIZES[wanted.name]

    def _over_group(self, name, part):
        if self.group is None:
            return None
        parts = [
            evaluate(part, row, self.schema, self.parameters, self.tolerance, constants=self.constants)
            for row in self.group
        ]
        if None in parts:
            return None
        if name == "list_of":
            return ";".join(sorted(set(parts)))
        return len(set(parts)) if name == "distinct_of" else sum(parts)

    def _of_column(self, name, arguments):
        called = self._name(arguments[0])
        column, value = self.schema[called], self.row[called]
        if name == "is_none":
            return self.row[f"{called}#none"]
        if value is None:
            return None
        if name in MEANINGS:
            return getattr(column, MEANINGS[name]).get(value)
        if name == "item_count":
            return len(value.split(";"))
        return any(code in value.split(";") for code in column.labels[arguments[1].name])
