"""Time and memory, and the lines in which they are told."""

from __future__ import annotations

import importlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

#: The best of so many runs counts: what disturbs a run only ever makes it slower.
RUNS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table: who, how much of what; ``better`` is "more" or "less"."""

    who: str
    value: float
    unit: str
    better: str = "more"


def seconds(action: Callable[[], Any], runs: int = RUNS) -> float:
    """The shortest time that the action took."""
    best = float("inf")
    for _ in range(runs):
        began = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - began)
    return best


def per_second(action: Callable[[Any], Any], things: Iterable[Any]) -> float:
    """How many of the things the action does in a second: the fastest third of them, each once, since a cache answers the second time."""
    listed = list(things)
    parts = [listed[at::RUNS] for at in range(RUNS)]
    return max(len(part) / seconds(lambda: [action(thing) for thing in part], runs=1) for part in parts)  # noqa: B023 (called at once)


def peer(module: str) -> ModuleType | None:
    """Another library to compare with, or nothing and a word that it is absent."""
    try:
        return importlib.import_module(module)
    except ImportError:
        print(f"  {module} is not installed: no comparison with it (pip install 'atau[bench]')")
        return None


#: Run before and after the code in a new process. Linux counts the memory of the parent into a child's ``ru_maxrss``; its
#: ``VmHWM`` starts afresh with the new program.
_PEAK = """
import re, resource, sys
try:
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
except (OSError, TypeError):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
print("measured", took, peak / 1024)
"""


def new_process(code: str, runs: int = RUNS) -> tuple[float, float]:
    """Seconds that the code took in a new interpreter, the start of the interpreter left out, and its peak memory in MB."""
    program = f"import time\nbegan = time.perf_counter()\n{code}\ntook = time.perf_counter() - began\n{_PEAK}"
    results = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout for _ in range(runs)]
    took, peak = zip(*(map(float, result.split("measured")[1].split()) for result in results), strict=True)
    return min(took), min(peak)


def tell(title: str, figures: list[Figure]) -> None:
    """Prints a table; after each line, how many times as good the first one is."""
    print(f"\n{title}", flush=True)
    for figure in figures:
        print(f"  {figure.who:<48} {figure.value:>12,.{_digits(figure.value)}f} {figure.unit:<9}{_ratio(figures[0], figure)}", flush=True)


def _digits(value: float) -> int:
    return 0 if value >= 1000 else 1 if value >= 10 else 3


def _ratio(first: Figure, other: Figure) -> str:
    if other is first or other.unit != first.unit or not (first.value and other.value):
        return ""
    times = first.value / other.value if first.better == "more" else other.value / first.value
    return f"first line × {times:,.{2 if times < 10 else 0}f}"
