"""Learn where the pieces of names lie (``src/atau/sound/features.tsv``) from pairs of names: deterministic, half a minute on one core.

    python tools/learn_features.py PAIRS.tsv [--out DIR]

The table has the columns name_a and name_b: single names in two scripts. Canonical correlation, all scripts at once: each piece of a
script gets the place that brings the two sides of the pairs together most, over the pieces seen most often, with a ridge against the rare.
"""

from __future__ import annotations

import argparse
import csv
from base64 import b64encode
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from atau.sound.features import pieces
from atau.sound.names import parts
from atau.sound.symbols import SCRIPTS

SOUND = Path(__file__).parent.parent / "src" / "atau" / "sound"
#: Pieces kept of each script; numbers a place; the ridge; rounds of iteration; the share of numbers that are not clipped when made bytes.
PIECES, DIMENSIONS, RIDGE, ROUNDS, UNCLIPPED = 1500, 32, 50.0, 25, 0.9995
Token = tuple[str, str]
Floats = NDArray[np.float64]
HEADER = """\
# Places of the pieces of names, by which candidates are found; see features.py.
# Columns: script, piece, {dimensions} signed bytes in base64.
# Pieces: letters in runs with ^ and $ for the ends, < and > for the first and the second half; Han characters and their readings with
# ^ - $ for where they stand, readings and halves of readings side by side; # and a length.
# Learned by tools/learn_features.py from {pairs:,} pairs of names; to be replaced by it, not edited.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--out", type=Path, default=SOUND)
    options = parser.parse_args()
    pairs = list(_pairs(options.pairs))
    numbers = _most_common(pairs)
    places = _in_bytes(_places(pairs, numbers))
    rows = (f"{script}\t{piece}\t{b64encode(places[at].tobytes()).decode()}\n" for (script, piece), at in numbers.items())
    text = HEADER.format(dimensions=DIMENSIONS, pairs=len(pairs)) + "".join(rows)
    (options.out / "features.tsv").write_text(text, encoding="utf-8")


def _pairs(path: Path) -> list[tuple[Token, Token]]:
    """The pairs of single names; those of more parts are joined."""
    with path.open(encoding="utf-8") as file:
        rows = [(_token(row["name_a"]), _token(row["name_b"])) for row in csv.DictReader(file, delimiter="\t")]
    return [(one, other) for one, other in rows if one[1] and other[1]]


def _token(name: str) -> Token:
    found = parts(name).parts
    return (found[0].script, "".join(part.symbols for part in found)) if found else ("", "")


def _most_common(pairs: list[tuple[Token, Token]]) -> dict[tuple[str, str], int]:
    """The pieces of each script seen in most names, numbered."""
    counts: dict[str, Counter[str]] = {script: Counter() for script in SCRIPTS.values()}
    for script, symbols in sorted({token for pair in pairs for token in pair}):
        counts[script].update(sorted(pieces(script, symbols)))
    kept = [(script, piece) for script, count in counts.items() for piece, _ in count.most_common(PIECES)]
    return {piece: number for number, piece in enumerate(sorted(kept))}


def _places(pairs: list[tuple[Token, Token]], numbers: dict[tuple[str, str], int]) -> Floats:
    """The canonical directions, the first left out: it is the same for all names."""
    across, within = _counts(pairs, numbers)
    whiten = _whitening(within, [script for script, _ in numbers])
    shared = whiten @ across @ whiten.T
    basis = np.linalg.qr(np.random.default_rng(0).standard_normal((len(numbers), DIMENSIONS + 16)))[0]
    for _ in range(ROUNDS):
        basis = np.linalg.qr(shared @ basis + basis)[0]
    strength, turned = np.linalg.eigh(basis.T @ shared @ basis)
    best = np.argsort(-strength)[1 : DIMENSIONS + 1]
    found: Floats = whiten.T @ (basis @ turned[:, best]) * strength[best]
    return found


def _counts(pairs: list[tuple[Token, Token]], numbers: dict[tuple[str, str], int]) -> tuple[Floats, Floats]:
    """How often two pieces stood in the two names of a pair, and in one name."""
    across, within = (np.zeros((len(numbers), len(numbers))) for _ in range(2))
    for pair in pairs:
        one, other = (_numbered(token, numbers) for token in pair)
        across[np.ix_(one, other)] += 1
        across[np.ix_(other, one)] += 1
        for half in (one, other):
            within[np.ix_(half, half)] += 1
    return across, within


def _numbered(token: Token, numbers: dict[tuple[str, str], int]) -> list[int]:
    return sorted(numbers[token[0], piece] for piece in pieces(*token) if (token[0], piece) in numbers)


def _whitening(within: Floats, scripts: list[str]) -> Floats:
    """What makes the pieces of each script independent of each other."""
    whiten = np.zeros_like(within)
    for script in SCRIPTS.values():
        of = np.flatnonzero(np.array(scripts) == script)
        whiten[np.ix_(of, of)] = np.linalg.inv(np.linalg.cholesky(within[np.ix_(of, of)] + RIDGE * np.eye(len(of))))
    return whiten


def _in_bytes(places: Floats) -> NDArray[np.int8]:
    most = float(np.quantile(np.abs(places), UNCLIPPED))
    return np.clip(np.rint(places / most * 127), -127, 127).astype(np.int8)


if __name__ == "__main__":
    main()
