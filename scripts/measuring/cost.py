"""What a bill costs, by stage: instructions and allocations."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import callgrind
from .programs import FATURA, METER, PACK, fail, meter, sample

STAGES = (
    "read",
    "parse",
    "rules",
    "payments",
    "expand",
    "qr",
    "layout",
    "emit",
    "deflate",
    "assemble",
    "SHA-256",
    "append",
)
# The inner stage is a part of the outer one and measured by itself on the same data.
INNER = {"expand": "qr", "emit": "deflate"}
# Bills of each size, and those before them that warm up.
COUNTS = {"S": (260, 50), "L": (26, 6)}
# The whole command is counted as the difference of two runs.
COMMAND = (60, 220)


@dataclass(frozen=True)
class Cost:
    """What one bill takes."""

    instructions: float
    allocations: float


Costs = dict[tuple[str, str], Cost]


def prepare(folder: Path) -> None:
    """Makes what several counts at the same time share."""
    for program in (METER, FATURA):
        callgrind.stripped(program, folder)
    for size, (total, _) in COUNTS.items():
        sample(size, total, folder)


def of_stages(size: str, folder: Path, *options: str) -> Costs:
    """The cost of each stage of one size of bill."""
    command = [callgrind.stripped(METER, folder), *arguments(size, folder, *options)]
    profile, printed = callgrind.count(command, Path(command[3]) / "callgrind.out", from_start=False)
    if profile.instructions == 0:
        fail(
            "callgrind counted nothing: the meter was compiled without valgrind's headers; touch "
            "benchmarks/CMeter/Allocations.c and build it again"
        )
    # Swift's mangled names of the methods of `Pipeline`, which are named as their stages.
    below = {
        stage: profile.under(rf"\$s5meter8PipelineC{len(name)}{name}")
        for stage, name in ((stage, stage.lower().replace("-", "")) for stage in STAGES)
    }
    missing = [stage for stage in STAGES if below[stage] == 0]
    if missing:
        fail(f"callgrind saw no function of the stages {', '.join(missing)}")
    return costs(size, json.loads(printed), below)


def allocations_of_stages(size: str, folder: Path, *options: str) -> Costs:
    """The allocations of each stage of one size of bill; no instructions, but in a tenth of the time."""
    return costs(size, meter(*arguments(size, folder, *options)[1:]), dict.fromkeys(STAGES, 0))


def arguments(size: str, folder: Path, *options: str) -> list[Any]:
    """What the meter is given; a folder of its own, as several may run."""
    total, warm = COUNTS[size]
    own = folder / "-".join([size, *options]).replace("--", "")
    own.mkdir()
    return [PACK, sample(size, total, folder), own, "--warm", warm, "--no-floor", *options]


def costs(size: str, totals: dict[str, Any], below: dict[str, int]) -> Costs:
    """Totals of all bills, by bill; inner stages taken off the outer ones."""
    records = totals["records"]
    return {
        (size, stage): Cost(
            (below[stage] - below.get(INNER.get(stage, ""), 0)) / records,
            totals["stages"][stage]["allocations"] / records,
        )
        for stage in STAGES
    }


def of_command(folder: Path) -> Costs:
    """The cost of an S bill in `fatura render`, with all that lies between the stages."""
    program = callgrind.stripped(FATURA, folder)

    def count(number: int) -> callgrind.Profile:
        records = sample("S", number, folder)
        command = [program, "render", PACK, records, "-o", folder / f"command-{number}.tar", "-w", 1]
        return callgrind.count(command, folder / f"command-{number}.out")[0]

    first, second = (count(number) for number in COMMAND)
    bills = COMMAND[1] - COMMAND[0]
    return {
        ("S", "command"): Cost(
            (second.instructions - first.instructions) / bills,
            (second.allocations - first.allocations) / bills,
        )
    }


def measure(folder: Path) -> Costs:
    """All costs that the gate knows."""
    prepare(folder)
    with ThreadPoolExecutor(2) as pool:
        command = pool.submit(of_command, folder)
        small = pool.submit(of_stages, "S", folder)
        large = pool.submit(of_stages, "L", folder)
        return {**small.result(), **large.result(), **command.result()}
