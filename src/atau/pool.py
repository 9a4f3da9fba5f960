"""Much work done fast: blocks in several processes, given back in order; values made without a search for cycles.

Each process has a pipe of its own and no other's, so that all end when the one that started them ends, however it ends; each opens an
index once, and what is mapped of it they share. They are started anew, not forked, so a program that starts them must not do its work
when it is merely imported.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

B = TypeVar("B")
D = TypeVar("D")

#: Blocks a process that may be begun ahead of the oldest one that is not done.
_AHEAD = 4


def worked(blocks: Iterable[B], work: Callable[[B], D], jobs: int) -> Iterator[D]:
    """What the work makes of each block, in order, in so many processes, or in this one. `ChildProcessError` where one is killed."""
    if jobs == 1:
        yield from map(work, blocks)
        return
    pool = _Pool(work, jobs)
    try:
        yield from pool.results(iter(blocks))
    except (EOFError, ConnectionError) as error:
        raise ChildProcessError("a process of the work ended before its time (out of memory?)") from error
    finally:
        pool.close()


class _Pool:
    """Processes, each with at most one block: the next one is read while they work."""

    def __init__(self, work: Any, jobs: int) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self._ends: list[Connection] = []
        self._processes = []
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, work), daemon=True)
            process.start()
            theirs.close()
            self._ends.append(ours)
            self._processes.append(process)

    def results(self, blocks: Iterator[Any]) -> Iterator[Any]:
        """The results in order. No block is begun that is far ahead of the oldest that is not done, lest results pile up."""
        from multiprocessing.connection import wait

        numbered = enumerate(blocks)
        following = next(numbered, None)
        busy: dict[Any, int] = {}
        done: dict[int, Any] = {}
        due = 0
        while following is not None or busy or done:
            free = [end for end in self._ends if end not in busy]
            while free and following is not None and following[0] - due < _AHEAD * len(self._ends):
                end = free.pop()
                busy[end] = following[0]
                end.send(following[1])
                following = next(numbered, None)
            while due in done:  # who asked for them writes while the processes work
                yield done.pop(due)
                due += 1
            for ready in wait(list(busy)) if busy else ():
                done[busy.pop(ready)] = _received(ready)

    def close(self) -> None:
        for end in self._ends:
            end.close()
        for process in self._processes:
            process.join(timeout=5)
            if process.is_alive():
                process.terminate()


def _received(end: Any) -> Any:
    result = end.recv()
    if isinstance(result, Exception):
        raise result
    return result


def _serve(end: Connection, work: Callable[[Any], Any]) -> None:
    """Do what comes until nothing comes any more. An interrupt is for the process that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            block = end.recv()
            try:
                end.send(work(block))
            except Exception as error:  # told by the process that asks
                end.send(error)
    except (EOFError, ConnectionError):
        end.close()


@contextmanager
def without_collection() -> Iterator[None]:
    """No search for cycles while millions of values that have none are made: it takes a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
