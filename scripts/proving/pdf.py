"""Looks at a PDF with qpdf, poppler and mupdf."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from . import tools
from .bill import Bill, amount, money, squeeze
from .tally import Tally

ROW = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d ")
CARRY = re.compile(r"(A transportar|Transporte) (\S+)$")


def check(bill: Bill, path: Path, tally: Tally) -> list[str]:
    """Checks all of a file but its symbols.

    Returns the text of its pages, squeezed.
    """
    done = tools.run("qpdf", "--check", path)
    clean = done.returncode == 0 and "WARNING" not in done.stderr
    tally.check("qpdf --check", bill.id, clean, (done.stdout + done.stderr).strip())
    _fonts(bill, path, tally)
    _catalogue(bill, path, tally)
    raw = tools.output("pdftotext", "-raw", "-enc", "UTF-8", path, "-").split("\f")[:-1]
    pages = [squeeze(page) for page in raw]
    whole = "".join(pages)
    for kind, text in bill.facts():
        tally.check(f"text: {kind}", bill.id, text in whole, f"no “{text}”")
    sequence("text: charges", bill.id, bill.charges, whole, tally)
    _page_numbers(bill, pages, tally)
    _details(bill, raw, tally)
    return pages


def sequence(kind: str, identifier: str, rows: list[str], text: str, tally: Tally) -> None:
    """Checks that rows stand in a text, each behind the one before."""
    place = 0
    for row in rows:
        found = text.find(row, place)
        if tally.check(kind, identifier, found >= 0, f"no “{row}” behind the row before"):
            place = found + len(row)


def _fonts(bill: Bill, path: Path, tally: Tally) -> None:
    fonts = tools.output("pdffonts", path).splitlines()[2:]
    tally.check("pdffonts: has fonts", bill.id, bool(fonts))
    for font in fonts:
        embedded, subset, unicode = font.split()[-5:-2]
        holds = (embedded, subset, unicode) == ("yes", "yes", "yes")
        tally.check("pdffonts: embedded, subset, Unicode", bill.id, holds, font)


def _catalogue(bill: Bill, path: Path, tally: Tally) -> None:
    lines = tools.output("pdfinfo", "-enc", "UTF-8", path).splitlines()
    info = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    tally.equal("pdfinfo: title", bill.id, info.get("Title"), bill.title)
    tally.equal("pdfinfo: author", bill.id, info.get("Author"), bill.record["issuer"]["name"])
    language = tools.output("mutool", "show", path, "trailer/Root/Lang").strip()
    tally.equal("language", bill.id, language, f"({bill.record['locale']})")
    links = [line.split()[-1] for line in tools.output("pdfinfo", "-url", path).splitlines()[1:]]
    # An address that runs over two lines has a link on each.
    once = [link for place, link in enumerate(links) if place == 0 or links[place - 1] != link]
    tally.equal("links", bill.id, once, bill.links)


def _page_numbers(bill: Bill, pages: list[str], tally: Tally) -> None:
    for place, page in enumerate(pages, 1):
        wanted = f"Página{place}de{len(pages)}"
        found = re.findall(r"Página\d+de\d+", page)
        tally.equal("page x of y", bill.id, found, [wanted])


def _details(bill: Bill, pages: list[str], tally: Tally) -> None:
    """Checks every row in its order, and the sums carried from page to page."""
    rows = bill.details
    place, total = 0, Decimal(0)
    carried: str | None = None
    for page in pages:
        lines = page.splitlines()
        sums = {carry[1]: squeeze(carry[2]) for line in lines if (carry := CARRY.match(line))}
        shown = [line for line in lines if ROW.match(line)]
        wanted = squeeze(amount(total)) if carried is not None or (shown and place > 0) else None
        tally.equal("details: brought forward", bill.id, sums.get("Transporte"), wanted)
        for line in shown:
            row, part = rows[place] if place < len(rows) else ("no row", Decimal(0))
            tally.equal("details: rows", bill.id, squeeze(line), row)
            place, total = place + 1, total + part
        carried = sums.get("A transportar")
        # Behind the last row, only the table's foot may still have to follow.
        if 0 < place < len(rows) or carried is not None:
            tally.equal("details: carried", bill.id, carried, squeeze(amount(total)))
    tally.equal("details: number of rows", bill.id, place, len(rows))
    if rows:
        text = "".join(squeeze(page) for page in pages)
        foot = f"Totaldodetalhamento{squeeze(money(total))}"
        tally.check("details: total", bill.id, foot in text, f"no “{foot}”")
