"""One file: forms compiled to it, opened by mapping it, scanned with it."""

from __future__ import annotations

from .reader import Index

__all__ = ["Index"]
