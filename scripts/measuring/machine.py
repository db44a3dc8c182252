"""What a measurement ran on."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from pathlib import Path

from .programs import ROOT

# Libraries that work on each bill, and those they are compared with.
WORKING = ("libc6", "libgnutls30", "libhpdf-2.3.0", "libisal2", "libsimdjson14")
COMPARED = ("libdeflate0", "libqrencode4")


def output(*command: str) -> str:
    """What a command prints; nothing if it cannot be run."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    except OSError:
        return ""
    return result.stdout.strip()


def swift_version() -> str:
    """The compiler, as `Swift 6.3.1`."""
    match = re.search(r"Swift version ([0-9.]+)", output("swift", "--version"))
    return f"Swift {match.group(1)}" if match else "Swift of unknown version"


def libraries(*names: str) -> list[str]:
    """Libraries with their versions."""
    text = output("dpkg-query", "-W", "-f", "${Package} ${Version}\n", *names)
    return sorted(set(text.splitlines()))


def processor() -> str:
    """The CPU's name, how many cores there are and how many the process may use."""
    text = Path("/proc/cpuinfo").read_text()
    model = re.search(r"^model name\s*:\s*(.*)$", text, re.MULTILINE)
    family = re.search(r"^cpu family\s*:\s*(\d+)\nmodel\s*:\s*(\d+)", text, re.MULTILINE)
    numbers = f" (family {family.group(1)}, model {family.group(2)})" if family else ""
    hypervisor = ", virtual" if re.search(r"^flags.*\bhypervisor\b", text, re.MULTILINE) else ""
    return f"{model.group(1) if model else 'unknown'}{numbers}, {len(os.sched_getaffinity(0))} cores{hypervisor}"


def system() -> str:
    """Distribution and kernel."""
    release = Path("/etc/os-release").read_text()
    name = re.search(r'^PRETTY_NAME="?([^"\n]*)', release, re.MULTILINE)
    return f"{name.group(1) if name else 'unknown'}, Linux {platform.release()}"


def commit() -> str:
    """The commit that was built, and whether something was changed since."""
    changed = " with changes" if output("git", "status", "--porcelain", "--", "Sources") else ""
    return (output("git", "rev-parse", "--short=12", "HEAD") or "unknown") + changed


def busy_seconds() -> float:
    """CPU time of all processes since the machine started, as /proc/stat has it."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, kernel, _, _, interrupt, soft, steal = map(int, fields[:8])
    return (user + nice + kernel + interrupt + soft + steal) / os.sysconf("SC_CLK_TCK")
