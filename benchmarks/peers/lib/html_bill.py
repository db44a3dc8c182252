"""The bill as HTML by Jinja2, for engines that print web pages; a table a page of details."""

from __future__ import annotations

import base64
import re
import struct
import zlib

import bill
import jinja2

TEMPLATES = bill.HERE / "templates"
PLOT = 499.28  # width of the chart's plot in points


class Page:
    """Template and style sheet, read once.

    `scale` goes to all measures in points, for engines that print a point in another size.
    """

    def __init__(self, scale: float = 1):
        def scaled(text: str) -> str:
            if scale == 1:
                return text
            return re.sub(r"([0-9.]+)pt\b", lambda m: "%.4gpt" % (float(m[1]) * scale), text)

        environment = jinja2.Environment(autoescape=True)
        environment.filters.update(brl=bill.brl, dmy=bill.dmy, rate=bill.rate, extent=bill.extent)
        source = (TEMPLATES / "invoice.html.j2").read_text(encoding="utf-8")
        self.template = environment.from_string(scaled(source))
        self.css = scaled((TEMPLATES / "style.css").read_text(encoding="utf-8"))

    def html(self, inv: dict, **options: object) -> str:
        """A bill; `style`, `logo`, `foot` (page numbers in the flow) as the engine needs."""
        codes = {"qr": qr_path(inv["payment"]["qr"]), "bars": bars_path(inv["payment"]["barcode"])}
        parts = {"chart": chart(inv["usage"]), "pages": pages(inv["details"])}
        return self.template.render(inv | codes | parts | options)


def chart(usage: list[dict]) -> dict:
    step = bill.chart_step(usage)
    slot = PLOT / 12
    bars = []
    for k, month in enumerate(usage):
        height, x = 72 * month["mb"] / 1000 / (4 * step), 24 + slot * k
        bar = {"x": round(x + slot * 0.18, 2), "y": round(76 - height, 2), "h": round(height, 2)}
        bar |= {"mid": round(x + slot / 2, 2), "label": round(73.5 - height, 2)}
        bars.append(bar | {"gb": bill.gb(month["mb"]), "month": month["month"]})
    return {"step": step, "width": round(slot * 0.64, 2), "bars": bars}


def pages(details: list[dict]) -> list[dict]:
    made, running = [], 0
    for start in range(0, len(details), bill.ROWS):
        rows, carry = details[start : start + bill.ROWS], running if start else None
        running += sum(d["amount"] for d in rows)
        made.append({"carry": carry, "rows": rows, "total": running})
    return made


def qr_path(rows: list[str]) -> dict:
    path = "".join("M%d %dh%dv1H%dz" % (x, y, n, x) for x, y, n in bill.qr_runs(rows))
    return {"size": len(rows), "path": path}


def bars_path(digits: str) -> dict:
    bars, width = bill.itf_bars(digits)
    return {"width": width, "path": "".join("M%d 0h%dv37H%dz" % (x, w, x) for x, w in bars)}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def qr_png(rows: list[str]) -> str:
    """The symbol as a data URI: a picture of one pixel a module, where paths take longer."""
    size = len(rows)
    octets = (size + 7) // 8
    white, pad = (1 << 8 * octets) - 1, 8 * octets - size
    raw = b"".join(b"\0" + (white ^ int(r, 2) << pad).to_bytes(octets, "big") for r in rows)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0))
    data += chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(data).decode()
