#!/usr/bin/env python3
"""gopdfsuit, an engine in Go, in this process through pypdfsuit: JSON text in, PDF out.

The JSON is written as text straight from the bill, without objects between: the fastest way in.
Its tables have no repeated header, so each page of details is a table of its own with the header
as first row; a tall spacer breaks the page. "Page x of y" is the engine's own: neither its words
nor its size can be changed. Sizes of fonts are whole points. The engine reads and parses both font
files for each document, but for

  --pdfa    PDF/A-4 with tags, which it sets in Liberation Sans and keeps that parsed: less time
            for short bills, and files up to seven times as long

Tried and left out as slower or wrong: its fast path for uniform rows (rows become 25 pt high), QR
and bars as SVG paths (stored uncompressed; a PNG of one pixel a module is faster)."""

import base64
import json
import struct
import sys
import zlib

import bill
import measure
import pypdfsuit
from pypdfsuit._bindings import call_bytes_result, get_lib

R, B = "Helvetica", "Helvetica-Bold"  # the names under which the engine puts our files
BLUE, PALE, GREY = "#0a45a1", "#edf2fa", "#737373"
WIDTH = 523  # A4 is 595 x 842 here, margins 36
PDFA = "--pdfa" in sys.argv
FONTS = [{"name": R, "filePath": bill.REGULAR}, {"name": B, "filePath": bill.BOLD}]
FACES = {"pdfaCompliant": True} if PDFA else {"customFonts": FONTS}
with open(bill.LOGO, "rb") as file:
    LOGO = base64.b64encode(file.read()).decode()
quote = json.JSONEncoder(ensure_ascii=False).encode


def cell(text, size=8, font=R, align="left", border="0:0:0:0", ground=None, color=None, wrap=False):
    s = '{"props":"%s:%d:000:%s:%s","text":%s' % (font, size, align, border, quote(text))
    if ground:
        s += ',"bgcolor":"%s"' % ground
    if color:
        s += ',"textcolor":"%s"' % color
    return s + (',"wrap":true}' if wrap else "}")


def picture(data, height=None, name="x"):
    """An image, stretched over its cell less 1 pt on each side."""
    tall = "" if height is None else ',"height":%g' % height
    return (
        '{"props":"Helvetica:8:000:left:0:0:0:0"%s,"image":{"imagename":"%s","imagedata":"%s",'
        '"width":10,"height":10}}' % (tall, name, data)
    )


def table(widths, rows):
    """A table of rows (height in points, cells); the engine counts heights in units of 25 pt."""
    return (
        '{"type":"table","table":{"maxcolumns":%d,"columnwidths":[%s],"rowheights":[%s],'
        '"rows":[%s]}}'
        % (
            len(widths),
            ",".join(map(str, widths)),
            ",".join("%g" % (height / 25) for height, _ in rows),
            ",".join('{"row":[%s]}' % ",".join(cells) for _, cells in rows),
        )
    )


def line(height, text, size, font=R):
    return table((WIDTH,), [(height, [cell(text, size, font)])])


def spacer(height):
    return '{"type":"spacer","spacer":{"height":%g}}' % height


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def modules_png(rows):
    """A picture of rows of '0' and '1', one bit a pixel, 1 dark."""
    width = len(rows[0])
    octets = (width + 7) // 8
    white, pad = (1 << 8 * octets) - 1, 8 * octets - width
    raw = b"".join(b"\0" + (white ^ int(r, 2) << pad).to_bytes(octets, "big") for r in rows)
    size = struct.pack(">IIBBBBB", width, len(rows), 1, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size)
    data += chunk(b"IDAT", zlib.compress(raw, 1)) + chunk(b"IEND", b"")
    return base64.b64encode(data).decode()


def bars_png(digits):
    bars, width = bill.itf_bars(digits)
    row = ["0"] * width
    for x, n in bars:
        row[x : x + n] = "1" * n
    return modules_png(["".join(row)])


def chart_svg(usage):
    top, slot = 4 * bill.chart_step(usage), WIDTH / 12
    grid = " ".join("M 0 %g L %d %g" % (72 - 18 * k, WIDTH, 72 - 18 * k) for k in range(5))
    parts = ['<path fill="none" stroke="#cccccc" stroke-width="0.4" d="%s"/>' % grid]
    for k, month in enumerate(usage):
        height = 72 * month["mb"] / 1000 / top
        parts.append(
            '<rect fill="%s" x="%.2f" y="%.2f" width="%.2f" height="%.2f"/>'
            % (BLUE, slot * (k + 0.18), 72 - height, slot * 0.64, height)
        )
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="72">%s</svg>'
    return base64.b64encode((svg % (WIDTH, "".join(parts))).encode()).decode()


def head(inv):
    sender, receiver = inv["issuer"], inv["customer"]
    first = "CNPJ %(cnpj)s · IE %(ie)s · %(address)s" % sender
    second = "%(city)s · %(site)s · %(phone)s" % sender
    yield table(
        (122, WIDTH - 122),
        [
            (38, [picture(LOGO, name="logo"), cell(sender["name"], 10, B, "right")]),
            (10, [cell(""), cell(first, 7, R, "right")]),
            (10, [cell(""), cell(second, 7, R, "right")]),
        ],
    )
    yield line(18, "Fatura de serviços de telecomunicações", 13, B)
    start, end = map(bill.dmy, inv["period"])
    dates = (inv["id"], bill.dmy(inv["issue"]), start, end)
    yield line(12, "Fatura nº %s · Emissão %s · Período de %s a %s" % dates, 8)
    yield spacer(5)
    left = (
        cell(receiver["name"], 10, B, border="1:1:1:0"),
        cell(receiver["street"], border="1:1:0:0"),
        cell(receiver["city"], border="1:1:0:0"),
        cell("CPF %(cpf)s · Código do cliente %(code)s" % receiver, border="1:1:0:0"),
        cell("Linha %(line)s · Plano %(plan)s" % receiver, border="1:1:0:1"),
    )
    right = (
        cell("", ground=BLUE),
        cell("Total a pagar", 9, ground=BLUE, color="#ffffff"),
        cell("R$ " + bill.brl(inv["total"]), 18, B, ground=BLUE, color="#ffffff"),
        cell("", ground=BLUE),
        cell("Vencimento " + bill.dmy(inv["due"]), 10, B, ground=BLUE, color="#ffffff"),
    )
    heights = (13, 13, 20, 13, 15)
    rows = [(height, [a, cell(""), b]) for height, a, b in zip(heights, left, right)]
    yield table((330, 10, WIDTH - 340), rows)


def summary(inv):
    yield line(18, "Resumo da fatura", 10, B)
    titles = ("Descrição", "Período", "Qtde.", "Unitário", "Valor (R$)")
    aligned = ("left", "left", "right", "right", "right")
    rows = [(14, [cell(t, 8, B, align, ground=PALE) for t, align in zip(titles, aligned)])]
    for c in inv["charges"]:
        texts = (c["desc"], c["period"], c["qty"], bill.brl(c["unit"]), bill.brl(c["amount"]))
        rows.append((12, [cell(s, 8, R, a, "0:0:0:1") for s, a in zip(texts, aligned)]))
    for t in inv["taxes"]:
        row = [
            cell(t["name"] + " (incluído no total)", 7, color=GREY),
            cell("Base de cálculo R$ " + bill.brl(t["base"]), 7, color=GREY),
            cell(""),
            cell(bill.rate(t["rate_bp"]), 7, R, "right", color=GREY),
            cell(bill.brl(t["amount"]), 7, R, "right", color=GREY),
        ]
        rows.append((9, row))
    row = [cell("Total a pagar", 9, B, ground=PALE), *[cell("", ground=PALE)] * 3]
    rows.append((16, [*row, cell(bill.brl(inv["total"]), 9, B, "right", ground=PALE)]))
    yield table((250, 80, 48, 70, 75), rows)


def chart(usage):
    yield line(18, "Histórico de consumo de internet (GB)", 10, B)
    twelve = (1,) * 12
    yield table(twelve, [(9, [cell(bill.gb(u["mb"]), 6, R, "center") for u in usage])])
    yield table((WIDTH,), [(74, [picture(chart_svg(usage), name="chart")])])
    yield table(twelve, [(10, [cell(u["month"], 6, R, "center") for u in usage])])
    yield spacer(5)


def offers(pair):
    look = (
        ("kind", 11, 7, R, BLUE, "1:1:1:0"),
        ("title", 13, 10, B, BLUE, "1:1:0:0"),
        ("body", 20, 8, R, None, "1:1:0:0"),
        ("last", 13, 8, B, None, "1:1:0:1"),
    )
    rows = []
    for key, height, size, font, color, border in look:
        wrap = key == "body"
        left, right = [cell(o[key], size, font, "left", border, None, color, wrap) for o in pair]
        rows.append((height, [left, cell(""), right]))
    yield table((256, 11, 256), rows)


def payment(pay):
    """The payload takes two rows: the engine's own wrapping prints a broken long word once more."""
    yield line(18, "Pagamento", 10, B)
    pix, half = pay["pix"], (len(pay["pix"]) + 1) // 2
    yield table(
        (106, WIDTH - 106),
        [
            (12, [cell("Pague com Pix pelo seu banco", 7), cell("Pix copia e cola", 8, B)]),
            (9, [cell(""), cell(pix[:half], 7)]),
            (9, [cell(""), cell(pix[half:], 7)]),
        ],
    )
    codes = [
        picture(modules_png(pay["qr"]), name="qr"),
        cell(pay["note"], 7, wrap=True),
        picture(bars_png(pay["barcode"]), 39, "itf"),
    ]
    titles = [cell(""), cell("Código de barras", 8, B), cell(pay["line"], 9, B)]
    yield table((106, 123, 294), [(16, titles), (106, codes)])


TITLES = ("Data", "Hora", "Destino e número", "Duração ou volume", "Valor (R$)")
HEAD_ROW = '{"row":[%s]}' % ",".join(
    cell(title, 8, B, "left" if k < 3 else "right", ground=PALE) for k, title in enumerate(TITLES)
)
PLAIN_ROW, STRIPED_ROW = (
    '{"row":[%s]}'
    % ",".join(
        '{"props":"Helvetica:8:000:%s:0:0:0:0","text":"%%s"%s}' % (align, ground)
        for align in ("left", "left", "left", "right", "right")
    )
    for ground in ("", ',"bgcolor":"%s"' % PALE)
)


def sum_row(label, cents):
    cells = (cell(label, 8, B), *[cell("")] * 3, cell(bill.brl(cents), 8, B, "right"))
    return '{"row":[%s]}' % ",".join(cells)


def details(inv):
    """Rows of 13.2 pt, a table a page."""
    receiver, all_rows, running = inv["customer"], inv["details"], 0
    title = line(14, "Detalhamento de uso – linha " + receiver["line"], 11, B)
    who = line(11, "%s · Fatura nº %s" % (receiver["name"], inv["id"]), 8)
    brl, dmy, extent = bill.brl, bill.dmy, bill.extent
    for start in range(0, len(all_rows), bill.ROWS):
        rows = [HEAD_ROW]
        if start:
            rows.append(sum_row("Transporte da página anterior", running))
        for k, d in enumerate(all_rows[start : start + bill.ROWS]):
            texts = (dmy(d["date"]), d["time"], d["to"], extent(d), brl(d["amount"]))
            rows.append((STRIPED_ROW if k & 1 else PLAIN_ROW) % texts)
            running += d["amount"]
        last = start + bill.ROWS >= len(all_rows)
        label = "Total do detalhamento" if last else "Subtotal a transportar"
        rows.append(sum_row(label, running))
        yield spacer(5000)
        yield title
        yield who
        yield (
            '{"type":"table","table":{"maxcolumns":5,"columnwidths":[80,70,180,98,95],'
            '"rowheights":[%s],"rows":[%s]}}' % (",".join(["0.528"] * len(rows)), ",".join(rows))
        )


def elements(inv):
    yield from head(inv)
    yield from summary(inv)
    yield from chart(inv["usage"])
    yield from offers(inv["offers"])
    yield from payment(inv["payment"])
    yield from details(inv)


def template(inv):
    config = {
        "page": "A4",
        "pageAlignment": 1,
        "pageBorder": "0:0:0:0",
        "pageMargin": "36:36:36:42",
        "pdfTitle": "Fatura " + inv["id"],
    } | FACES
    foot = "%(name)s · CNPJ %(cnpj)s" % inv["issuer"]
    return (
        '{"config":%s,"title":{"props":"","text":""},"elements":[%s],'
        '"footer":{"font":"Helvetica:7:000:left","text":%s}}'
        % (json.dumps(config), ",".join(elements(inv)), quote(foot))
    ).encode()


if __name__ == "__main__":
    generate = get_lib().GeneratePDF
    name = "gopdfsuit-pdfa" if PDFA else "gopdfsuit"
    version = "pypdfsuit " + pypdfsuit.__version__
    measure.run(name, version, lambda inv: call_bytes_result(generate, template(inv)))
