"""Fit the calibration of `atau.sound`: true pairs against near misses and chance pairs; a part of tools/learn_sound.py."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Pair = tuple[str, str]
#: Near misses are drawn from so many tokens, among the best so many of them; within one script nearer ones, for there they are what is met.
POOL, NEAR, POOL_WITHIN, NEAR_WITHIN = 3000, 12, 12000, 5
MOST = 4000


def write(path: Path, letters: str, calibration: Mapping[str, Sequence[float]], about: str) -> None:
    lines = [
        "# What tools/learn_sound.py learned besides the tables in costs/. Not to be edited by hand.",
        *(f"# {line}" for line in about.splitlines()),
        "",
    ]
    lines += [
        "# Letters kept as they are written; any other is folded first.",
        f"letters = {json.dumps(letters, ensure_ascii=False)}",
        "",
        "[calibration]",
    ]
    lines += ["# Weights of: constant, log odds, log odds a symbol, 1 / symbols, commonness, commonness a symbol; see calibration.py."]
    lines += [f"{name} = [{', '.join(f'{value:.4g}' for value in values)}]" for name, values in sorted(calibration.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def labelled(pairs: Sequence[Pair], others: Sequence[str], scripts: tuple[str, str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Features and labels: each pair, one of the nearest wrong counterparts among others, and one by chance."""
    from atau.sound.calibration import commonness, features
    from atau.sound.pools import Pool

    rng = np.random.default_rng(20)
    chosen = [pairs[at] for at in sorted(rng.permutation(len(pairs))[:MOST])]
    size, near = (POOL_WITHIN, NEAR_WITHIN) if scripts[0] == scripts[1] else (POOL, NEAR)
    others = [others[at] for at in sorted(rng.permutation(len(others))[:size])]
    pool = Pool(scripts[1], others)
    truth: dict[str, set[str]] = {}
    for one, other in pairs:
        truth.setdefault(one, set()).add(other)
        truth.setdefault(other, set()).add(one)
    rows, labels = [], []
    for one, other in chosen:
        scores = pool.log_odds(scripts[0], one)
        ranked = [at for at in np.argsort(-scores)[: near * 2] if others[at] not in truth[one] | {one}][:near]
        wrong = [ranked[int(rng.integers(len(ranked)))], int(rng.integers(len(others)))]
        true = float(Pool(scripts[1], [other]).log_odds(scripts[0], one)[0])
        mine, common = commonness(scripts[0], one), commonness(scripts[1], other)
        rows.append(features(true, mine + common, len(one) + len(other)))
        labels.append(1.0)
        for at in wrong:
            if others[at] not in truth[one] | {one}:
                rows.append(features(float(scores[at]), mine + commonness(scripts[1], others[at]), len(one) + len(others[at])))
                labels.append(0.0)
    return np.array(rows), np.array(labels)


def fitted(rows: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, a little held towards zero."""
    weights = np.zeros(rows.shape[1])
    for _ in range(40):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (labels - chances) - 1e-3 * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + 1e-3 * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def reliability(chances: NDArray[np.float64], labels: NDArray[np.float64]) -> str:
    """Ten bins of the score: how many pairs, the mean score, how many of them are true."""
    bins = np.minimum((chances * 10).astype(int), 9)
    cells = [(int((bins == at).sum()), chances[bins == at].mean(), labels[bins == at].mean()) for at in range(10) if (bins == at).any()]
    return "  ".join(f"{mean:.2f}→{true:.2f} ({count})" for count, mean, true in cells)


def calibrated(
    path: Path, letters: str, kept: Mapping[tuple[str, str], Sequence[Pair]], names: Mapping[str, Sequence[str]], about: str
) -> None:
    """Fit every pair of scripts on pairs kept out, with near misses from the names of a script."""
    calibration = {}
    curves = []
    for scripts, pairs in sorted(kept.items()):
        rows, labels = labelled(pairs, names[scripts[1]], scripts)
        half = np.arange(len(labels)) % 2 == 0
        trial = fitted(rows[half], labels[half])
        curves.append(f"{'-'.join(scripts)}: {reliability(1 / (1 + np.exp(-(rows[~half] @ trial))), labels[~half])}")
        print(curves[-1], flush=True)
        calibration["-".join(scripts)] = fitted(rows, labels).tolist()
    note = "Reliability on the other half of the pairs kept out (mean score → share of true pairs (pairs)), fitted on one half:"
    write(path, letters, calibration, "\n".join([about, note, *curves]))
