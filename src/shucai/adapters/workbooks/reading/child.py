"""The child process: confines itself, then reads one file after another, each in its own answer, until nobody asks."""

import json
import os
import re
import socket
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from shucai.adapters.workbooks.reading.confinement import allow_cpu_for, confine
from shucai.adapters.workbooks.reading.forking import FORKING, serve
from shucai.adapters.workbooks.reading.limits import Limits

REQUEST_BYTES = 4096
DONE = b"."


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a file. suffix: of its name. sheet: the name of one, blank for the first."""

    suffix: str
    sheet: str


def main() -> None:
    """Read what is asked, or fork children that do, as the one argument says: limits as JSON, or FORKING."""
    if sys.argv[1] == FORKING:
        serve(read_all)
    read_all(Limits(**json.loads(sys.argv[1])))


def read_all(limits: Limits) -> None:
    """Take requests from standard input: a line of JSON, with it the open file and the pipe for its answer.

    An answer is one line of JSON, then, where the file could be read, the marks and the cells as Arrow streams.
    """
    requests = socket.socket(fileno=0)  # the last one: the confined process can make none
    confine(limits)
    try:
        while _serve(requests, limits):
            pass
    finally:
        os._exit(
            0
        )  # without taking anything apart: it is then the system that closes the sockets, last of all


def _serve(requests: socket.socket, limits: Limits) -> bool:
    """Take one request and answer it; return False where none comes any more."""
    line, descriptors, _, _ = socket.recv_fds(requests, REQUEST_BYTES, 2)
    if not line:
        return False
    request = json.loads(line)
    source, target = descriptors
    of_file = replace(limits, seconds=request["seconds"])
    allow_cpu_for(of_file)
    with os.fdopen(source, "rb") as file:
        answer(file, Asked(request["suffix"], request["sheet"]), of_file, os.fdopen(target, "wb"))
    return True


def answer(file: BinaryIO, asked: Asked, limits: Limits, answers: BinaryIO) -> None:
    """Read the file, write the answer and say that it is whole; only then free what was read, which takes its time."""
    from shucai.adapters.workbooks.reading.contents import Refused, marks_table
    from shucai.adapters.workbooks.reading.formats import read_contents

    try:
        contents = read_contents(file, asked.suffix, limits, asked.sheet)
    except Refused as refused:
        _finish(answers, {"problem": [refused.problem.code, dict(refused.problem.facts)]})
        return
    except MemoryError:
        _finish(answers, _failure("读取所需的内存超过上限"))
        return
    except Exception as error:  # noqa: BLE001 - whatever a broken file provokes in a parser is told to its owner
        _finish(answers, _failure(f"内部结构损坏，{type(error).__name__}"))
        return
    from shucai.adapters.workbooks.reading.arrow import stream_of, write_stream

    marks = stream_of(marks_table(contents.marks))
    facts: dict[str, object] = {**contents.facts, "marks_bytes": marks.nbytes, "peak_bytes": _peak_bytes()}
    _write_line(answers, facts)
    answers.write(marks)
    write_stream(contents.cells, answers)
    _finish(answers)


def _failure(detail: str) -> dict[str, object]:
    """Return the answer where reading broke off. failed: it may be for what this process read before."""
    return {"problem": ["W105", {"detail": detail}], "failed": True}


def _peak_bytes() -> int | None:
    """Return the most memory that was resident; the system's own count begins with what the parent had."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) * 1024 if found else None


def _write_line(answers: BinaryIO, facts: dict[str, object]) -> None:
    answers.write(json.dumps(facts, ensure_ascii=False).encode() + b"\n")


def _finish(answers: BinaryIO, facts: dict[str, object] | None = None) -> None:
    if facts is not None:
        _write_line(answers, facts)
    answers.close()
    os.write(0, DONE)


if __name__ == "__main__":
    main()
