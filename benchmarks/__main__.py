"""``python -m benchmarks`` measures everything; ``python -m benchmarks annotate startup`` only what is named."""

from __future__ import annotations

import platform
import sys
from importlib import import_module

BENCHMARKS = ("startup", "resolve", "annotate", "corpora", "transliterate", "index")


def main(wanted: list[str]) -> None:
    if unknown := set(wanted) - set(BENCHMARKS):
        sys.exit(f"unknown benchmark {', '.join(sorted(unknown))}: expected some of {', '.join(BENCHMARKS)}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}; the best of three runs; one process, one core")
    for name in wanted or BENCHMARKS:
        import_module(f"{__package__}.{name}").run()


main(sys.argv[1:])
