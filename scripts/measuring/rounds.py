"""Rounds that take turns: the meter, the real command with one worker, with two, and twice with one, over all sizes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any, Callable

from .cost import STAGES
from .programs import Usage, has_digests, meter, render_command, run, run_together, sample

# Bills of each size for the command; it is run with as many and with twice as many, which takes its start off.
# About half a second of work: with less, two workers tell more about the machine's moments than about themselves.
BILLS = {"S": 4000, "L": 600, "XS": 5000, "mix": 2500}
# Bills of each size for the meter, the first tenth of them to warm up.
METERED = {"S": 500, "L": 30, "XS": 600, "mix": 400}
FLOOR = tuple(f"floor {name}" for name in ("parse", "qr", "deflate", "copy", "SHA-256", "append"))


@dataclass(frozen=True)
class Round:
    """What one round told of one size of bill."""

    # The meter's, before the command ran and after: a machine that changed its pace meanwhile changed both.
    metered: tuple[dict[str, Any], dict[str, Any]]
    one: tuple[Usage, Usage]
    two: tuple[Usage, Usage]
    # Two processes at the same time, each of one worker and with as many bills as `one`.
    pair: tuple[Usage, Usage]

    def stage(self, name: str) -> float:
        """CPU microseconds a bill of a stage, the mean of before and after."""
        count = "libdeflateBills" if name.startswith("libdeflate") else "records"
        return mean(
            totals["stages"][name]["nanoseconds"] / 1000 / max(totals[count], 1) for totals in self.metered
        )

    @property
    def engine(self) -> float:
        """The sum of the engine's stages."""
        return sum(map(self.stage, STAGES))

    @property
    def floor(self) -> float:
        """The sum of the floor's parts."""
        return sum(map(self.stage, FLOOR))


@dataclass
class Size:
    """All rounds of one size of bill."""

    name: str
    bills: int
    rounds: list[Round] = field(default_factory=list)

    def middle(self, value: Callable[[Round], float]) -> float:
        """The median over the rounds."""
        return median(map(value, self.rounds))

    def each(self, runs: Callable[[Round], tuple[Usage, Usage]], value: Callable[[Usage], float]) -> float:
        """Median seconds a bill: what twice as many bills take more."""
        return self.middle(lambda one: (value(runs(one)[1]) - value(runs(one)[0])) / self.bills)

    @property
    def command(self) -> float:
        """CPU microseconds a bill of the command with one worker."""
        return self.each(lambda one: one.one, lambda usage: usage.cpu) * 1e6

    @property
    def command_to_floor(self) -> float:
        """The command beside the floor of the same round."""
        return self.middle(
            lambda one: (one.one[1].cpu - one.one[0].cpu) / self.bills * 1e6 / max(one.floor, 1e-9)
        )

    @property
    def stages_to_floor(self) -> float:
        """The stages beside the floor of the same run."""
        return self.middle(lambda one: one.engine / max(one.floor, 1e-9))

    def per_bill(self, name: str) -> float:
        """A total of the meter's, a bill."""
        last = self.rounds[-1].metered[-1]
        bills = last["libdeflateBills" if name.startswith("libdeflate") else "records"]
        return last[name] / max(bills, 1)

    def allocations(self, stage: str) -> float:
        """Allocations a bill of a stage; the same in every round."""
        last = self.rounds[-1].metered[-1]
        return last["stages"][stage]["allocations"] / last["records"]


def measure(folder: Path, rounds: int, tell: Callable[[str], None]) -> list[Size]:
    """Takes all sizes in turns, as often as there are rounds."""
    sizes = [Size(name, count) for name, count in BILLS.items()]
    for size in sizes:
        sample(size.name, METERED[size.name], folder)
        for count in (size.bills, 2 * size.bills):
            sample(size.name, count, folder)
    for number in range(rounds):
        for size in sizes:
            size.rounds.append(take_round(size, folder))
        tell(f"round {number + 1} of {rounds}")
    return sizes


def take_round(size: Size, folder: Path) -> Round:
    """One round of one size."""
    counts = (size.bills, 2 * size.bills)
    before = take_stages(size, folder)
    one = tuple(take_command(size, count, 1, folder) for count in counts)
    after = take_stages(size, folder)
    two = tuple(take_command(size, count, 2, folder) for count in counts)
    pair = tuple(take_pair(size, count, folder) for count in counts)
    return Round((before, after), one, two, pair)


def take_stages(size: Size, folder: Path) -> dict[str, Any]:
    """What the meter tells of one size: the engine's stages and the floor's."""
    metered = METERED[size.name]
    return meter(sample(size.name, metered, folder), folder, "--warm", metered // 10)


def take_command(size: Size, bills: int, workers: int, folder: Path) -> Usage:
    """The real command: bills into one tar."""
    tar = folder / "bills.tar"
    digests = folder / "digests" if has_digests() else None
    command = render_command(sample(size.name, bills, folder), tar, workers, digests)
    usage = run(command, folder / "render.log")
    tar.unlink()
    return usage


def take_pair(size: Size, bills: int, folder: Path) -> Usage:
    """Two processes that have nothing to do with each other: what the machine has to give for two."""
    places = [folder / f"process-{number}" for number in (1, 2)]
    for place in places:
        place.mkdir(exist_ok=True)
    commands = [
        render_command(
            sample(size.name, bills, folder), place / "bills.tar", 1, place / "digests" if has_digests() else None
        )
        for place in places
    ]
    usage = run_together(commands, [place / "render.log" for place in places])
    for place in places:
        (place / "bills.tar").unlink()
    return usage
