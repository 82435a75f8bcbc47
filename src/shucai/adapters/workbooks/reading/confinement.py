"""What the child takes away from itself before it looks at a file: memory, time, precedence, files to write, the network."""

import math
import os
import resource
import sys
import time

from shucai.adapters.workbooks.reading.limits import FILES_A_CHILD, Limits

NICE = 5  # reading holds no lock: people who save meanwhile have the processor first
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000


def confine(limits: Limits) -> None:
    """Set the limits; beyond these this process cannot lift them again."""
    allowance = _seconds_of_cpu(limits)
    resource.setrlimit(resource.RLIMIT_CPU, (allowance, allowance * FILES_A_CHILD))
    _limit(
        resource.RLIMIT_FSIZE, limits.unzipped_bytes * 2
    )  # the unzipped workbook lies in a nameless file in memory
    _limit(resource.RLIMIT_CORE, 0)
    # macOS knows RLIMIT_AS but refuses to lower it: there only time and sizes bound the child.
    if sys.platform != "darwin":
        _limit(resource.RLIMIT_AS, limits.memory_bytes)
    os.nice(NICE)
    sys.addaudithook(_refuse_network)
    _leave_network()


def allow_cpu_for(limits: Limits) -> None:
    """Give the next file its CPU time, counted from now; a signal that tells what it was ends what takes longer."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(time.process_time()) + _seconds_of_cpu(limits)
    resource.setrlimit(resource.RLIMIT_CPU, (min(soft, hard), hard))


def _seconds_of_cpu(limits: Limits) -> int:
    """Return what a file may use; it is for where the parent is gone and watches no clock."""
    return int(limits.seconds) * (os.cpu_count() or 1) + 1


def _limit(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (bound, bound))


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("the reading process has no network")


def _leave_network() -> None:
    """Move into an empty network of its own, where the kernel lets an ordinary user do that; the hook stands anyway."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)
