"""Looks at portal pages: all values there, nothing fetched from outside, clean, as wide as the screen."""

from __future__ import annotations

import html
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

from . import pdf, tools
from .bill import Bill, squeeze
from .tally import Tally

# Attributes that make a browser fetch something, or lead somewhere.
REFERENCES = {"action", "background", "data", "formaction", "href", "ping", "poster", "src", "srcset",
              "xlink:href"}
FETCHING_STYLE = re.compile(r"url\(|@import|image-set\(", re.IGNORECASE)
# Presentation attributes of SVG 2 that tidy does not know.
UNKNOWN_TO_TIDY = re.compile(r'<svg> proprietary attribute "(font-size|shape-rendering)"')
TIDIED, MEASURED = 20, 3
WIDTHS = (360, 1280)


class Page(HTMLParser):
    """The text of a page, its references, and whatever its styles fetch."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.references: list[tuple[str, str, str]] = []
        self.styles: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        for name, value in attrs:
            if name in REFERENCES:
                self.references.append((tag, name, value or ""))
            elif name == "style":
                self.styles.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.styles.append(data)
        elif self._inside != "script":
            self.text.append(data)

    def outside(self) -> list[str]:
        """References that leave the page otherwise than by a link that somebody follows."""
        found = []
        for tag, name, value in self.references:
            is_link = tag == "a" and name == "href" and value.startswith(("https://", "#"))
            is_inside = tag == "img" and name == "src" and value.startswith("data:")
            if not (is_link or is_inside or (name.endswith("href") and value.startswith("#"))):
                found.append(f"<{tag} {name}={value[:60]}>")
        return found + [style[:60] for style in self.styles if FETCHING_STYLE.search(style)]


def check(bill: Bill, path: Path, tally: Tally) -> None:
    """Checks the values and the references of a page."""
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    text = squeeze("".join(page.text))
    for kind, wanted in bill.facts():
        tally.check(f"portal: {kind}", bill.id, wanted in text, f"no “{wanted}”")
    pdf.sequence("portal: charges", bill.id, bill.portal_charges, text, tally)
    pdf.sequence("portal: details", bill.id, [row for row, _ in bill.details], text, tally)
    links = [value for tag, name, value in page.references if tag == "a" and name == "href"]
    tally.equal("portal: links", bill.id, links, bill.links)
    tally.equal("portal: nothing from outside", bill.id, page.outside(), [])


def tidy(bill: Bill, path: Path, tally: Tally) -> None:
    """Checks that tidy finds nothing wrong with a page; a span of a space is nothing wrong."""
    done = tools.run("tidy", "-quiet", "-errors", "-utf8", "--drop-empty-elements", "no", path)
    found = [line for line in done.stderr.splitlines() if not UNKNOWN_TO_TIDY.search(line)]
    tally.check("portal: tidy", bill.id, done.returncode < 2 and not found, "; ".join(found)[:400])


def measure(pages: list[tuple[Bill, Path]], scratch: Path, tally: Tally) -> None:
    """Checks with Chromium that no page is wider than the screen.

    Its windows cannot be as narrow as a telephone, frames can: each page is shown in one, whose document
    the page around it may measure because it is part of it.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        print("note  no chromium: the widths of portal pages were not looked at")
        return
    for bill, path in pages:
        for width in WIDTHS:
            host = scratch / f"host-{width}.html"
            host.write_text(_host(path.read_text(encoding="utf-8"), width), encoding="utf-8")
            profile = scratch / "chromium"
            done = tools.run(
                chromium, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                "--window-size=1400,900", "--virtual-time-budget=5000", "--dump-dom", host.as_uri())
            found = re.search(r"<title>(\d+) (\d+)</title>", done.stdout)
            if not tally.check("portal: Chromium shows it", bill.id, bool(found), done.stderr[-300:]):
                continue
            assert found
            content, shown = int(found[1]), int(found[2])
            message = f"{content} px of content on {shown} px"
            tally.check(f"portal: fits {width} px", bill.id, content <= shown, message)


def _host(page: str, width: int) -> str:
    """A page that shows another in a frame and puts its content's and the frame's width into its title."""
    script = (
        "const d=document.getElementById('f').contentDocument.documentElement;"
        "document.title=d.scrollWidth+' '+d.clientWidth")
    return (
        f'<!doctype html><title>-</title><iframe id="f" style="width:{width}px;height:800px;border:0" '
        f'srcdoc="{html.escape(page)}" onload="{html.escape(script)}"></iframe>')
