"""Columns of numbers in little room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .codes import STRIDE

if TYPE_CHECKING:
    from .container import Buffer


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers in the narrowest type that holds them."""
    most = int(values.max(initial=0))
    return values.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)


def by_appearance(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.uint32]]:
    """The distinct values in the order in which they first appear, and of each value its number in that order."""
    distinct, first, which = np.unique(values, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(order), np.uint32)
    number[order] = np.arange(len(order))
    return distinct[order], number[which]


def begins(name: str, places: NDArray[Any]) -> dict[str, Buffer]:
    """Places in order, such as those where runs begin, as two sections: a few of them whole, and how far each is past the last of those.

    That is a third of the bytes; place n is ``name[n // STRIDE] + name_past[n]``.
    """
    whole = places[::STRIDE]
    return {name: narrow(whole), f"{name}_past": narrow(places - np.repeat(whole, STRIDE)[: len(places)])}


def placed(whole: NDArray[Any], past: NDArray[Any]) -> NDArray[np.int64]:
    """The places of which `begins` made these sections."""
    places: NDArray[np.int64] = np.repeat(whole, STRIDE)[: len(past)].astype(np.int64) + past
    return places
