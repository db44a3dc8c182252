"""Records that are no easy ones, runs of them, and what must be the same however a run came to its end."""

from __future__ import annotations

import hashlib
import re
import signal
import sqlite3
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACK = ROOT / "templates/telecom"
# Some records are quarantined: code 3.
FINISHED = (0, 3)
# What has times in it, or depends on the order in which shards ended.
OTHERS = ("lock", "ledger.sqlite", "progress.json", "report.html")
ROWS = (
    "SELECT * FROM run ORDER BY name",
    "SELECT * FROM shard ORDER BY number",
    "SELECT * FROM money ORDER BY 1, 2, 3, 4",
    "SELECT * FROM charge ORDER BY 1, 2, 3",
    "SELECT * FROM record ORDER BY number",
    "SELECT * FROM document ORDER BY record, channel",
)


def sample(program: str, bills: int, work: Path) -> Path:
    """Bills of one page; some of them wrong, some there twice, some that are no JSON."""
    path = work / "cycle.ndjson"
    command = [
        program, "sample", str(PACK), "-n", str(bills), "--rows", "0", "--seed", "7",
        "--faults", "all", "--truth", str(work / "truth.ndjson"),
    ]
    lines = subprocess.run(command, check=True, capture_output=True).stdout.splitlines()
    with path.open("wb") as file:
        for number, line in enumerate(lines):
            file.write(line + b"\n")
            if number % 997 == 0:
                file.write(lines[number // 2] + b"\n\n")
            if number % 1499 == 0:
                file.write(line[: len(line) // 2] + b"\n")
    return path


def for_paper(program: str, records: Path) -> None:
    """Puts some of the bills into envelopes of two and three, and adds some that are too thick for one."""
    who = re.compile(rb'("customer":\{"id":"[^"]*")(.*?"address":\{[^}]*\})')
    lines = records.read_bytes().splitlines()
    for number in range(10, len(lines), 10):
        if not (found := who.search(lines[number])):
            continue
        for near in range(number - 1 - number // 10 % 2, number):
            lines[near] = who.sub(lambda own: own[1] + found[2], lines[near], count=1)
    thick = subprocess.run(
        [program, "sample", str(PACK), "-n", str(len(lines) // 100), "--rows", "300",
         "--seed", "9", "--cycle", "2026-08"], check=True, capture_output=True).stdout
    records.write_bytes(b"\n".join(lines) + b"\n" + thick)


def contents(folder: Path) -> dict[str, str]:
    """A digest of each file that a run promises to be the same, and of the ledger's rows."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and name not in OTHERS:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    ledger = sqlite3.connect(f"file:{folder}/ledger.sqlite?mode=ro", uri=True)
    for query in ROWS:
        digest = hashlib.sha256()
        for row in ledger.execute(query):
            digest.update(repr(row).encode())
        found[query] = digest.hexdigest()
    ledger.close()
    return found


def differences(wanted: dict[str, str], found: dict[str, str]) -> list[str]:
    return sorted(name for name in wanted | found if wanted.get(name) != found.get(name))


@dataclass
class Ended:
    """How a command ended: its code (below zero for a signal) and what it said, progress left out."""

    code: int
    text: str

    @property
    def words(self) -> str:
        """Its first message, on one line."""
        return self.text.strip().split("\n    ")[0].replace("\n", " ")


class Failed(Exception):
    """Something did not end as it is defined."""


class Runs:
    """Runs of the same records in folders of their own, and what each must come to."""

    def __init__(self, program: str, work: Path, bills: int, shard_size: int = 256) -> None:
        self.program = program
        self.work = work
        self.records = sample(program, bills, work)
        self.options = {"--workers": "2", "--shard-size": str(shard_size)}
        self.wanted: dict[str, dict[str, str]] = {}

    def command(
        self, folder: Path, *options: str, pack: Path = PACK, records: Path | None = None
    ) -> list[str]:
        usual = [word for name, value in self.options.items() if name not in options for word in (name, value)]
        return [
            self.program, "batch", str(pack), str(records or self.records), *usual, *options, "-o", str(folder),
        ]

    def run(self, folder: Path, *options: str, **how: object) -> Ended:
        """The command to its end; `pack` and `records` as in `command`, the rest as in `subprocess.run`."""
        named = {name: how.pop(name) for name in ("pack", "records") if name in how}
        return ended(self.command(folder, *options, **named), **how)

    def begin(self, folder: Path, *options: str, **how: object) -> subprocess.Popen[str]:
        """The command, under way: two shards have their rows, as four have their packs, and more are to come."""
        named = {name: how.pop(name) for name in ("pack", "records") if name in how}
        process = subprocess.Popen(
            self.command(folder, *options, **named), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, **how)
        while process.poll() is None:
            if len(list(folder.glob("packs/*[0-9rp]"))) >= 4:
                return process
            time.sleep(0.002)
        raise Failed(f"ended before it could be disturbed: {process.communicate()[1]}")

    def begin_planning(self, folder: Path, records: Path) -> subprocess.Popen[str]:
        """The command, whose first records are planned, and more are to come."""
        process = subprocess.Popen(
            self.command(folder, records=records), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        while process.poll() is None:
            if (folder / "records/00001.ndjson.gz").exists():
                if (folder / "plan/shards.json").exists():
                    break
                return process
            time.sleep(0.002)
        process.kill()
        raise Failed(f"planned before it could be disturbed: {process.communicate()[1]}")

    def half(self, folder: Path, *options: str, **how: object) -> None:
        """A run that was killed in the middle."""
        process = self.begin(folder, *options, **how)
        process.kill()
        process.communicate()

    def undisturbed(self, *options: str) -> dict[str, str]:
        """What a run with these options comes to that nobody disturbs; made once."""
        key = " ".join(options)
        if key not in self.wanted:
            folder = self.work / f"undisturbed-{len(self.wanted)}"
            self.expect(self.run(folder, *options), FINISHED)
            self.wanted[key] = contents(folder)
        return self.wanted[key]

    def goes_on(self, folder: Path, *options: str, **how: object) -> Ended:
        """Gives the same command again, which must come to what the undisturbed run came to."""
        result = self.run(folder, *options, **how)
        self.expect(result, FINISHED)
        wrong = differences(self.undisturbed(*options), contents(folder))
        if wrong:
            raise Failed(f"differs from the undisturbed run in: {', '.join(wrong[:20])}")
        return result

    @staticmethod
    def expect(result: Ended, codes: tuple[int, ...], *words: str) -> Ended:
        """That a command ended with one of these codes and said these words."""
        missing = [word for word in words if word not in result.text]
        if result.code not in codes or missing:
            raise Failed(f"code {result.code}, not {codes}, or without {missing}:\n{result.text}")
        return result


def ended(command: list[str], **how: object) -> Ended:
    """Runs a command to its end; lines of progress are left out of what it said."""
    process = subprocess.run(
        command, stdout=how.pop("stdout", subprocess.DEVNULL), stderr=subprocess.PIPE, text=True,
        errors="replace", **how)
    return Ended(process.returncode, said(process.stderr))


def finish(process: subprocess.Popen[str], number: int | None = None) -> Ended:
    """Sends a signal to a command that is under way, and waits for its end."""
    if number is not None:
        process.send_signal(number)
    if number != signal.SIGKILL:
        process.send_signal(signal.SIGCONT)
    errors = process.communicate()[1]
    return Ended(process.returncode, said(errors))


def said(errors: str) -> str:
    return "".join(
        line for line in errors.splitlines(keepends=True) if not line.startswith("{"))
