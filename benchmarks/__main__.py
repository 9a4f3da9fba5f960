"""``python -m benchmarks`` measures everything; ``python -m benchmarks annotate startup`` only what is named."""

from __future__ import annotations

import platform
import sys
from importlib import import_module

BENCHMARKS = ("startup", "resolve", "columns", "annotate", "corpora", "transliterate", "sound", "index")


def main(wanted: list[str]) -> None:
    if unknown := set(wanted) - set(BENCHMARKS):
        sys.exit(f"unknown benchmark {', '.join(sorted(unknown))}: expected some of {', '.join(BENCHMARKS)}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}; the best of three runs; one process, one core")
    for name in wanted or BENCHMARKS:
        import_module(f"{__package__}.{name}").run()


if __name__ == "__main__":  # processes that a benchmark starts import this module too
    main(sys.argv[1:])
