"""benchmarks/RESULTS.md: what was measured, as tables that people read."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Any, Iterable

from . import machine
from .cost import STAGES
from .endurance import Moment
from .growth import Line
from .programs import ROOT
from .rounds import FLOOR, Size

PATH = ROOT / "benchmarks/RESULTS.md"
HEADING = """\
# Results

Written by `make bench` and `make bench-long`; [README](README.md) says how each figure comes about. CPU times are
medians of rounds that took turns, in microseconds a bill unless another unit stands there.
"""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown, first column left, others right."""
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def whole(sizes: list[Size]) -> str:
    """What a bill costs all in, beside the floor of the same rounds."""
    rows = []
    for size in sizes:
        command = size.command
        rows.append([
            size.name, f"{size.per_bill('pages'):.1f}", f"{size.per_bill('inputBytes') / 1000:.1f} kB",
            f"{size.per_bill('documentBytes') / 1000:.1f} kB", f"{command:.0f}",
            f"{size.middle(lambda one: one.engine):.0f}", f"{size.middle(lambda one: one.floor):.0f}",
            f"{size.command_to_floor:.2f}", f"{size.stages_to_floor:.2f}", f"{1e6 / command:,.0f}",
        ])
    head = ["bill", "pages", "record", "file", "`fatura render`", "stages", "floor", "render : floor",
            "stages : floor", "bills/s a core"]
    return table(head, rows)


def stages(sizes: list[Size]) -> str:
    """Each stage and each part of the floor, with exact allocations."""
    counted = [size for size in sizes if size.name in ("S", "L")]
    rows = []
    for name in STAGES + FLOOR + ("libdeflate 1", "libdeflate 6"):
        times = [f"{size.middle(lambda one: one.stage(name)):.1f}" for size in sizes]
        counts = [f"{size.allocations(name):.2f}" for size in counted]
        rows.append([name, *times, *(counts if name in STAGES else [""] * len(counts))])
    rows.insert(len(STAGES), ["**all stages**"] + [
        f"**{size.middle(lambda one: one.engine):.1f}**" for size in sizes
    ] + [f"**{sum(size.allocations(name) for name in STAGES):.2f}**" for size in counted])
    rows.insert(len(STAGES) + 1 + len(FLOOR), ["**all of the floor**"] + [
        f"**{size.middle(lambda one: one.floor):.1f}**" for size in sizes
    ] + [""] * len(counted))
    head = ["stage", *(size.name for size in sizes), *(f"allocations {size.name}" for size in counted)]
    streams = ", ".join(
        f"{size.name} {size.per_bill('contentBytes') / 1000:.1f} kB to {size.per_bill('deflatedBytes') / 1000:.1f} kB "
        f"(libdeflate {size.per_bill('libdeflate1Bytes') / 1000:.1f} at level 1, "
        f"{size.per_bill('libdeflate6Bytes') / 1000:.1f} at 6)"
        for size in sizes
    )
    return f"{table(head, rows)}\n\nContent streams a bill: {streams}."


def workers(sizes: list[Size]) -> str:
    """Two workers beside one."""
    rows = []
    for size in sizes:
        one = size.each(lambda each: each.one, lambda usage: usage.wall)
        two = size.each(lambda each: each.two, lambda usage: usage.wall)
        pair = size.each(lambda each: each.pair, lambda usage: usage.wall) / 2
        more = size.each(lambda each: each.two, lambda usage: usage.cpu) * 1e6
        memory = [
            size.middle(lambda each: runs(each)[number].memory) / 1024
            for runs in (lambda each: each.one, lambda each: each.two) for number in (0, 1)
        ]
        rows.append([
            size.name, f"{1 / one:,.0f}", f"{1 / two:,.0f}", f"{1 / pair:,.0f}", f"{one / two:.2f}",
            f"{pair / two:.2f}", f"{more / size.command:.2f}",
            f"{memory[0]:.1f} / {memory[1]:.1f}", f"{memory[2]:.1f} / {memory[3]:.1f}",
        ])
    head = ["bill", "one worker, bills/s", "two workers, bills/s", "two processes, bills/s", "two workers : one",
            "two workers : two processes", "CPU of two : one", "MiB, n / 2n bills, one", "MiB, n / 2n bills, two"]
    return table(head, rows)


def symbols(race: dict[str, Any]) -> str:
    """Our QR kernel beside libqrencode."""
    return table(
        ["Pix payload, level M", "our kernel", "libqrencode", "ratio"],
        [[f"{race['characters']} characters, {race['ourSide']} modules a side", f"{race['ours'] / 1000:.1f}",
          f"{race['libqrencode'] / 1000:.1f}", f"{race['libqrencode'] / race['ours']:.1f}"]],
    )


def growth(points: dict[int, float], line: Line) -> str:
    """CPU by rows, and the line through it."""
    shown = table(
        ["detail rows", *(f"{rows:,}" for rows in points)],
        [["CPU, ms a bill", *(f"{time / 1000:.2f}" for time in points.values())],
         ["line, ms", *(f"{(line.start + line.slope * rows) / 1000:.2f}" for rows in points)]],
    )
    return f"{shown}\n\n{line.slope:.2f} µs a row; R² = {line.fit:.5f}."


def flatness(sizes: list[Size]) -> str:
    """The first tenth of a run beside the last."""
    rows = []
    for size in sizes:
        first = size.middle(lambda one: one.metered[0]["firstTenth"]) / 1000
        last = size.middle(lambda one: one.metered[0]["lastTenth"]) / 1000
        rows.append([size.name, f"{first:.0f}", f"{last:.0f}", f"{last / first:.3f}"])
    return table(["bill", "median of the first tenth", "median of the last tenth", "ratio"], rows)


def endurance(moments: list[Moment]) -> str:
    """Memory and time of one long run."""
    rows = []
    for before, now in zip([Moment(0, 0, 0), *moments], moments):
        each = (now.cpu - before.cpu) / (now.bills - before.bills) * 1e6
        rows.append([f"{now.bills:,}", f"{each:.0f}", f"{now.memory / 1024:.1f}"])
    first, last = moments[0], moments[-1]
    return (
        table(["bills so far", "CPU a bill since the line above", "resident MiB"], rows)
        + f"\n\nMemory after {last.bills:,} bills : after {first.bills:,}: {last.memory / first.memory:.3f}."
    )


def circumstances(commit: str, seconds: float, other: float) -> str:
    """When and on what something was measured."""
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    versions = ", ".join([machine.swift_version(), *machine.libraries(*machine.WORKING, *machine.COMPARED)])
    return (
        f"Commit {commit}, {now}, {seconds:.0f} s, in which other programs kept "
        f"{max(other / seconds, 0):.2f} of the cores busy. {machine.processor()}; {machine.system()}; {versions}."
    )


def write(sections: dict[str, str]) -> None:
    """Replaces sections of the file, adds new ones, keeps the others."""
    old = re.split(r"^## (.*)\n", PATH.read_text(), flags=re.MULTILINE)[1:] if PATH.exists() else []
    kept = dict(zip(old[::2], (text.strip() for text in old[1::2])))
    text = HEADING + "".join(f"\n## {name}\n\n{body}\n" for name, body in {**kept, **sections}.items())
    PATH.write_text(text)
