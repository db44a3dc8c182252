"""The file benchmarks/thresholds, and what is held against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from . import callgrind
from .cost import Cost, Costs
from .machine import WORKING, libraries, swift_version
from .programs import ROOT

PATH = ROOT / "benchmarks/thresholds"
BAND = 0.05
# Stages inside libraries that choose their code by the CPU; on a machine of another class they may take this.
KERNELS = ("deflate", "SHA-256")
KERNEL_BAND = 0.40
# Less than one allocation more a bill; buffers that still grow once in many bills are below it.
ALLOCATION_BAND = 0.5

HEADING = """\
# What a bill may cost, stage by stage: `scripts/gate` counts and compares, `scripts/gate --record` writes this file.
#
# Instructions a bill, counted by callgrind: 5 % more is red. Allocations a bill, exact: one more is red.
# S has 40 detail rows, L has 1,000. `expand` is without `qr` and `emit` without `deflate`. `command` is the whole of
# `fatura render`, with what lies between the stages.
# On machines of another class than below, deflate and SHA-256, whose libraries choose their code by the CPU, may
# take 40 % more.
"""


@dataclass
class Thresholds:
    """What was recorded: the cost of each stage, and on what."""

    costs: Costs = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """One figure beside what was recorded of it."""

    size: str
    stage: str
    unit: str
    recorded: float
    measured: float
    is_red: bool

    @property
    def is_cheaper(self) -> bool:
        """Whether something was won that the file does not know yet."""
        if self.unit == "allocations":
            return self.measured < self.recorded - ALLOCATION_BAND
        return self.measured < self.recorded * (1 - BAND)

    def __str__(self) -> str:
        if self.unit == "allocations":
            return f"{self.size} {self.stage}: {self.recorded:.2f} -> {self.measured:.2f} allocations a bill"
        change = self.measured / max(self.recorded, 1) - 1
        return (
            f"{self.size} {self.stage}: {self.recorded:,.0f} -> {self.measured:,.0f} instructions a bill "
            f"({change:+.1%})"
        )


def read() -> Thresholds:
    """The committed file."""
    thresholds = Thresholds()
    for line in PATH.read_text().splitlines():
        words = line.split()
        if not words or line.startswith("#"):
            continue
        if words[0] in ("class", "compiler", "libraries"):
            thresholds.about[words[0]] = " ".join(words[1:])
        else:
            size, stage, instructions, allocations = words
            thresholds.costs[size, stage] = Cost(float(instructions), float(allocations))
    return thresholds


def about_here() -> dict[str, str]:
    """What counts depend on, here."""
    return {
        "class": callgrind.machine_class(),
        "compiler": swift_version(),
        "libraries": ", ".join(libraries(*WORKING)),
    }


def write(costs: Costs) -> None:
    """Makes what was measured what is allowed."""
    lines = [HEADING] + [f"{name:<10}{value}" for name, value in about_here().items()]
    lines += ["", f"# {'size':<5}{'stage':<10}{'instructions':>13}{'allocations':>13}"]
    for (size, stage), cost in costs.items():
        lines.append(f"  {size:<5}{stage:<10}{cost.instructions:>13.0f}{cost.allocations:>13.2f}")
    PATH.write_text("\n".join(lines) + "\n")


def judge(costs: Costs, thresholds: Thresholds, is_same_class: bool) -> list[Verdict]:
    """Every figure beside what was recorded; a stage that was never recorded is red."""
    verdicts = []
    for (size, stage), cost in costs.items():
        known = thresholds.costs.get((size, stage), Cost(0, 0))
        band = BAND if is_same_class or stage not in KERNELS else KERNEL_BAND
        is_red = cost.instructions > known.instructions * (1 + band)
        verdicts.append(
            Verdict(size, stage, "instructions", known.instructions, cost.instructions, is_red)
        )
        verdicts.append(judge_allocations(size, stage, known.allocations, cost.allocations))
    return verdicts


def judge_allocations(size: str, stage: str, recorded: float, measured: float) -> Verdict:
    """Allocations beside what was recorded."""
    is_red = measured > recorded + ALLOCATION_BAND
    return Verdict(size, stage, "allocations", recorded, measured, is_red)
