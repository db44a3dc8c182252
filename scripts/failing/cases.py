"""What can go wrong with a run: each case is tried for real and prints what it ended with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from failing.runs import Ended, Runs


class Skipped(Exception):
    """A case that cannot be tried here, and why."""


@dataclass
class Case:
    """One thing that goes wrong; `attempt` raises `Failed` when it does not end as it must."""

    name: str
    attempt: Callable[[Trial], None]


@dataclass
class Trial:
    """A case while it is tried: a folder for it, and the messages that it has seen."""

    runs: Runs
    work: Path
    messages: list[str] = field(default_factory=list)

    @property
    def run(self) -> Path:
        """The run's folder."""
        return self.work / "run"

    def see(self, result: Ended, codes: tuple[int, ...], *words: str) -> Ended:
        """That a command ended as it is defined; its message is printed."""
        self.runs.expect(result, codes, *words)
        self.messages.append(f"{result.code}: {result.words or 'nothing said'}")
        return result

    def note(self, text: str) -> None:
        self.messages.append(text)

    def again(self) -> None:
        """Makes the folder as it was before."""
        shutil.rmtree(self.work)
        self.work.mkdir()
