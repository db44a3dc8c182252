"""Power cuts: what --durability promises, tried with everything lost that was not synced."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
import time
from pathlib import Path

from failing.cases import Case, Trial
from failing.power import Power
from failing.runs import FINISHED, Ended, Failed, contents, differences

MODES = ("least", "names", "random", "random", "random")
# Cuts of one run before it is let go to its end.
CUTS = 3


def cuts(durability: str, rounds: int) -> Case:
    def attempt(trial: Trial) -> None:
        chance = random.Random(durability)
        seconds = duration(trial, durability)
        total = told = 0
        for number in range(rounds):
            power = Power(trial.work / "disk", trial.work, chance)
            mode = MODES[number % len(MODES)]
            for _ in range(CUTS):
                was_cut, promised = cut(trial, power, durability, mode, seconds * chance.uniform(0.3, 1))
                total += was_cut
                told += len(promised)
                check(power.root / "run", promised, trial.runs.undisturbed("--durability", durability))
                if not was_cut:
                    break
            finish(trial, power, durability)
            shutil.rmtree(power.root)
        trial.note(f"{total} power cuts, {told} shards told before them, all there; equal in the end")

    return Case(f"power cuts with --durability {durability}", attempt)


def duration(trial: Trial, durability: str) -> float:
    """How long a run takes whose power is not cut."""
    trial.runs.undisturbed("--durability", durability)
    power = Power(trial.work / "disk", trial.work, random.Random())
    began = time.monotonic()
    power.run(trial.runs.command(power.root / "run", "--durability", durability))
    seconds = time.monotonic() - began
    shutil.rmtree(power.root)
    return seconds


def cut(
    trial: Trial, power: Power, durability: str, mode: str, seconds: float
) -> tuple[bool, set[int]]:
    """Cuts the power once; whether it came to that, and which shards had been told as done."""
    options = ("--durability", durability, "--emit", "ndjson")
    was_cut, output = power.run_until_cut(
        trial.runs.command(power.root / "run", *options), seconds, mode)
    if not was_cut or durability != "full":
        return was_cut, set()
    lines = output.splitlines()[:-1]  # the last one may be half
    return True, {json.loads(line)["shard"] for line in lines}


def check(run: Path, promised: set[int], wanted: dict[str, str]) -> None:
    """That shards that were told have their rows, and that rows have the files of the undisturbed run."""
    if not (run / "ledger.sqlite").exists():
        if promised:
            raise Failed(f"the ledger is gone, and {len(promised)} shards were told")
        return
    copy = run.parent / "copy"  # reading rolls back what was not committed
    shutil.copytree(run, copy)
    try:
        done = rows(copy)
        lost = promised - set(done)
        if lost:
            raise Failed(f"shards {sorted(lost)} were told as done and have no rows")
        for pack in done.values():
            path = copy / pack
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted[pack]:
                raise Failed(f"{pack} has rows and is not what they say")
    finally:
        shutil.rmtree(copy)


def rows(run: Path) -> dict[int, str]:
    """The packs of the shards that are done."""
    database = sqlite3.connect(run / "ledger.sqlite")
    try:
        if not database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return {}
        return dict(database.execute("SELECT number, pack FROM shard"))
    finally:
        database.close()


def finish(trial: Trial, power: Power, durability: str) -> None:
    """The same command ends with the same bytes."""
    code, text = power.run(trial.runs.command(power.root / "run", "--durability", durability))
    if code not in FINISHED:
        raise Failed(text)
    wrong = differences(
        trial.runs.undisturbed("--durability", durability), contents(power.root / "run"))
    if wrong:
        raise Failed(f"differs from the undisturbed run in: {', '.join(wrong[:20])}")


def nothing_synced(trial: Trial) -> None:
    """Without a sync the run is refused, or nothing of it is there and it begins anew."""
    chance = random.Random("none")
    options = ("--durability", "none")
    refused = fresh = 0
    seconds = duration(trial, "none")
    for mode in MODES:
        power = Power(trial.work / "disk", trial.work, chance)
        cut(trial, power, "none", mode, chance.uniform(seconds / 3, seconds * 0.8))
        code, text = power.run(trial.runs.command(power.root / "run", *options))
        if code == 2 and "F768" in text:
            if not refused:
                trial.see(Ended(code, text), (2,), "F768")
            refused += 1
        elif code in FINISHED and "done before" not in text:
            fresh += 1
        else:
            raise Failed(f"neither refused nor begun anew: {text}")
        shutil.rmtree(power.root)
    trial.note(f"{refused} times refused, {fresh} times begun anew")


CASES = [cuts("full", 5), cuts("shard", 5), Case("power cuts with --durability none", nothing_synced)]
