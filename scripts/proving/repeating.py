"""Renders the same bills again, otherwise: every one has to be the same bytes."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

from . import tools
from .tally import Tally

Digests = dict[str, str]


def digests(folder: Path) -> Digests:
    """The SHA-256 of each file of a folder."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())
    }


def check(cycle: Path, bills: Path, scratch: Path, tally: Tally) -> None:
    """Renders with 1, 2 and 5 workers and in shuffled order; `bills` is the first rendering."""
    first = digests(bills)
    lines = cycle.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    shuffled = scratch / "shuffled.ndjson"
    shuffled.write_text("".join(lines), encoding="utf-8")
    runs = [(f"{count} workers", cycle, count) for count in (1, 2, 5)] + [
        (f"shuffled, {count} workers", shuffled, count) for count in (1, 5)]
    for name, records, workers in runs:
        folder = scratch / name.replace(", ", "-").replace(" ", "-")
        tools.render(records, folder, "--workers", str(workers))
        again = digests(folder)
        tally.equal(f"same files: {name}", "all", sorted(again), sorted(first))
        for file, digest in first.items():
            tally.equal(f"same bytes: {name}", file, again.get(file), digest)
