"""The child process: confines itself, reads the file on its standard input, writes one answer to its standard output."""

import json
import os
import re
import sys
from pathlib import Path
from typing import BinaryIO

from shucai.adapters.workbooks.reading.confinement import confine
from shucai.adapters.workbooks.reading.limits import Limits


def main() -> None:
    """Answer with one line of JSON, then, where the file could be read, the marks and the cells as Arrow streams."""
    limits = Limits(**json.loads(sys.argv[1]))
    confine(limits)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not write into the answer
    with os.fdopen(0, "rb", closefd=False) as file:
        answer(file, sys.argv[2], limits, answers)
    answers.close()
    os._exit(0)  # freeing a million cells one by one would take a second


def answer(file: BinaryIO, suffix: str, limits: Limits, answers: BinaryIO) -> None:
    """Read the file and write the answer."""
    from shucai.adapters.workbooks.reading.contents import Refused, marks_table
    from shucai.adapters.workbooks.reading.formats import read_contents

    try:
        contents = read_contents(file, suffix, limits)
    except Refused as refused:
        _write_line(answers, {"problem": [refused.problem.code, dict(refused.problem.facts)]})
        return
    except MemoryError:
        _write_line(answers, {"problem": ["W105", {"detail": "读取所需的内存超过上限"}]})
        return
    except Exception as error:  # noqa: BLE001 - whatever a broken file provokes in a parser is told to its owner
        _write_line(answers, {"problem": ["W105", {"detail": f"内部结构损坏，{type(error).__name__}"}]})
        return
    from shucai.adapters.workbooks.reading.arrow import stream_of, write_stream

    marks = stream_of(marks_table(contents.marks))
    facts: dict[str, object] = {**contents.facts, "marks_bytes": marks.nbytes, "peak_bytes": _peak_bytes()}
    _write_line(answers, facts)
    answers.write(marks)
    write_stream(contents.cells, answers)


def _peak_bytes() -> int | None:
    """Return the most memory that was resident; the system's own count begins with what the parent had."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) * 1024 if found else None


def _write_line(answers: BinaryIO, facts: dict[str, object]) -> None:
    answers.write(json.dumps(facts, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    main()
