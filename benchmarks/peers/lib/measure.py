"""The clock of the peers in Python: CPU time a bill, and a JSON line that says it.

Inside the clock: parsing the line, formatting, layout, PDF, writing the file.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--size", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seconds", type=float, default=10, help="at least so long")
    parser.add_argument("--bills", type=int, default=3, help="at least so many")
    return parser.parse_known_args()[0]


def own_cpu() -> float:
    """Seconds of this process and of its children that have ended, user and system."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(w)[:2]) for w in who)


def stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; none where the process has ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return text[text.rindex(")") + 2 :].split()


def tree(root: int) -> list[int]:
    """A process and all its descendants."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit() and (fields := stat(int(entry))):
            children.setdefault(int(fields[1]), []).append(int(entry))
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children.get(pid, [])
    return found


def tree_cpu() -> float:
    """Seconds of this process and all its descendants, living or ended, user and system."""
    ticks = sum(int(t) for pid in tree(os.getpid()) for t in stat(pid)[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def report(peer: str, version: str, size: str, bills: int, cpu: float, octets: int) -> None:
    """Prints the one line that `compare` reads."""
    line = {"peer": peer, "version": version, "size": size, "bills": bills}
    line |= {"cpu_per_bill": cpu / bills, "bytes_per_bill": octets // bills}
    print(json.dumps(line), flush=True)


def run(
    peer: str, version: str, render: Callable[[dict], bytes], cpu: Callable[[], float] = own_cpu
) -> None:
    """Renders bills into files of their own, over and over, after three to warm up."""
    options = arguments()
    lines = Path(options.data).read_bytes().splitlines()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)

    def one(number: int) -> int:
        pdf = render(json.loads(lines[number % len(lines)]))
        with open("%s/%05d.pdf" % (out, number % len(lines)), "wb") as file:
            return file.write(pdf)

    for number in range(3):
        one(len(lines) - 1 - number)
    before, start = cpu(), time.perf_counter()
    bills = octets = 0
    while bills < options.bills or time.perf_counter() - start < options.seconds:
        octets += one(bills)
        bills += 1
    report(peer, version, options.size, bills, cpu() - before, octets)
