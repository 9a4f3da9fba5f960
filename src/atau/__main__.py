"""``python -m atau`` is the command ``atau``."""

from __future__ import annotations

from .cli import main

main()
