"""Run the mutants and say which of them no test noticed.

    python -m tools.mutation                 all of them, about half an hour on two cores
    python -m tools.mutation figures         only those in a package or file
    python -m tools.mutation --again         only those that survived the run before
    python -m tools.mutation --least 90      fail where less than that share is killed

What became of each stands in build/mutation.csv.
"""

import argparse
import csv
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tools.mutation.mutants import ROOT, Mutant, equivalent, mutants
from tools.mutation.trial import Broken, Copy, Verdict, load_libraries

RESULTS = ROOT / "build" / "mutation.csv"
WORKERS = 2
Key = tuple[str, str, str, int]
Results = dict[Key, Verdict]


def main() -> None:
    """Run and report."""
    parser = argparse.ArgumentParser(description="在校验引擎里逐个埋小错，看测试是否发现")
    parser.add_argument("places", nargs="*", help="只要路径里有这些字的")
    parser.add_argument("--again", action="store_true", help="只要上一次没有发现的")
    parser.add_argument("--least", type=float, default=0.0, help="至少要发现百分之几")
    options = parser.parse_args()
    before = _results() if options.again else {}
    chosen = [
        mutant
        for mutant in mutants()
        if (not options.places or any(place in mutant.path for place in options.places))
        and (not options.again or before.get(_key(mutant), Verdict.SURVIVED) is Verdict.SURVIVED)
    ]
    os.nice(10)
    try:
        found = run(chosen)
    except Broken as problem:
        sys.exit(f"测试本身不成立：\n{problem}")
    results = {**before, **{_key(mutant): verdict for mutant, verdict in found}}
    _write(results)
    if _share(results.values()) < options.least:
        sys.exit(f"发现的不到 {options.least:g}%")
    print(
        f"共 {len(results)} 个，发现 {_share(results.values()):.1f}%；另有 {len(equivalent())} 个改了也看不出差别，不算"
    )


def run(chosen: Sequence[Mutant]) -> list[tuple[Mutant, Verdict]]:
    """Return what became of every mutant. Raises Broken."""
    load_libraries()
    found: list[tuple[Mutant, Verdict]] = []
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        free = [Copy(Path(folder) / str(number)) for number in range(WORKERS)]
        for copy in free:
            copy.prove()
        running: dict[int, tuple[Copy, Mutant]] = {}
        for mutant in (*chosen, *[None] * WORKERS):
            if not free or (mutant is None and running):
                process, status = os.wait()
                copy, judged = running.pop(process)
                found.append((judged, copy.verdict(status)))
                free.append(copy)
                _show(found, chosen)
            if mutant is not None:
                copy = free.pop()
                running[copy.start(mutant)] = (copy, mutant)
    return found


def _show(found: Sequence[tuple[Mutant, Verdict]], chosen: Sequence[Mutant]) -> None:
    """Print the newest mutant where it was not noticed, and now and then how far the run is."""
    mutant, verdict = found[-1]
    if verdict is not Verdict.KILLED:
        print(f"{mutant.path}:{mutant.line} {verdict.value}\n  - {mutant.was}\n  + {mutant.now}", flush=True)
    if len(found) % 50 == 0:
        print(f"{len(found)}/{len(chosen)}，发现 {_share(verdict for _, verdict in found):.1f}%", flush=True)


def _share(verdicts: Iterable[Verdict]) -> float:
    """Return the per cent of mutants that were noticed."""
    counts = Counter(verdicts)
    return 100 * (1 - counts[Verdict.SURVIVED] / max(counts.total(), 1))


def _key(mutant: Mutant) -> Key:
    return (*mutant.lines, mutant.twin)


def _results() -> Results:
    with RESULTS.open(encoding="utf-8", newline="") as rows:
        return {
            (r["file"], r["was"], r["now"], int(r["twin"])): Verdict(r["verdict"])
            for r in csv.DictReader(rows)
        }


def _write(results: Results) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as rows:
        written = csv.writer(rows)
        written.writerow(["file", "was", "now", "twin", "verdict"])
        written.writerows((*key, verdict.value) for key, verdict in sorted(results.items()))


if __name__ == "__main__":
    main()
