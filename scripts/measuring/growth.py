"""How the cost of a bill grows with its rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from .programs import meter, sample

# Detail rows of a bill, and how many such bills are measured; the first two warm up.
BILLS = {0: 200, 1000: 24, 2000: 12, 5000: 8, 10_000: 6, 20_000: 5}
WARM = 2
ROUNDS = 3


@dataclass(frozen=True)
class Line:
    """A straight line through points, by least squares."""

    slope: float
    start: float
    fit: float  # R², the coefficient of determination

    @staticmethod
    def through(points: dict[int, float]) -> Line:
        """The line with the least sum of squares."""
        xs, ys = list(points.keys()), list(points.values())
        x, y = sum(xs) / len(xs), sum(ys) / len(ys)
        slope = sum((a - x) * (b - y) for a, b in points.items()) / sum((a - x) ** 2 for a in xs)
        start = y - slope * x
        left = sum((b - start - slope * a) ** 2 for a, b in points.items())
        return Line(slope, start, 1 - left / sum((b - y) ** 2 for b in ys))


def measure(folder: Path) -> tuple[dict[int, float], Line]:
    """CPU microseconds a bill by rows, the middle bill of the middle round; the line through them."""
    points: dict[int, list[float]] = {rows: [] for rows in BILLS}
    for _ in range(ROUNDS):
        for rows, count in BILLS.items():
            records = sample(f"rows-{rows}", count + WARM, folder, rows)
            totals = meter(records, folder, "--warm", WARM, "--no-floor")
            points[rows].append(totals["middleBill"] / 1000)
    middle = {rows: median(values) for rows, values in points.items()}
    return middle, Line.through(middle)
