"""The process from which reading children are forked (Linux): it has loaded what they use, and never sees a file.

It has one thread and no locks to inherit, holds nothing of anybody, and its children die with it.
"""

import gc
import importlib
import json
import os
import signal
import socket
from collections.abc import Callable

from shucai.adapters.workbooks.reading.limits import Limits

FORKING = "--fork"  # in place of limits: children are to be forked
ORDER_BYTES = 4096
LOADED = ("formats", "xlsx", "delimited")  # what most files need; .xls loads its own
PR_SET_PDEATHSIG = 1


def serve(read_all: Callable[[Limits], None]) -> None:
    """Obey orders from standard input, a line of JSON and its answer each, until nobody is there to give any.

    ``{"limits": …}`` with a socket forks a child that reads what is asked there; the answer is its process id.
    ``{"end": pid}`` kills a child and tells how it ended and what it used.
    """
    package = __name__.rpartition(".")[0]
    for name in LOADED:
        importlib.import_module(f"{package}.{name}")
    gc.collect()
    gc.freeze()  # nothing of it is garbage: no child copies it to look
    orders = socket.socket(fileno=0)
    children = set[int]()
    while True:
        line, sockets, _, _ = socket.recv_fds(orders, ORDER_BYTES, 1)
        if not line:
            os._exit(0)  # the children die with this process
        order = json.loads(line)
        if "end" in order:
            answer = _ended(order["end"], children)
        else:
            child = _forked(sockets[0], Limits(**order["limits"]), read_all)
            children.add(child)
            os.close(sockets[0])
            answer = [child]
        orders.sendall(json.dumps(answer).encode() + b"\n")


def _forked(requests: int, limits: Limits, read_all: Callable[[Limits], None]) -> int:
    """Return the id of a child that was forked; in the child, read and never return."""
    import ctypes

    ours = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != ours:
            os._exit(1)
        os.dup2(requests, 0)  # the orders are gone with it
        os.close(requests)
        read_all(limits)
    finally:
        os._exit(1)


def _ended(child: int, children: set[int]) -> list[float]:
    """Kill a child and return its exit code, the most it had in memory (KB) and its CPU seconds."""
    children.remove(child)  # none but its own
    os.kill(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    return [os.waitstatus_to_exitcode(status), used.ru_maxrss, used.ru_utime + used.ru_stime]
