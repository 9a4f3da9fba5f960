"""Where indexes come from: the one that the package carries, the one of a checkout, those that users build."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import IndexFileError, LexiconError
from .index import Index
from .pool import without_collection

if TYPE_CHECKING:
    from .index.container import Buffer

PACKAGE = Path(__file__).resolve().parent
#: The index of the shipped lexicon: in the wheel, and in a checkout once it is built.
SHIPPED = PACKAGE / "lexicon.atau"
_CHECKOUT = PACKAGE.parent.parent / "lexicon" if PACKAGE.parent.name == "src" else PACKAGE / "no-checkout"
#: The packages whose code and data decide what an index holds.
_RULES = ("expand", "index", "languages", "lexicon", "transliteration", "text", "sound")
#: The modules and data that decide what is made of an index.
_LINKING = ("annotator.py", "columns.py", "context.py", "ear.py", "joined.py", "linking.py", "resolver.py", "respelling/*")
_WORDS = ("words_buckets", "words_checks", "words_weight")


def write(paths: Iterable[str | Path], target: str | Path, jobs: int = 1) -> None:
    """Compile lexicon folders and files to an index file, in so many processes. Raises `LexiconError` that lists every problem."""
    from .index.compile import build
    from .lexicon import read

    sources = [Path(path) for path in ([paths] if isinstance(paths, (str, Path)) else paths)]
    with without_collection():
        build(read(sources), target, _words(), {"digest": digest(_lexicon_files(sources))}, jobs)


def _words() -> Mapping[str, Buffer]:
    """The Chinese word table: jieba's where it is installed, else that of the shipped index."""
    from .index import words

    try:
        return words.sections()
    except LexiconError:
        if not SHIPPED.exists():
            raise
        container = Index(SHIPPED).container
        return {name: container.section(name) for name in _WORDS}


def temporary(paths: Iterable[str | Path], jobs: int = 1) -> Path:
    """An index of lexicon folders and files, in a file of its own that whoever opens it discards."""
    handle, name = tempfile.mkstemp(suffix=".atau")
    os.close(handle)
    try:
        write(paths, name, jobs)
    except BaseException:
        discard(name)
        raise
    return Path(name)


def discard(path: str | Path) -> None:
    """Remove an index file, if it is there and the system lets go of it."""
    with suppress(OSError):
        os.unlink(path)


def shipped() -> Path:
    """The index of the shipped lexicon; in a checkout built anew when the lexicon or the rules have changed."""
    if _CHECKOUT.is_dir() and not _is_fresh():
        sys.stderr.write("atau: building the index of the lexicon (once, until it changes) …\n")
        write([_CHECKOUT], SHIPPED)
    if not SHIPPED.exists():
        raise LexiconError(f"this installation has no index ({SHIPPED}): reinstall atau, or open one with Resolver.open")
    return SHIPPED


def _is_fresh() -> bool:
    """Whether the index of the checkout is whole and made from what the checkout now holds."""
    try:
        return SHIPPED.exists() and bool(Index(SHIPPED).meta["digest"] == digest(_lexicon_files([_CHECKOUT])))
    except IndexFileError:
        return False


def copy(source: str | Path, target: str | Path) -> None:
    """Copy an index file, written beside its place and moved there whole."""
    handle, name = tempfile.mkstemp(dir=Path(target).parent, suffix=".part")
    os.close(handle)
    try:
        shutil.copyfile(source, name)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _lexicon_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.toml")) if path.is_dir() else [path]


def digest(files: Iterable[Path]) -> str:
    """A hash of lexicon files and of the code and data that expand them: two indexes with the same one hold the same."""
    total = hashlib.blake2b(digest_size=16)
    rules = (path for folder in _RULES for path in sorted((PACKAGE / folder).rglob("*")))
    for path in [*files, *(p for p in rules if p.suffix in (".py", ".toml", ".tsv"))]:
        total.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()


@cache
def version(held: str) -> str:
    """A hash of the lexicon and the rules that an index was made from (its own digest) and of the code that reads it."""
    total = hashlib.blake2b(held.encode(), digest_size=16)
    for path in sorted(path for pattern in _LINKING for path in PACKAGE.glob(pattern) if path.is_file()):
        total.update(path.read_bytes())
    return total.hexdigest()
