"""Charts as SVG and HTML without a script: lines over time, small bars, shares in a table. Names come escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

#: The size of the drawing, which is stretched to the place it gets; and how much of it the grey bars of all documents take.
_WIDE, _HIGH, _BARS = 1000.0, 300.0, 0.25
#: Labels under the axis, about so many; periods that can be pointed at.
_LABELS, _POINTED = 8, 400
#: The ends of an axis that people read easily, in percent.
_TOPS = (2, 5, 10, 20, 40, 60, 80, 100)


def lines(periods: Sequence[str], sizes: Sequence[int], names: Sequence[str], series: Sequence[Sequence[int]]) -> str:
    """For each name a line of its share of all in each period; broken where there is nothing at all."""
    shares = [[_share(part, whole) for part, whole in zip(one, sizes, strict=True)] for one in series]
    most = max((share for one in shares for share in one if share is not None), default=0.0)
    top = next((top for top in _TOPS if top >= most), 100)
    key = "".join(f'<li style="--c:var(--c{number})">{name}</li>' for number, name in enumerate(names))
    paths = "\n".join(f'<path style="--c:var(--c{number})" d="{_path(one, top)}"/>' for number, one in enumerate(shares))
    grid = "".join(f'<line x1="0" x2="{_WIDE:g}" y1="{y:g}" y2="{y:g}"/>' for y in (0, _HIGH / 2, _HIGH))
    ticks = "".join(f'<span class="y" style="top:{at}%">{value:g} %</span>' for at, value in ((0, top), (50, top / 2), (100, 0)))
    return (
        f'<ul class="key">{key}</ul>\n<div class="chart">\n'
        f'<svg viewBox="0 0 {_WIDE:g} {_HIGH:g}" preserveAspectRatio="none" role="img" aria-label="shares over time">\n{grid}\n'
        f"{_bars(sizes)}\n{paths}\n{_pointed(periods, sizes, names, shares)}\n</svg>\n{_labels(periods)}{ticks}\n</div>"
    )


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _x(at: int, count: int) -> float:
    """The middle of a period."""
    return _WIDE * (at + 0.5) / count


def _path(shares: Sequence[float | None], top: float) -> str:
    steps: list[str] = []
    down = False
    for at, share in enumerate(shares):
        if share is not None:
            steps.append(f"{'L' if down else 'M'}{_x(at, len(shares)):.1f} {_HIGH * (1 - share / top):.1f}" + ("" if down else "h0"))
        down = share is not None
    return "".join(steps)


def _bars(sizes: Sequence[int]) -> str:
    most, step = max(sizes, default=0) or 1, _WIDE / len(sizes)
    heights = [_HIGH * _BARS * size / most for size in sizes]
    return "".join(
        f'<rect class="all" x="{at * step + step * 0.1:.1f}" y="{_HIGH - high:.1f}" width="{step * 0.8:.2f}" height="{high:.1f}"/>'
        for at, high in enumerate(heights)
        if high
    )


def _pointed(periods: Sequence[str], sizes: Sequence[int], names: Sequence[str], shares: Sequence[Sequence[float | None]]) -> str:
    """What shows the numbers of a period to whoever points at it."""
    if len(periods) > _POINTED:
        return ""
    step = _WIDE / len(periods)
    return "\n".join(
        f'<g class="at"><title>{_tip(at, when, sizes, names, shares)}</title>'
        f'<rect x="{at * step:.1f}" y="0" width="{step:.2f}" height="{_HIGH:g}"/></g>'
        for at, when in enumerate(periods)
    )


def _tip(at: int, when: str, sizes: Sequence[int], names: Sequence[str], shares: Sequence[Sequence[float | None]]) -> str:
    named = [f"{one[at]:.0f} % {name}" for name, one in zip(names, shares, strict=True) if one[at] is not None]
    return "\n".join((f"{when}: {sizes[at]:,} documents", *named))


def _labels(periods: Sequence[str]) -> str:
    count = len(periods)
    return "".join(f'<span class="x" style="left:{_x(at, count) / _WIDE:.2%}">{periods[at]}</span>' for at in _labelled(count))


def _labelled(count: int) -> Iterator[int]:
    yield from range(0, count, max(1, -(-count // _LABELS)))


def sparks(periods: Sequence[str], values: Sequence[int]) -> str:
    """A row of small bars."""
    most, count = max(values, default=0), len(values)
    if not most:
        return ""
    bars = "".join(
        f'<rect x="{at}" y="{24 - 24 * value / most:.1f}" width="{0.8 if count < 60 else 1}" height="{24 * value / most:.1f}"/>'
        for at, value in enumerate(values)
        if value
    )
    peak = periods[values.index(most)]
    return f'<svg class="spark" viewBox="0 0 {count} 24" preserveAspectRatio="none"><title>most in {peak}: {most:,}</title>{bars}</svg>'


def shares(rows: Sequence[str], sizes: Sequence[int], names: Sequence[str], series: Sequence[Sequence[int]]) -> str:
    """A table of shares: a row for each of the first, a column for each name."""
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "\n".join(
        f'<tr><th scope="row">{row} <small>{sizes[at]:,}</small></th>{"".join(_cell(_share(one[at], sizes[at])) for one in series)}</tr>'
        for at, row in enumerate(rows)
    )
    return f'<div class="wide"><table class="heat"><thead><tr><th></th>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>'


def _cell(share: float | None) -> str:
    return f'<td style="--a:{0.55 * (share or 0) / 100:.2f}">{share or 0:.0f} %</td>'
