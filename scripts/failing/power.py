"""Power cuts: what a killed process had not synced is undone, as a disk without power does.

`power.c` notes what was synced. Of the rest anything may be there or not: each folder has the names that it had
when it was synced last or those that it had in the end, each block of a file the bytes of either time.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
BLOCK = 4096


def shim(name: str, work: Path) -> Path:
    """`NAME.c` as a library to preload."""
    library = work / f"{name}.so"
    if not library.exists():
        subprocess.run(
            [shutil.which("clang") or "cc", "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-o", str(library),
             str(SOURCES / f"{name}.c"), "-ldl", "-lpthread"], check=True)
    return library


class Power:
    """A folder on a machine whose power is cut now and then."""

    def __init__(self, root: Path, work: Path, chance: random.Random) -> None:
        self.root = root
        self.store = work / "power-store"
        self.base = work / "power-base"
        self.boot = work / "power-boot"
        self.library = shim("power", work)
        self.chance = chance
        self.starts = 0
        self.root.mkdir()
        self.start()

    def start(self) -> None:
        """The machine starts: all that is there has been on the disk."""
        self.starts += 1
        self.boot.write_text(f"boot-{self.starts}\n")
        for folder in (self.store, self.base):
            shutil.rmtree(folder, ignore_errors=True)
        (self.store / "held").mkdir(parents=True)
        shutil.copytree(self.root, self.base)
        self.known: dict[int, Path] = {}  # inodes of what was there, and its copy
        self.names: dict[int, dict[str, int]] = {}
        for path in [self.root, *self.root.rglob("*")]:
            inode = path.stat().st_ino
            self.known[inode] = self.base / path.relative_to(self.root)
            if path.is_dir():
                self.names[inode] = names(path)
            else:
                os.link(path, self.store / "held" / str(inode))

    def environment(self) -> dict[str, str]:
        return os.environ | {
            "LD_PRELOAD": str(self.library), "POWER_ROOT": str(self.root),
            "POWER_STORE": str(self.store), "POWER_BOOT": str(self.boot),
        }

    def run(self, command: list[str]) -> tuple[int, str]:
        """Runs a command to its end; its code, and what it said."""
        process = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self.environment(),
            text=True)
        return process.returncode, process.stderr

    def run_until_cut(self, command: list[str], seconds: float, mode: str) -> tuple[bool, str]:
        """Runs a command until the power is cut, at the latest when it has ended.

        Returns whether it had not, and what stood on its output until then.
        """
        output = self.store / "output"
        with output.open("w") as file:
            process = subprocess.Popen(
                command, stdout=file, stderr=subprocess.DEVNULL, env=self.environment())
            deadline = time.monotonic() + seconds
            while process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            is_cut = process.poll() is None
            process.kill()
            process.wait()
        text = output.read_text()
        self.cut(mode)
        self.start()
        return is_cut, text

    # What is left

    def cut(self, mode: str) -> None:
        """Undoes what was not synced: all of it (`least`), bytes only (`names`) or any part (`random`)."""
        live = {path.stat().st_ino: path for path in self.root.rglob("*")}
        for path in (self.store / "held").iterdir():
            live.setdefault(path.stat().st_ino, path)
        after = self.root.with_name("after-cut")
        self.rebuild(self.root.stat().st_ino, self.root, after, live, mode)
        shutil.rmtree(self.root)
        after.rename(self.root)

    def rebuild(
        self, inode: int, path: Path | None, target: Path, live: dict[int, Path], mode: str
    ) -> None:
        target.mkdir()
        if path:
            shutil.copymode(path, target)
        for name, child in self.entries(inode, path, mode).items():
            source = live[child]
            if source.is_dir():
                self.rebuild(child, source, target / name, live, mode)
            else:
                (target / name).write_bytes(self.bytes(child, source, mode))
                shutil.copymode(source, target / name)

    def entries(self, inode: int, path: Path | None, mode: str) -> dict[str, int]:
        """The names of a folder, as they were synced or as they are."""
        if mode == "names" or mode == "random" and self.chance.random() < 0.5:
            return names(path) if path else {}
        synced = self.store / f"folder-{inode}"
        if not synced.exists():
            return self.names.get(inode, {})
        pairs = (line.split(" ", 1) for line in synced.read_text().splitlines())
        return {name: int(child) for child, name in pairs}

    def bytes(self, inode: int, live: Path, mode: str) -> bytes:
        """The bytes of a file: of each block those that were synced or those that it has."""
        synced = self.store / f"file-{inode}"
        source = synced if synced.exists() else self.known.get(inode)
        old = source.read_bytes() if source else b""
        if mode == "least":
            return old
        new = live.read_bytes()
        size = len(new) if mode == "names" or self.chance.random() < 0.5 else len(old)
        kept = bytearray(size)  # what was never written reads as zeros
        for start in range(0, size, BLOCK):
            is_new = mode == "random" and self.chance.random() < 0.5
            block = (new if is_new else old)[start:min(start + BLOCK, size)]
            kept[start:start + len(block)] = block
        return bytes(kept)


def names(folder: Path) -> dict[str, int]:
    return {entry.name: entry.inode() for entry in os.scandir(folder)}
