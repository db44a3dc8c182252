"""One run over very many bills: memory and time as it goes on."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from .programs import FATURA, PACK, fail, render_command

STEP = 1 << 20


@dataclass(frozen=True)
class Moment:
    """How a run stands after some bills were fed to it."""

    bills: int
    cpu: float  # seconds since the start
    memory: int  # resident, KiB


def moment(process: int, bills: int) -> Moment:
    """What /proc tells of a process now."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return Moment(bills, cpu, pages * os.sysconf("SC_PAGE_SIZE") // 1024)


def measure(bills: int, marks: list[int], folder: Path, tell: Callable[[str], None]) -> list[Moment]:
    """Feeds S bills to one worker that writes a tar to /dev/null; looks at it at some counts of bills.

    The bills come from `fatura sample` through this program, so nothing lies on a disk, and every id is new. At most
    the pipe and the chunks under way, about 60 bills, lie between what was fed and what was rendered.
    """
    sampling = [str(FATURA), "sample", str(PACK), "-n", str(bills), "--rows", "40"]
    rendering = [str(word) for word in render_command("-", "/dev/null", 1, None)]
    rendering += ["--quarantine", str(folder / "quarantine.ndjson")]
    moments: list[Moment] = []
    with (folder / "long.log").open("wb") as log, subprocess.Popen(
        sampling, stdout=subprocess.PIPE
    ) as source, subprocess.Popen(rendering, stdin=subprocess.PIPE, stdout=log, stderr=log) as render:
        fed = 0
        while block := source.stdout.read(STEP):
            try:
                render.stdin.write(block)
            except BrokenPipeError:
                break
            fed += block.count(b"\n")
            while marks and fed >= marks[0]:
                moments.append(moment(render.pid, marks.pop(0)))
                tell(f"{moments[-1].bills} bills, {moments[-1].memory} KiB, {moments[-1].cpu:.1f} s of CPU")
        try:
            render.stdin.close()
        except BrokenPipeError:
            pass
        ended = render.wait()
    # Among a million bills the rules hold a few hundred whose totals are unusual: that ends with 3.
    if ended not in (0, 3):
        fail((folder / "long.log").read_text())
    return moments
