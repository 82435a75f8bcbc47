"""How the cells of a field are read: which characters to fold, which texts stand as they are, and how the rest is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as member

import polars as pl

from shucai.domain.catalogue import CodeList, Field
from shucai.domain.normalise import booleans, dates, numbers, years
from shucai.domain.normalise.blanks import WORDS, blank_outcome
from shucai.domain.normalise.characters import IDENTIFIER, LONG_TEXT, NAME, PLAIN, TEXT, Step, plain
from shucai.domain.normalise.codes import Codes, codes_of, known_word, own_none, read_code
from shucai.domain.normalise.identifiers import read_identifier
from shucai.domain.normalise.names import read_name
from shucai.domain.normalise.outcomes import Level, Outcome, Refused, after, silent
from shucai.domain.normalise.texts import items_of, read_loose_identifier, read_reference, read_text
from shucai.domain.normalise.truncation import ZEROS

Scalar = Callable[[Field, str], Outcome]

# Characters that some rule for text may change; a text without them, not a blank word, stands as it is.
_STRANGE = (
    r"[\p{M}\x{0000}-\x{001F}\x{007F}-\x{00A0}\x{00AD}\x{0374}\x{037E}\x{0387}\x{1100}-\x{11FF}\x{1F00}-\x{200F}"
    r"\x{2028}-\x{202F}\x{205F}\x{2060}\x{2126}\x{212A}\x{212B}\x{2329}\x{232A}\x{2E80}-\x{2FD5}\x{3000}"
    r"\x{E000}-\x{FAFF}\x{FEFF}\x{FF10}-\x{FF19}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}\x{2F800}-\x{2FA1F}"
    r"\x{F0000}-\x{10FFFF}]|^ | $|  |_x000D_"
)
_IDENTIFIER = r"^[0-9A-Za-z](?:[!-~]*[0-9A-Za-z])?$"
_DAMAGED = r"^[0-9]+\.0+$|^[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}$|^0$"
_CHINESE_NAME = r"^[\x{4E00}-\x{9FFF}]{2,4}$"
_PLAIN_FORMS = {
    "id_number": r"^[1-9][0-9]{16}[0-9X]$",
    "uscc": r"^[0-9A-HJ-NPQRTUWXY]{18}$",
    "teacher_cert": r"^[12][0-9]{16}$",
    "isbn": r"^97[89][0-9-]{10,14}$",
    "phone": r"^(?:1[3-9][0-9]{9}|0(?:10|2[0-9])-[2-9][0-9]{7}|0[3-9][0-9]{2}-[2-9][0-9]{6,7})$",
    "email": r"^[0-9A-Za-z][!-~]*@[!-~]+$",
    "url": r"^https?://[!-~]+$",
}


@dataclass(frozen=True)
class Reader:
    """How one field is read.

    clean: expression over the text of the column, named as the field: true where it is already in its one spelling.
    typed: expression from that spelling to the value. word: what the field knows before blanks are looked for.
    exact: spelling -> code, for those that stand as they are; form: of other texts that stand so though a rule would
        name them.
    """

    field: Field
    steps: Sequence[Step]
    clean: pl.Expr
    typed: pl.Expr
    scalar: Scalar
    word: Callable[[str], Outcome | None] = lambda _text: None
    shown: Callable[[str], str] = str
    exact: Mapping[str, str] = member(default_factory=dict[str, str])
    form: re.Pattern[str] | None = None

    def stands(self, text: str) -> bool:
        """Return whether a text is known to stand as it is without being read."""
        return text in self.exact or (self.form is not None and self.form.search(text) is not None)

    def read(self, text: str) -> Outcome:
        """Return what a cell says; its text is not null."""
        folded, rules, level = plain(text, self.steps)
        outcome = self.word(folded) or blank_outcome(self.field, folded) or self.scalar(self.field, folded)
        return after(rules, level, outcome)


def reader_of(field: Field, code_list: CodeList | None) -> Reader:
    """Return how a field is read. code_list: of a coded field, or of the coded field a reference points to, else None."""
    cell = pl.col(field.name)
    if code_list is not None and field.kind == "reference":
        single = _coded_reference(_text_reader(field), codes_of(code_list))
        return _several(single) if field.multi else single
    if code_list is not None:
        return _code_reader(field, codes_of(code_list))
    if field.type in {"integer", "number"}:
        return _number_reader(field)
    if field.type in _BY_TYPE:
        return _BY_TYPE[field.type](field)
    if field.kind == "academic_year":
        clean = cell.str.contains(r"^(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2}$") & (
            cell.str.slice(5).cast(pl.Int32, strict=False)
            == cell.str.head(4).cast(pl.Int32, strict=False) + 1
        )
        return Reader(field, PLAIN, clean, cell, years.read_academic_year)
    return _several(_text_reader(field)) if field.multi else _text_reader(field)


def _number_reader(field: Field) -> Reader:
    cell = pl.col(field.name)
    dtype = pl.Int64 if field.type == "integer" else pl.Float64
    form = numbers.INTEGER if field.type == "integer" else numbers.NUMBER
    form = numbers.PERCENT if field.kind == "percent" else form
    typed = cell.str.strip_suffix("%").cast(dtype, strict=False) + 0  # -0.0 becomes 0.0
    return Reader(
        field, PLAIN, cell.str.contains(form), typed, numbers.read_number, form=re.compile(_whole(form))
    )


def _boolean_reader(field: Field) -> Reader:
    cell = pl.col(field.name)

    def word(text: str) -> Outcome | None:
        outcome = booleans.read_boolean(field, text)
        return None if isinstance(outcome, Refused) else outcome

    typed = cell.replace_strict(booleans.STATED, default=None, return_dtype=pl.Boolean)
    return Reader(field, PLAIN, cell.is_in(list(booleans.STATED)), typed, booleans.read_boolean, word)


def _day_reader(field: Field) -> Reader:
    cell = pl.col(field.name)
    typed = cell.str.to_date("%Y-%m-%d", strict=False)
    clean = cell.str.contains(dates.DAY) & typed.is_not_null() & ~cell.is_in(sorted(dates.EMPTY))
    return Reader(field, PLAIN, clean, typed, dates.read_day)


def _month_reader(field: Field) -> Reader:
    cell = pl.col(field.name)
    typed = (cell + "-01").str.to_date("%Y-%m-%d", strict=False)
    return Reader(field, PLAIN, cell.str.contains(dates.MONTH), typed, dates.read_month)


def _year_reader(field: Field) -> Reader:
    cell = pl.col(field.name)
    return Reader(
        field, PLAIN, cell.str.contains(years.YEAR), cell.cast(pl.Int64, strict=False), years.read_year
    )


_BY_TYPE: dict[str, Callable[[Field], Reader]] = {
    "boolean": _boolean_reader,
    "date": _day_reader,
    "yearmonth": _month_reader,
    "year": _year_reader,
}


def _text_reader(field: Field) -> Reader:
    cell = pl.col(field.name)
    ordinary = ~cell.str.contains(_STRANGE) & ~cell.is_in(WORDS)
    sound = ~cell.str.contains(_DAMAGED)
    if field.kind in _PLAIN_FORMS:
        clean = cell.str.contains(_PLAIN_FORMS[field.kind]) & ~cell.str.ends_with(ZEROS.get(field.kind, "!"))
        return Reader(field, IDENTIFIER, clean & ~_placeholder(cell), cell, read_identifier)
    if field.kind == "identifier":
        clean = cell.str.contains(_IDENTIFIER) & ~cell.is_in(WORDS) & sound
        return Reader(field, TEXT, clean, cell, read_loose_identifier)
    if field.kind == "name" or (field.kind == "reference" and "姓名" in field.title):
        clean = (
            cell.str.contains(_CHINESE_NAME)
            & ~cell.is_in(WORDS)
            & ~cell.str.contains("(?:女士|老师|同学|先生)$")
        )
        return Reader(field, NAME, clean, cell, read_name)
    if field.kind == "reference":
        return Reader(
            field,
            TEXT,
            ordinary & ~cell.str.contains(r"^['=`]|[^ -~\x{4E00}-\x{9FFF}]") & sound,
            cell,
            read_reference,
        )
    return Reader(field, LONG_TEXT if field.kind == "long_text" else TEXT, ordinary, cell, read_text)


def _placeholder(cell: pl.Expr) -> pl.Expr:
    return cell.is_in(["123456789012345678"]) | cell.str.contains(
        "|".join(f"^{digit}+$" for digit in range(10))
    )


def _coded_reference(single: Reader, codes: Codes) -> Reader:
    """Return a reader of codes that stand in another form: its labels mean their codes too, other values stay (C1)."""
    spelt = {text: code for text, code in codes.exact.items() if text != code}

    def scalar(field: Field, text: str) -> Outcome:
        return silent(spelt[text], "C1") if text in spelt else single.scalar(field, text)

    return replace(single, clean=single.clean & ~pl.col(single.field.name).is_in(list(spelt)), scalar=scalar)


def _several(single: Reader) -> Reader:
    """Return a reader of several values of a kind in one cell, joined by ; once read (C6)."""
    cell = pl.col(single.field.name)

    def scalar(field: Field, text: str) -> Outcome:
        return join_items(text, [single.scalar(field, item) for item in items_of(text)])

    clean = single.clean & ~cell.str.contains("[、,，;；/／|｜\n]")
    return Reader(single.field, _BREAKING, clean, single.typed, scalar)


_BREAKING = tuple(step for step in LONG_TEXT)


def _code_reader(field: Field, codes: Codes) -> Reader:
    cell = pl.col(field.name)

    def scalar(_field: Field, text: str) -> Outcome:
        return read_code(field, text, codes)

    def word(text: str) -> Outcome | None:
        found = known_word(text, codes)
        return found if found is not None else (own_none(text, codes) if text in {"无", "没有"} else None)

    def several(_field: Field, text: str) -> Outcome:
        return join_items(text, [read_code(field, item, codes) for item in items_of(text)])

    typed = cell.replace(codes.spellings, codes.meanings)
    clean, form = cell.is_in(codes.spellings.implode()), None
    if codes.code_list.open_pattern:
        clean = clean | cell.str.contains(codes.code_list.open_pattern)
        form = re.compile(_whole(codes.code_list.open_pattern))
    steps, read = (_BREAKING, several) if field.multi else (PLAIN, scalar)
    return Reader(field, steps, clean, typed, read, word, exact=codes.exact, form=form)


def _whole(pattern: str) -> str:
    """Return a pattern of expressions as Python reads it: its end is the end of the text, not before a last line break."""
    return pattern.replace("$", r"\Z")


def join_items(text: str, outcomes: Sequence[Outcome]) -> Outcome:
    """Return several readings as one, values joined by ``;``; the first refusal refuses the whole cell."""
    rules: tuple[str, ...] = ()
    level = Level.SILENT
    values: list[str] = []
    for outcome in outcomes:
        if isinstance(outcome, Refused):
            return outcome
        rules, level = (*rules, *outcome.rules), Level.ASK if outcome.level is Level.ASK else level
        values += [outcome.text] if outcome.text else []
    value = ";".join(dict.fromkeys(values))
    if value != text:
        rules = ("C6", *rules) if len(outcomes) > 1 or not rules else rules
    return after(rules, level, silent(value or None))
