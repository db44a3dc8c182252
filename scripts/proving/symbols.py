"""Reads QR and bar codes off pages, as a customer's telephone would: from an image of 150 dpi."""

from __future__ import annotations

import xml.etree.ElementTree as xml
from pathlib import Path
from tempfile import TemporaryDirectory

from . import tools
from .bill import Bill, squeeze
from .tally import Tally

DOTS_PER_INCH = "150"
KINDS = {"QR-Code": "QR codes", "I2/5": "bar codes"}


def check(bills: list[tuple[Bill, Path, list[str]]], tally: Tally) -> None:
    """Checks the codes of some bills, given with their files and the text of their pages."""
    with TemporaryDirectory(prefix="fatura-prove-") as folder:
        for number, (bill, path, pages) in enumerate(bills):
            for page in _pages(bill, pages):
                tools.output(
                    "pdftoppm", "-r", DOTS_PER_INCH, "-gray", "-f", str(page), "-l", str(page),
                    path, Path(folder) / f"{number:06}-{page}")
        found = _read(Path(folder))
        for number, (bill, _, _) in enumerate(bills):
            codes = found.get(number, {})
            for kind, wanted in (("QR-Code", bill.qr_codes), ("I2/5", bill.bar_codes)):
                if wanted or kind in codes:
                    name = f"zbarimg: {KINDS[kind]}"
                    tally.equal(name, bill.id, codes.get(kind, set()), wanted)


def _pages(bill: Bill, pages: list[str]) -> list[int]:
    """The pages, from 1, that show a code's text and so the code."""
    texts = [squeeze(text) for text in bill.code_texts]
    return [place for place, page in enumerate(pages, 1) if any(text in page for text in texts)]


def _read(folder: Path) -> dict[int, dict[str, set[str]]]:
    """What zbarimg reads in the images of a folder: by bill, by kind."""
    images = sorted(folder.iterdir())
    if not images:
        return {}
    # Its exit status is that of the last image: 4 where that has no code.
    only = ("-Sdisable", "-Sqrcode.enable", "-Si25.enable")
    done = tools.run("zbarimg", "-q", "--xml", *only, *images)
    found: dict[int, dict[str, set[str]]] = {}
    for source in xml.fromstring(done.stdout).findall(".//{*}source"):
        number = int(Path(source.attrib["href"]).name.partition("-")[0])
        for symbol in source.findall(".//{*}symbol"):
            data = symbol.findtext("{*}data") or ""
            found.setdefault(number, {}).setdefault(symbol.attrib["type"], set()).add(data)
    return found
