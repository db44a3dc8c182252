"""The engine and the meter, run as processes; the bills they are measured on."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "templates/telecom"
# Another build of the engine can be measured beside the meter of this one.
FATURA = Path(os.environ.get("FATURA", ROOT / ".build/release/fatura"))
METER = ROOT / ".build/release/meter"
OUT = ROOT / "out"

# Detail rows of each size of bill; the mix has 0 to 1,500, the middle one 40, and all ways to pay.
ROWS: dict[str, int | None] = {"XS": 0, "S": 40, "L": 1000, "mix": None}


@dataclass(frozen=True)
class Usage:
    """What a process took: CPU and wall time in seconds, peak memory in KiB."""

    cpu: float
    wall: float
    memory: int


def fail(message: str) -> None:
    """Ends the program, as what it measures would mean nothing."""
    sys.exit(f"{Path(sys.argv[0]).name}: {message}")


def need_programs() -> None:
    """Ends the program if engine or meter is not built."""
    for program in (FATURA, METER):
        if not program.exists():
            fail(f"no {program}; swift build -c release makes it")


def sample(size: str, count: int, folder: Path, rows: int | None = None) -> Path:
    """A file of bills of one size, or with so many rows; made once in a folder.

    Those that the rules would hold as unusual, one of some thousand, are left out: what a bill in the quarantine
    costs is another question.
    """
    path = folder / f"{size}-{count}.ndjson"
    if path.exists():
        return path
    rows = ROWS.get(size) if rows is None else rows
    spare = 5 + count // 50
    command = [FATURA, "sample", PACK, "-n", str(count + spare), "--seed", "1"]
    if rows is not None:
        command += ["--rows", str(rows)]
    whole = path.with_suffix(".all")
    with whole.open("wb") as file:
        subprocess.run(command, stdout=file, check=True)
    held = held_records(whole)
    if len(held) > spare:
        fail(f"the rules hold {len(held)} of {count + spare} sample bills")
    # Line by line: what this program holds in memory would count as its children's.
    with whole.open("rb") as source, path.open("wb") as target:
        lines = (line for number, line in enumerate(source, 1) if number not in held)
        target.writelines(itertools.islice(lines, count))
    whole.unlink()
    return path


def held_records(path: Path) -> set[int]:
    """The numbers of a file's records that are not rendered, by `fatura check`."""
    result = subprocess.run([FATURA, "check", PACK, path, "--json"], capture_output=True, text=True)
    findings = [json.loads(line) for line in result.stdout.splitlines()]
    return {found["record"] for found in findings if found.get("severity") in ("hold", "reject")}


def run(command: list[Any], log: Path, endings: tuple[int, ...] = (0,)) -> Usage:
    """Runs a command to its end; what it prints goes to a file, shown if it ends otherwise than it may."""
    return run_together([command], [log], endings)


def run_together(commands: list[list[Any]], logs: list[Path], endings: tuple[int, ...] = (0,)) -> Usage:
    """Runs commands at the same time, each as `run`; tells the wall time until the last has ended."""
    started = time.monotonic()
    processes = []
    for command, log in zip(commands, logs):
        with log.open("wb") as output:
            processes.append(subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output, stderr=output
            ))
    cpu, memory = 0.0, 0
    for process, command, log in zip(processes, commands, logs):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in endings:
            sys.stderr.write(log.read_text(errors="replace"))
            fail(f"{' '.join(map(str, command))}: ended with {process.returncode}")
        cpu, memory = cpu + usage.ru_utime + usage.ru_stime, memory + usage.ru_maxrss
    return Usage(cpu, time.monotonic() - started, memory)


def has_digests() -> bool:
    """Whether `fatura render` can write the SHA-256 of each document."""
    text = subprocess.run([FATURA, "render", "--help"], capture_output=True, text=True).stdout
    return "--sha256" in text


def render_command(records: Path | str, output: Path | str, workers: int, digests: Path | None) -> list[Any]:
    """All of a bill's way: read, render, hash if it can, write one tar."""
    command = [FATURA, "render", PACK, records, "-o", output, "--workers", workers]
    return command + (["--sha256", digests] if digests else [])


def meter(records: Path, folder: Path, *options: Any) -> dict[str, Any]:
    """Totals of the meter's run."""
    command = [METER, PACK, records, folder, *options]
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if result.returncode != 0:
        fail(result.stderr.strip())
    return json.loads(result.stdout)
