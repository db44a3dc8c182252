"""Records that go, change, or are not yet there whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from failing.cases import Case, Trial
from failing.runs import FINISHED, finish
from failing.signals import big


def copied(trial: Trial) -> Path:
    """Records that may be damaged."""
    return Path(shutil.copy(trial.runs.records, trial.work / "cycle.ndjson"))


def missing(trial: Trial) -> None:
    path = trial.work / "cycle.ndjson"
    trial.see(trial.runs.run(trial.run, records=path), (6,), "F762", "No such file or directory")
    copied(trial)
    trial.runs.goes_on(trial.run, records=path)


def vanished(trial: Trial) -> None:
    """Once there is a plan the run has its records."""
    path = copied(trial)
    trial.runs.half(trial.run, records=path)
    path.unlink()
    trial.see(trial.runs.goes_on(trial.run, records=path), FINISHED, "is not there any more")


def changed(trial: Trial) -> None:
    """Between kill and resume: shorter, longer, or a byte."""
    path = copied(trial)
    whole = path.read_bytes()
    middle = len(whole) // 2
    others = (
        whole[:middle], whole + whole[:200],
        whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1:], b"",
    )
    trial.runs.half(trial.run, records=path)
    for bytes_ in others:
        path.write_bytes(bytes_)
        trial.see(trial.runs.run(trial.run, records=path), (2,), "F715")
    path.write_bytes(whole)
    trial.runs.goes_on(trial.run, records=path)


def resized_while_read(trial: Trial) -> None:
    """No SIGBUS, and no run of a part of the records."""
    path = big(trial)
    size = path.stat().st_size
    for other, words in ((size // 64, "became shorter"), (size + 100, "became longer")):
        process = trial.runs.begin_planning(trial.run, path)
        os.truncate(path, other)
        trial.see(finish(process), (6,), "F762", words)
        os.truncate(path, size)
        shutil.rmtree(trial.run)
    trial.runs.goes_on(trial.run)


CASES = [
    Case("records that are not there", missing),
    Case("records that vanish when they are planned", vanished),
    Case("records that change between kill and resume", changed),
    Case("records that shrink or grow while they are read", resized_while_read),
]
