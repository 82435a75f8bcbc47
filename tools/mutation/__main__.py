"""Run the mutants and say which of them no test noticed.

    python -m tools.mutation                 all of them, about half an hour on two cores
    python -m tools.mutation --count 500     a sample: so many of them, always the same
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
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from tools.mutation.mutants import ROOT, Mutant, equivalent, mutants
from tools.mutation.trial import Broken, Copy, Verdict, load_libraries

RESULTS = ROOT / "build" / "mutation.csv"
WORKERS = 2
Key = tuple[str, str, str, int]
Results = dict[Key, Verdict]


def main() -> None:
    """Run and report."""
    parser = argparse.ArgumentParser(description="在校验引擎里逐个改错一处，看测试是否发现")
    parser.add_argument("places", nargs="*", help="只要路径里有这些字的")
    parser.add_argument("--count", type=int, help="只抽这么多个，每次抽到的相同")
    parser.add_argument("--again", action="store_true", help="只要上一次没有发现的")
    parser.add_argument("--least", type=float, default=0.0, help="至少要发现百分之几")
    options = parser.parse_args()
    drawn = choose(options.places, options.count)
    results = _noticed_before(drawn) if options.again else {}
    chosen = [mutant for mutant in drawn if _key(mutant) not in results]
    os.nice(10)
    try:
        for number, (mutant, verdict) in enumerate(run(chosen), 1):
            results[_key(mutant)] = verdict
            _show(mutant, verdict)
            if number % 50 == 0 or number == len(chosen):
                _write(results)
                print(f"{number}/{len(chosen)}，共发现 {_share(results.values()):.1f}%", flush=True)
    except Broken as problem:
        sys.exit(f"测试本身不成立：\n{problem}")
    print(f"共 {len(results)} 个；另有 {len(equivalent())} 处改了也看不出差别，不算")
    if _share(results.values()) < options.least:
        sys.exit(f"发现的不到 {options.least:g}%")


def choose(places: Sequence[str], count: int | None) -> list[Mutant]:
    """Return the mutants of some places, in an order that tells nothing of what they are: the first are a fair sample."""
    drawn = sorted(mutants(), key=lambda mutant: sha256(repr(_key(mutant)).encode()).digest())
    return [mutant for mutant in drawn[:count] if not places or any(place in mutant.path for place in places)]


def run(chosen: Sequence[Mutant]) -> Iterator[tuple[Mutant, Verdict]]:
    """Return what becomes of every mutant, as they come. Raises Broken."""
    load_libraries()
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        free = [Copy(Path(folder) / str(number)) for number in range(WORKERS)]
        for copy in free:
            copy.prove()
        running: dict[int, tuple[Copy, Mutant]] = {}
        for mutant in (*chosen, *[None] * WORKERS):
            if running and (mutant is None or not free):
                process, status = os.wait()
                copy, judged = running.pop(process)
                yield judged, copy.verdict(status)
                free.append(copy)
            if mutant is not None:
                copy = free.pop()
                running[copy.start(mutant)] = (copy, mutant)


def _show(mutant: Mutant, verdict: Verdict) -> None:
    """Print a mutant that was not noticed, or only by never ending."""
    if verdict is not Verdict.KILLED:
        print(f"{mutant.path}:{mutant.line} {verdict.value}\n  - {mutant.was}\n  + {mutant.now}", flush=True)


def _share(verdicts: Iterable[Verdict]) -> float:
    """Return the per cent of mutants that were noticed."""
    counts = Counter(verdicts)
    return 100 * (1 - counts[Verdict.SURVIVED] / max(counts.total(), 1))


def _key(mutant: Mutant) -> Key:
    return (*mutant.lines, mutant.twin)


def _noticed_before(drawn: Iterable[Mutant]) -> Results:
    """Return what became of those that the run before noticed; mutants of lines that are gone are left out."""
    with RESULTS.open(encoding="utf-8", newline="") as rows:
        before = {
            (r["file"], r["was"], r["now"], int(r["twin"])): Verdict(r["verdict"])
            for r in csv.DictReader(rows)
        }
    known = {key: before.get(key, Verdict.SURVIVED) for key in map(_key, drawn)}
    return {key: verdict for key, verdict in known.items() if verdict is not Verdict.SURVIVED}


def _write(results: Results) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as rows:
        written = csv.writer(rows)
        written.writerow(["file", "was", "now", "twin", "verdict"])
        written.writerows((*key, verdict.value) for key, verdict in sorted(results.items()))


if __name__ == "__main__":
    main()
