"""Disks that are full, cannot be written, or are none. Needs mounts, so root and a namespace of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from failing.cases import Case, Trial
from failing.runs import FINISHED, PACK

NOBODY = 65534


def mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True)


def unmount(path: Path) -> None:
    subprocess.run(["umount", "--recursive", str(path)], check=True)


def tmpfs(path: Path, size: str) -> Path:
    path.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", path)
    return path


def fill(folder: Path, left: int) -> Path:
    """A file that leaves so many bytes."""
    ballast = folder / "ballast"
    room = os.statvfs(folder)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize - left)
    return ballast


def full_disk(trial: Trial) -> None:
    """200 MB, of which others take the most; nothing is lost, and room is all it takes."""
    disk = tmpfs(trial.work / "disk", "200m")
    try:
        ballast = fill(disk, 8 << 20)
        trial.see(trial.runs.run(disk / "run"), (6,), "No space left on device", "F761")
        trial.see(trial.runs.run(disk / "run"), (6,), "No space left on device", "F761")
        ballast.unlink()
        trial.see(trial.runs.goes_on(disk / "run"), FINISHED, "were done before")
    finally:
        unmount(disk)


def full_from_the_start(trial: Trial) -> None:
    disk = tmpfs(trial.work / "disk", "1m")
    try:
        ballast = fill(disk, 0)
        trial.see(trial.runs.run(disk / "run"), (6,), "No space left on device", "F761")
        ballast.unlink()
        mount("-o", "remount,size=200m", disk)
        trial.runs.goes_on(disk / "run")
    finally:
        unmount(disk)


def full_ledger(trial: Trial) -> None:
    """The packs have room, the ledger has none."""
    trial.run.mkdir()
    disk = tmpfs(trial.run, "300k")
    try:
        for name in ("packs", "records", "plan", "quarantine"):
            (trial.work / name).mkdir()
            (disk / name).mkdir()
            mount("--bind", trial.work / name, disk / name)
        trial.see(trial.runs.run(disk), (6,), "ledger.sqlite", "No space left", "F761")
        mount("-o", "remount,size=100m", disk)
        trial.see(trial.runs.goes_on(disk), FINISHED, "were done before")
    finally:
        unmount(disk)


def full_temporary_folder(trial: Trial) -> None:
    """More ids than memory is taken for; they go where TMPDIR says, or to /tmp."""
    records = trial.work / "ids.ndjson"
    records.write_text("".join(f'{{"id":"{number:07d}"}}\n' for number in range(100_000)))
    for folder, environment in ((trial.work / "tmp", "TMPDIR"), (Path("/tmp"), None)):
        if environment is None and trial.work.is_relative_to("/tmp"):
            trial.note("/tmp cannot be filled, as the runs lie in it: --folder names another")
            continue
        disk = tmpfs(folder, "64k")
        try:
            variables = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
            if environment:
                variables[environment] = str(disk)
            how = {"records": records, "env": variables}
            trial.see(
                trial.runs.run(trial.run, **how), (6,), f"{disk}: error: cannot write a temporary",
                "No space left", "F761")
            mount("-o", "remount,size=100m", disk)
            trial.see(trial.runs.run(trial.run, **how), (3,), "100000 records")
        finally:
            unmount(disk)
        shutil.rmtree(trial.run)


def full_spool(trial: Trial) -> None:
    """What a long bill spools has no room: memory is used, and the bill is the same."""
    record = trial.work / "long.ndjson"
    with record.open("wb") as file:
        subprocess.run(
            [trial.runs.program, "sample", str(PACK), "--rows", "30000"], check=True,
            stdout=file)
    disk = tmpfs(trial.work / "tmp", "64k")
    try:
        packs = []
        for name, folder in (("full", disk), ("room", trial.work)):
            how = {"records": record, "env": os.environ | {"TMPDIR": str(folder)}}
            result = trial.runs.run(trial.work / name, **how)
            trial.see(result, (0,), "1 records: 1 rendered")
            packs.append((trial.work / name / "packs/00000.tar").read_bytes())
        if packs[0] != packs[1]:
            trial.runs.expect(result, (), "equal bills")
    finally:
        unmount(disk)


def read_only_disk(trial: Trial) -> None:
    disk = tmpfs(trial.work / "disk", "200m")
    try:
        trial.runs.half(disk / "run")
        mount("-o", "remount,ro", disk)
        trial.see(trial.runs.run(disk / "run"), (6,), "Read-only file system", "F761")
        trial.see(trial.runs.run(disk / "new"), (6,), "Read-only file system", "F761")
        mount("-o", "remount,rw", disk)
        trial.runs.goes_on(disk / "run")
    finally:
        unmount(disk)


def folder_of_others(trial: Trial) -> None:
    """A user who may not write there."""
    trial.runs.work.chmod(0o711)
    trial.run.mkdir(0o755)
    environment = os.environ | {"HOME": "/nonexistent"}
    how = {"user": NOBODY, "group": NOBODY, "extra_groups": [], "env": environment}
    trial.see(trial.runs.run(trial.run, **how), (6,), "Permission denied", "F761")
    os.chown(trial.run, NOBODY, NOBODY)
    trial.runs.goes_on(trial.run, **how)


def unwritable_quarantine(trial: Trial) -> None:
    trial.runs.half(trial.run)
    kept = trial.run / "quarantine"
    mount("--bind", kept, kept)
    mount("-o", "remount,bind,ro", kept)
    try:
        trial.see(trial.runs.run(trial.run), (6,), "quarantine/", "Read-only file system", "F761")
    finally:
        unmount(kept)
    trial.runs.goes_on(trial.run)


def folder_that_is_a_file(trial: Trial) -> None:
    trial.run.write_text("")
    trial.see(trial.runs.run(trial.run), (6,), "Not a directory", "F761")
    trial.see(trial.runs.run(trial.run / "below"), (6,), "Not a directory", "F761")
    trial.run.unlink()
    trial.run.mkdir()
    (trial.run / "packs").write_text("")
    trial.see(trial.runs.run(trial.run), (6,), "Not a directory", "F761")


CASES = [
    Case("a disk of 200 MB that fills up", full_disk),
    Case("a disk that is full from the start", full_from_the_start),
    Case("a full disk under the ledger alone", full_ledger),
    Case("a full folder of temporary files", full_temporary_folder),
    Case("no room to spool a long bill", full_spool),
    Case("a read-only disk", read_only_disk),
    Case("a folder of another user", folder_of_others),
    Case("a quarantine that cannot be written", unwritable_quarantine),
    Case("a folder that is a file", folder_that_is_a_file),
]
