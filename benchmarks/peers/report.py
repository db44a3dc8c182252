#!/usr/bin/env python3
"""Writes the table of a comparison to standard output: report.py PEER...

Reads results/: facts, runs.ndjson, checks, and the logs of what failed.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
from collections import defaultdict
from pathlib import Path

import bill

RESULTS = bill.HERE / "results"
MODES = {
    "fatura": "records to one tar, one worker",
    "gopdfsuit": "in process, fonts of the bill",
    "gopdfsuit-pdfa": "in process, PDF/A-4 in Liberation Sans",
    "itext": "tables, one JVM, warmed up",
    "pdfbox": "fixed geometry, one JVM, warmed up",
    "libharu": "fixed geometry in C, CP1252",
    "cairo": "fixed geometry in C",
    "reportlab": "canvas, fixed geometry",
    "typst": "one compiler, untagged",
    "fop": "XSL-FO, one JVM, warmed up",
    "chromium": "headless shell, one tab, untagged",
    "wkhtmltopdf": "one process",
    "weasyprint": "style sheet and fonts kept",
}


def facts() -> dict[str, list[str]]:
    found = defaultdict(list)
    for line in (RESULTS / "facts").read_text(encoding="utf-8").splitlines():
        name, value = line.split("\t")
        found[name].append(value)
    return found


def runs() -> dict[tuple[str, str], list[dict]]:
    found = defaultdict(list)
    for line in (RESULTS / "runs.ndjson").read_text(encoding="utf-8").splitlines():
        run = json.loads(line)
        found[run["peer"], run["size"]].append(run)
    return found


def checks() -> dict[tuple[str, str], tuple[str, str]]:
    lines = (RESULTS / "checks").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return {(peer, size): (pages, wrong) for peer, size, pages, wrong in rows}


def machine() -> str:
    told = Path("/proc/cpuinfo").read_text()
    name = re.search(r"model name\s*: (.*)", told)
    cores = told.count("processor\t")
    system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    return "%s, %d cores, %s" % (name[1] if name else "unknown", cores, system[1])


def reason(peer: str, size: str) -> str:
    """The last line that a failed run said."""
    log = RESULTS / ("%s.%s.log" % (peer, size))
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n") if log.exists() else []
    said = [line.strip() for line in lines if line.strip()]
    return "not run: " + (said[-1].replace("|", "/")[:120] if said else "no output")


def milliseconds(found: list[dict]) -> list[float]:
    return sorted(run["cpu_per_bill"] * 1e3 for run in found)


def figure(value: float) -> str:
    """Three digits or more."""
    return "%.*f" % (2 if value < 10 else 1 if value < 100 else 0, value)


def table(size: str, peers: list[str]) -> None:
    found, seen = runs(), checks()
    ran = [peer for peer in peers if found[peer, size]]
    middle = {peer: statistics.median(milliseconds(found[peer, size])) for peer in ran}
    own = middle.get("fatura")
    print(
        "| tool | version | CPU ms a bill | least–most | runs | to Fatura | kB a bill | pages "
        "| checks |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---|")
    for peer in sorted(ran, key=middle.__getitem__):
        times, last = milliseconds(found[peer, size]), found[peer, size][-1]
        pages, wrong = seen.get((peer, size), ("", "no documents"))
        ratio = "%.1f" % (middle[peer] / own) if own else ""
        row = (peer, last["version"], figure(middle[peer]))
        row += (
            "%s–%s" % (figure(times[0]), figure(times[-1])),
            str(len(times)),
            ratio,
            "%.0f" % (last["bytes_per_bill"] / 1e3),
            pages,
            wrong or "pass",
        )
        print("| %s |" % " | ".join(row))
    for peer in peers:
        if peer not in ran:
            print("| %s | | | | | | | | %s |" % (peer, reason(peer, size)))


if __name__ == "__main__":
    told = facts()
    peers = sys.argv[1:]
    print("# The same bill with other tools\n")
    print("Written by `benchmarks/peers/compare`; [README.md](README.md) says what is measured.\n")
    print("- %s, commit %s" % (told["date"][0], told["commit"][0]))
    print("- %s; load %s" % (machine(), ", then ".join(told["load"])))
    print("- medians of interleaved rounds: %s\n" % told["rounds"][0])
    print("## S: 40 detail rows\n")
    table("S", peers)
    print("\n## L: 1,000 detail rows\n")
    table("L", peers)
    print("\n## Modes\n")
    for peer in peers:
        print("- %s: %s" % (peer, MODES.get(peer, "unknown")))
