"""A whole billing run: what it takes beside `fatura render` of the same bills, and what it leaves on the disk."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from .programs import FATURA, PACK, Usage, fail, render_command, run

# So many of the bills are also rendered, before the run and after it.
RENDERED = 20_000
# Some are held as unusual: the run ends with 3 then.
ENDINGS = (0, 3)


@dataclass(frozen=True)
class Cycle:
    """A run and its neighbours."""

    bills: int
    rows: int
    workers: int
    usage: Usage
    # CPU microseconds a bill of `fatura render --sha256` with as many workers, before and after.
    render: tuple[float, float]
    # Bytes by part of the run's folder.
    sizes: dict[str, int]
    summary: str

    @property
    def cpu(self) -> float:
        """CPU microseconds a bill."""
        return self.usage.cpu / self.bills * 1e6

    @property
    def ratio(self) -> float:
        """Against `fatura render`."""
        return self.cpu / (sum(self.render) / 2)


def measure(bills: int, rows: int, workers: int, folder: Path, tell: Callable[[str], None]) -> Cycle:
    """Runs a cycle of so many bills in a folder, which needs room for records and packs; leaves nothing there."""
    records, some = folder / "cycle.ndjson", folder / "some.ndjson"
    with records.open("wb") as file:
        sampling = [FATURA, "sample", PACK, "-n", str(bills), "--rows", str(rows)]
        subprocess.run(sampling, stdout=file, check=True)
    with records.open("rb") as source, some.open("wb") as target:
        target.writelines(itertools.islice(source, RENDERED))
    tell(f"{records.stat().st_size / 1e9:.2f} GB of records")
    count = min(bills, RENDERED)

    def render() -> float:
        command = render_command(some, folder / "some.tar", workers, folder / "some.sums")
        usage = run(command, folder / "render.log", ENDINGS)
        for path in folder.glob("some.tar*"):
            path.unlink()
        return usage.cpu / count * 1e6

    before = render()
    tell(f"render {before:.0f} µs a bill")
    command = [FATURA, "batch", PACK, records, "-o", folder / "run", "--workers", workers]
    usage = run(command, folder / "batch.log", ENDINGS)
    summary = (folder / "batch.log").read_text(errors="replace").splitlines()[-1]
    tell(f"batch {usage.cpu / bills * 1e6:.0f} µs a bill, {usage.wall:.0f} s")
    after = render()
    sizes = {part.name: size(part) for part in sorted((folder / "run").iterdir())}
    shutil.rmtree(folder / "run")
    records.unlink()
    return Cycle(bills, rows, workers, usage, (before, after), sizes, summary)


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(entry.stat().st_size for entry in path.rglob("*") if entry.is_file())


def need_room(folder: Path, bills: int, rows: int) -> None:
    """Ends the program if the disk is smaller than what the run leaves there."""
    need = bills * (45_000 + 700 * rows)
    free = shutil.disk_usage(folder).free
    if free < need:
        fail(f"{folder} has {free / 1e9:.0f} GB free; {bills} bills of {rows} rows take up to {need / 1e9:.0f}")


def report(cycle: Cycle) -> str:
    """What it came to, as lines of a Markdown table."""
    rows = [
        ("bills", f"{cycle.bills:,} of {cycle.rows} detail rows"),
        ("workers", f"{cycle.workers} on {os.cpu_count()} cores"),
        ("wall time, syncs included", f"{cycle.usage.wall:.0f} s, {cycle.bills / cycle.usage.wall:,.0f} bills/s"),
        ("CPU a bill", f"{cycle.cpu:.0f} µs"),
        (
            f"`fatura render --sha256` of {min(cycle.bills, RENDERED):,} of them with as many workers, before and after",
            " and ".join(f"{cpu:.0f}" for cpu in cycle.render) + " µs",
        ),
        ("ratio", f"{cycle.ratio:.2f}"),
        ("peak memory", f"{cycle.usage.memory / 1024:.0f} MiB"),
        *((name, f"{bytes / 1e6:,.1f} MB") for name, bytes in cycle.sizes.items()),
    ]
    lines = ["| a run | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]
    return "\n".join(lines + ["", cycle.summary])
