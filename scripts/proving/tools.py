"""Child processes: the engine and the outside readers."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FATURA = ROOT / ".build/release/fatura"
PACK = ROOT / "templates/telecom"
NEEDED = ("mutool", "pdffonts", "pdfinfo", "pdftoppm", "pdftotext", "qpdf", "tidy", "zbarimg")


def missing() -> list[str]:
    """The programs that are needed and not there."""
    lacking = [name for name in NEEDED if shutil.which(name) is None]
    return lacking if FATURA.exists() else lacking + [str(FATURA.relative_to(ROOT))]


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end; its output is text in UTF-8."""
    return subprocess.run(
        [str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True,
        encoding="utf-8", errors="replace", check=False)


def output(*command: str | Path) -> str:
    """What a program prints; an exception if it fails."""
    done = run(*command)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def render(records: Path, to: Path, *options: str) -> None:
    """Renders records with the pack; every one has to become a document."""
    output(FATURA, "render", PACK, records, "-o", to, *options)
