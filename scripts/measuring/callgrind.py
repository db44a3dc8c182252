"""Instructions and allocations by function, counted by callgrind.

Counts are those of an emulated CPU. What would choose other code on other machines is pinned as far as the
libraries allow it: glibc's string functions to those of every x86-64, simdjson's to SSE 4.2. ISA-L and GnuTLS
choose by what valgrind shows of the machine, so `machine_class` is written down beside the counts.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .programs import fail

LEFT_OUT = (
    "AVX", "AVX2", "AVX_Fast_Unaligned_Load", "AVX512F", "AVX512VL", "AVX512BW", "BMI1", "BMI2", "ERMS", "FSRM",
    "LZCNT", "MOVBE", "RTM", "SSE4_1", "SSE4_2", "SSSE3",
)
# Sizes of caches decide from which length glibc copies otherwise.
TUNABLES = {
    "glibc.cpu.hwcaps": ",".join(f"-{name}" for name in LEFT_OUT),
    "glibc.cpu.x86_data_cache_size": "32768",
    "glibc.cpu.x86_shared_cache_size": "1048576",
    "glibc.cpu.x86_non_temporal_threshold": "786432",
    "glibc.cpu.x86_rep_movsb_threshold": "1000000000",
    "glibc.cpu.x86_rep_stosb_threshold": "1000000000",
}
ALLOCATING = {"malloc", "calloc", "realloc", "aligned_alloc", "memalign", "posix_memalign"}
NAMED = re.compile(r"(c?fn)=\((\d+)\)(?: (.*))?$")


def environment() -> dict[str, str]:
    """The environment in which counts are the same on other machines, as nearly as possible."""
    tunables = ":".join(f"{name}={value}" for name, value in TUNABLES.items())
    return {
        **os.environ,
        "GLIBC_TUNABLES": tunables,
        "SIMDJSON_FORCE_IMPLEMENTATION": "westmere",
        "SWIFT_DETERMINISTIC_HASHING": "1",
        "LC_ALL": "C",
    }


def machine_class() -> str:
    """Which instructions valgrind shows to libraries that choose by themselves."""
    has_avx2 = re.search(r"^flags.*\bavx2\b", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return "x86-64-v3" if has_avx2 else "x86-64-v2"


@dataclass
class Profile:
    """What callgrind counted: instructions in all, and below each function; allocations."""

    instructions: int = 0
    allocations: int = 0
    below: dict[str, int] = field(default_factory=dict)

    def under(self, pattern: str) -> int:
        """Instructions below functions whose name matches from its start."""
        return sum(count for name, count in self.below.items() if re.match(pattern, name))


def stripped(program: Path, folder: Path) -> Path:
    """A copy without debug information, which callgrind would read for longer than it counts."""
    copy = folder / f"{program.name}.stripped"
    if not copy.exists():
        shutil.copy(program, copy)
        subprocess.run(["strip", "-g", str(copy)], check=True)
    return copy


def count(command: list[Any], output: Path, from_start: bool = True) -> tuple[Profile, str]:
    """Runs a command under callgrind; returns what was counted and what the command printed."""
    if shutil.which("valgrind") is None:
        fail("no valgrind; scripts/setup bench installs it")
    switches = ["--tool=callgrind", f"--callgrind-out-file={output}"]
    switches += [] if from_start else ["--instr-atstart=no"]
    result = subprocess.run(
        ["valgrind", *switches, *map(str, command)], capture_output=True, text=True, env=environment()
    )
    if result.returncode != 0:
        fail(f"under valgrind, {' '.join(map(str, command))}: {result.stderr[-2000:]}")
    return read(output), result.stdout


def read(path: Path) -> Profile:
    """Reads callgrind's output (its manual, section "Callgrind Format Specification").

    A `calls=` line tells how often the function of the last `cfn=` line was called, the line behind it the
    instructions below it; every other line that begins with a position is a cost of the function itself.
    """
    names: dict[str, str] = {}
    profile, callee, is_call = Profile(), "", False
    for line in path.read_text(errors="replace").splitlines():
        if match := NAMED.match(line):
            kind, number, name = match.groups()
            if name:
                names[number] = name
            callee = names[number] if kind == "cfn" else callee
        elif line.startswith("calls="):
            is_call = True
            profile.allocations += int(line[6:].split()[0]) if callee in ALLOCATING else 0
        elif line[:1] in "0123456789+-*" and line:
            cost = int(line.split()[1])
            if is_call:
                profile.below[callee] = profile.below.get(callee, 0) + cost
            else:
                profile.instructions += cost
            is_call = False
    return profile
