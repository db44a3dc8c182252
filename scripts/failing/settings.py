"""What a run was begun with, and what it is gone on with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from failing.cases import Case, Trial
from failing.runs import PACK, ROOT


def template(trial: Trial) -> None:
    """The template, its rules, a file more and a file less."""
    pack = trial.work / "pack"
    shutil.copytree(PACK, pack)
    fonts = ("--fonts", str(ROOT / "fonts/fonts.json"))
    trial.runs.half(trial.run, *fonts, pack=pack)
    rules = pack / "rules.json"
    wounds = (
        lambda: append(pack / "template.xml", "\n"),
        lambda: append(rules, "\n") if rules.exists() else rules.write_text("{}\n"),
        lambda: (pack / "more.txt").write_text("more"),
    )
    for wound in wounds:
        wound()
        trial.see(trial.runs.run(trial.run, *fonts, pack=pack), (2,), "F711")
        shutil.rmtree(pack)
        shutil.copytree(PACK, pack)
    trial.runs.goes_on(trial.run, *fonts, pack=pack)


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def font(trial: Trial) -> None:
    """A file of the catalogue gets a byte more."""
    catalogue = json.loads((ROOT / "fonts/fonts.json").read_text())
    (trial.work / "fonts").mkdir()
    copies = own_fonts(catalogue, trial.work / "fonts")
    path = trial.work / "fonts/fonts.json"
    path.write_text(json.dumps(catalogue))
    options = ("--fonts", str(path))
    trial.runs.half(trial.run, *options)
    for copy in copies:
        with copy.open("ab") as file:
            file.write(b"\0")
    trial.see(trial.runs.run(trial.run, *options), (2,), "F712")
    for copy in copies:
        copy.write_bytes(copy.read_bytes()[:-1])
    trial.see(trial.runs.run(trial.run, *options), (0, 3), "were done before")


def own_fonts(node: object, folder: Path) -> list[Path]:
    """Copies each font that the catalogue names, and names the copy."""
    copies = []
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, (dict, list)):
            copies += own_fonts(value, folder)
        elif isinstance(value, str) and value.startswith("/") and Path(value).is_file():
            copy = Path(shutil.copy(value, folder / f"{len(list(folder.iterdir()))}-{Path(value).name}"))
            node[key] = str(copy)
            copies.append(copy)
    return copies


def program(trial: Trial) -> None:
    """Another program: the same one with a byte more."""
    other = Path(shutil.copy(trial.runs.program, trial.work / "fatura"))
    with other.open("ab") as file:
        file.write(b"\0")
    fonts = ("--fonts", str(ROOT / "fonts/fonts.json"))
    trial.runs.half(trial.run, *fonts)
    mine, trial.runs.program = trial.runs.program, str(other)
    try:
        trial.see(trial.runs.run(trial.run, *fonts), (2,), "F713")
    finally:
        trial.runs.program = mine
    trial.runs.goes_on(trial.run, *fonts)


def options(trial: Trial) -> None:
    trial.runs.half(trial.run)
    others = (
        ("--channel", "portal"), ("--shard-size", "128"), ("--pack", "zip"),
        ("--durability", "none"), ("--shard", "0/2"),
    )
    for other in others:
        trial.see(trial.runs.run(trial.run, *other), (2,), "F714", other[0])
    trial.runs.goes_on(trial.run)


CASES = [
    Case("a template that changed", template),
    Case("a font that changed", font),
    Case("a program that changed", program),
    Case("options that changed", options),
]
