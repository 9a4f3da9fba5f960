"""A corpus on the command line: MB of JSONL a second in one process and in two, everything included; and the peak memory of one."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from .material import documents
from .measure import Figure, new_process, seconds, tell

#: MB of JSONL, and of the longer file that shows whether memory grows with it.
SIZE, LONGER = 100, 400


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        news, more = _news(Path(folder) / "news.jsonl", SIZE), _news(Path(folder) / "more.jsonl", LONGER)
        tell(f"atau annotate, {SIZE} MB of JSONL to a file", [_speed(news, 2), _speed(news, 1)])
        tell("atau annotate, one process: peak memory", [_peak(news, SIZE), _peak(more, LONGER)])


def _news(path: Path, megabytes: float) -> Path:
    """The example texts over and over as JSONL, until the file is so large."""
    texts = documents(1)
    with path.open("w", encoding="utf-8") as file:
        number = 0
        while file.tell() < megabytes * 1e6:
            file.write(json.dumps({"id": number, "text": f"{number}. {texts[number % len(texts)]}"}, ensure_ascii=False) + "\n")
            number += 1
    return path


def _speed(path: Path, jobs: int) -> Figure:
    command = [sys.executable, "-m", "atau", "annotate", str(path), "--out", f"{path}.out", "--jobs", str(jobs)]
    took = seconds(lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL), runs=2)
    return Figure("one process" if jobs == 1 else f"--jobs {jobs}", path.stat().st_size / 1e6 / took, "MB/s")


def _peak(path: Path, megabytes: int) -> Figure:
    command = ["annotate", str(path), "--out", f"{path}.out"]
    _, peak = new_process(f"from atau.cli import cli; cli({command!r}, standalone_mode=False)", runs=1)
    return Figure(f"{megabytes} MB of JSONL", peak, "MB", "less")
