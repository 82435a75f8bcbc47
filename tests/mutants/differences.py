"""What was found in a school with faults against what they declare: check by check."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.mutants.batches import Batch

Found = Counter[tuple[str, str, int]]  # form id, rule, row from 0


@dataclass(frozen=True)
class Difference:
    """What a check found otherwise than declared, as a sentence."""

    rule: str
    text: str


def differences(batch: Batch, new: Found, gone: Found) -> Iterator[Difference]:
    """Return what is not as declared.

    new: findings the school did not have before. gone: findings it had. A check may answer for several faults, each at
    rows of its own, so their numbers are added up.
    """
    brought, ended = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in batch.faults:
        brought.update(one.new)
        ended.update(one.gone)
    yield from _numbers(batch, "found", brought, Counter((form, rule) for form, rule, _ in new))
    yield from _numbers(batch, "ended", ended, Counter((form, rule) for form, rule, _ in gone))
    for one in batch.faults:
        lost = [row for row in one.own if (one.form, one.fault.rule, row) not in new]
        if lost:
            yield Difference(one.fault.rule, f"{one.fault.rule}: not found at {lost} as declared")


def _numbers(
    batch: Batch, word: str, declared: Counter[tuple[str, str]], found: Counter[tuple[str, str]]
) -> Iterator[Difference]:
    for form, rule in sorted(declared.keys() | found.keys()):
        wanted, there = declared[form, rule], found[form, rule]
        if wanted != there:
            by = [one.fault.rule for one in batch.faults if (form, rule) in one.rules]
            said = f"declared {wanted} times by {', '.join(by[:5])}" if by else "declared by nobody"
            yield Difference(rule, f"{form}|{rule}: {word} {there} times, {said}")
