"""Files of a run that are damaged or removed between two commands."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from failing.cases import Case, Trial
from failing.runs import FINISHED, ended


def flip(path: Path) -> None:
    """Changes a byte in the middle."""
    bytes_ = bytearray(path.read_bytes())
    bytes_[len(bytes_) // 2] ^= 0xFF
    path.write_bytes(bytes_)


def verify(trial: Trial, codes: tuple[int, ...], *words: str) -> None:
    trial.see(ended([trial.runs.program, "verify", str(trial.run)]), codes, *words)


def pack(trial: Trial) -> None:
    """Nobody looks into packs that are done but `fatura verify`; what it names is made again."""
    trial.runs.goes_on(trial.run)
    packs = sorted((trial.run / "packs").iterdir())
    flip(packs[0])
    trial.see(trial.runs.run(trial.run), FINISHED)
    verify(trial, (5,), "F795", "shard 0")
    packs[0].unlink()
    trial.runs.goes_on(trial.run)
    packs[1].write_bytes(packs[1].read_bytes()[:-1])
    trial.runs.goes_on(trial.run)
    verify(trial, (0,))


def kept(trial: Trial) -> None:
    trial.runs.goes_on(trial.run)
    part = min((trial.run / "quarantine").iterdir())
    flip(part)
    trial.see(trial.runs.run(trial.run), (2,), "F795", part.name)
    part.unlink()
    trial.runs.goes_on(trial.run)


def ledger(trial: Trial) -> None:
    """Gone, no database, a page of zeros, rows of another sum."""
    path = trial.run / "ledger.sqlite"
    trial.runs.half(trial.run)
    path.unlink()
    trial.runs.goes_on(trial.run)
    trial.again()
    for wound in (no_database, zeros, other_sums):
        trial.runs.half(trial.run)
        wound(path)
        trial.see(trial.runs.run(trial.run), (2,), "F722")
        path.rename(trial.work / "damaged.sqlite")
        trial.runs.goes_on(trial.run)
        trial.again()


def no_database(path: Path) -> None:
    path.write_bytes(b"\x07" * 100_000)


def zeros(path: Path) -> None:
    """Every page but the first two."""
    bytes_ = path.read_bytes()
    path.write_bytes(bytes_[:32_768] + bytes(len(bytes_) - 32_768))


def other_sums(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("UPDATE record SET total = total + 1 WHERE number = 1")
    database.commit()
    database.close()


def plan(trial: Trial) -> None:
    """Half a file, a byte, no file; gone as a whole it is made again without a word."""
    folder = trial.run / "plan"
    trial.runs.half(trial.run)
    for name in ("shards.json", "decisions.ndjson"):
        path = folder / name
        whole = path.read_bytes()
        path.write_bytes(whole[:len(whole) // 2])
        trial.see(trial.runs.run(trial.run), (2,), "F731", name)
        path.write_bytes(whole)
    (folder / "decisions.ndjson").unlink()
    trial.see(trial.runs.run(trial.run), (2,), "F731", "decisions.ndjson")
    folder.rename(trial.work / "damaged-plan")
    trial.runs.goes_on(trial.run)


def records(trial: Trial) -> None:
    """What the run keeps of its records."""
    for wound in (flip, Path.unlink):
        trial.runs.half(trial.run)
        wound(max((trial.run / "records").iterdir()))
        trial.see(trial.runs.run(trial.run), (2,), "F764")
        shutil.rmtree(trial.run / "plan")
        trial.runs.goes_on(trial.run)
        trial.again()


def settings(trial: Trial) -> None:
    trial.runs.half(trial.run)
    path = trial.run / "settings.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    trial.see(trial.runs.run(trial.run), (2,), "F731", "settings.json")
    path.write_bytes(whole)
    trial.runs.goes_on(trial.run)


def leftovers(trial: Trial) -> None:
    """Partial files of ours go, names of others stay."""
    trial.runs.half(trial.run)
    for name in ("packs/00001.tar", "records/99999.ndjson.gz", "manifest.json"):
        (trial.run / f"{name}.partial").write_text("of another run")
    stranger = trial.run / "packs/notes.partial"
    stranger.write_text("mine")
    trial.runs.expect(trial.runs.run(trial.run), FINISHED)
    left = sorted(path.name for path in trial.run.rglob("*.partial"))
    trial.note(f"left alone: {', '.join(left)}")
    stranger.unlink()
    trial.runs.goes_on(trial.run)


CASES = [
    Case("a pack that is damaged when it is done", pack),
    Case("kept records that are damaged", kept),
    Case("a ledger that is gone or damaged", ledger),
    Case("a plan that is damaged", plan),
    Case("records of the run that are damaged", records),
    Case("settings that are damaged", settings),
    Case("partial files of others", leftovers),
]
