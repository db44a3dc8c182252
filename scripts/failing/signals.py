"""Runs that are told to end, killed, or begun twice."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

from failing.cases import Case, Trial
from failing.runs import finish


def told_to_end(trial: Trial) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        process = trial.runs.begin(trial.run)
        trial.see(finish(process, number), (7,), "F765", "are left")
        trial.runs.goes_on(trial.run)
        trial.again()


def told_to_end_while_planning(trial: Trial) -> None:
    records = big(trial)
    process = trial.runs.begin_planning(trial.run, records)
    trial.see(finish(process, signal.SIGTERM), (7,), "F765", "while the records were planned")
    result = trial.runs.run(trial.run)
    trial.see(result, (0, 3), "records")


def told_twice(trial: Trial) -> None:
    """A second signal ends at once; that is a kill."""
    process = trial.runs.begin(trial.run)
    process.send_signal(signal.SIGSTOP)
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGCONT)
    while process.poll() is None:
        process.send_signal(signal.SIGTERM)
        time.sleep(0.001)
    trial.see(finish(process), (-signal.SIGTERM, 7))
    trial.runs.goes_on(trial.run)


def killed(trial: Trial) -> None:
    process = trial.runs.begin(trial.run)
    trial.see(finish(process, signal.SIGKILL), (-signal.SIGKILL,))
    trial.runs.goes_on(trial.run)


def second_run(trial: Trial) -> None:
    process = trial.runs.begin(trial.run)
    process.send_signal(signal.SIGSTOP)
    holder = json.loads((trial.run / "lock").read_text())
    trial.see(
        trial.runs.run(trial.run), (2,), "F701", f"process {process.pid} on {os.uname().nodename}",
        holder["start"])
    finish(process, signal.SIGKILL)
    trial.runs.goes_on(trial.run)


def lock_of_the_dead(trial: Trial) -> None:
    """A lock whose process is dead is taken over, whatever stands in it."""
    for text in ('{"pid":1,"host":"gone","start":"","seconds":1,"boot":"x"}\n', "no JSON", ""):
        trial.runs.half(trial.run)
        (trial.run / "lock").write_text(text)
        trial.runs.goes_on(trial.run)
        trial.again()
    trial.note("taken over")


def big(trial: Trial) -> Path:
    """Records whose planning takes a while: the same ones again and again."""
    path = trial.work / "big.ndjson"
    block = trial.runs.records.read_bytes()
    with path.open("wb") as file:
        for _ in range(max(1, (200 << 20) // len(block))):
            file.write(block)
    return path


CASES = [
    Case("SIGTERM and SIGINT", told_to_end),
    Case("SIGTERM while records are planned", told_to_end_while_planning),
    Case("SIGTERM again and again", told_twice),
    Case("SIGKILL", killed),
    Case("a second run in the folder", second_run),
    Case("the lock of a dead process", lock_of_the_dead),
]
