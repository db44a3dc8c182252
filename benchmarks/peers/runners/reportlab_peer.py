#!/usr/bin/env python3
"""ReportLab: fixed geometry on a canvas, drawString for each cell, with its helpers in C."""

import io

import _rl_accel  # noqa: F401  (the helpers in C: fail loudly where they are missing)
import bill
import measure
from reportlab import Version, rl_config
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

rl_config.useA85 = 0
rl_config.canvas_basefontname = "R"  # or an unused Helvetica is listed in every file
pdfmetrics.registerFont(TTFont("R", bill.REGULAR))
pdfmetrics.registerFont(TTFont("B", bill.BOLD))
LOGO = ImageReader(bill.LOGO)
W, H, M = 595.28, 841.89, 36
RIGHT = W - M
ROW, TOP = 13.2, 88  # detail table: row height, first row
BLUE, PALE, GREY = (0.04, 0.27, 0.63), (0.93, 0.95, 0.98), (0.45, 0.45, 0.45)


class Pen:
    """A canvas with its origin at the top left."""

    def __init__(self, canvas):
        self.canvas = canvas

    def text(self, font, size, x, y, s):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, H - y, s)

    def right(self, font, size, x, y, s):
        self.canvas.setFont(font, size)
        self.canvas.drawRightString(x, H - y, s)

    def center(self, font, size, x, y, s):
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(x, H - y, s)

    def color(self, rgb=(0, 0, 0)):
        self.canvas.setFillColorRGB(*rgb)

    def fill(self, rgb, x, y, w, h):
        self.color(rgb)
        self.canvas.rect(x, H - y - h, w, h, stroke=0, fill=1)
        self.color()

    def stroke(self, rgb, width):
        self.canvas.setStrokeColorRGB(*rgb)
        self.canvas.setLineWidth(width)

    def frame(self, x, y, w, h):
        self.stroke(BLUE, 0.7)
        self.canvas.rect(x, H - y - h, w, h)

    def bars(self, rects):
        """Many black rectangles (x, y, w, h) as one filled path."""
        path = self.canvas.beginPath()
        for x, y, w, h in rects:
            path.rect(x, H - y - h, w, h)
        self.canvas.drawPath(path, stroke=0, fill=1)


def head(pen, inv):
    sender, receiver = inv["issuer"], inv["customer"]
    pen.canvas.drawImage(LOGO, M, H - 72, 120, 36)
    pen.right("B", 10, RIGHT, 44, sender["name"])
    lines = (
        "CNPJ %s · IE %s" % (sender["cnpj"], sender["ie"]),
        "%s, %s" % (sender["address"], sender["city"]),
        sender["site"],
        sender["phone"],
    )
    for k, s in enumerate(lines):
        pen.right("R", 7.5, RIGHT, 54 + 9 * k, s)
    pen.text("B", 13, M, 104, "Fatura de serviços de telecomunicações")
    start, end = map(bill.dmy, inv["period"])
    dates = (inv["id"], bill.dmy(inv["issue"]), start, end)
    pen.text("R", 8, M, 117, "Fatura nº %s · Emissão %s · Período de %s a %s" % dates)
    pen.frame(M, 126, 330, 74)
    pen.text("B", 10, 44, 141, receiver["name"])
    lines = (
        receiver["street"],
        receiver["city"],
        "CPF %s · Código do cliente %s" % (receiver["cpf"], receiver["code"]),
        "Linha %s · Plano %s" % (receiver["line"], receiver["plan"]),
    )
    for k, s in enumerate(lines):
        pen.text("R", 8, 44, 153 + 11 * k, s)
    pen.fill(BLUE, 376, 126, 183.28, 74)
    pen.color((1, 1, 1))
    pen.text("R", 9, 386, 142, "Total a pagar")
    pen.text("B", 18, 386, 164, "R$ " + bill.brl(inv["total"]))
    pen.text("B", 10, 386, 186, "Vencimento " + bill.dmy(inv["due"]))
    pen.color()


def summary(pen, inv):
    pen.text("B", 10, M, 218, "Resumo da fatura")
    pen.fill(PALE, M, 224, RIGHT - M, 14)
    pen.text("B", 8, 40, 234, "Descrição")
    pen.text("B", 8, 300, 234, "Período")
    for x, s in ((410, "Qtde."), (480, "Unitário"), (555, "Valor (R$)")):
        pen.right("B", 8, x, 234, s)
    y = 238
    pen.stroke((0.8, 0.8, 0.8), 0.4)
    for charge in inv["charges"]:
        pen.text("R", 8, 40, y + 8.5, charge["desc"])
        pen.text("R", 8, 300, y + 8.5, charge["period"])
        pen.right("R", 8, 410, y + 8.5, charge["qty"])
        pen.right("R", 8, 480, y + 8.5, bill.brl(charge["unit"]))
        pen.right("R", 8, 555, y + 8.5, bill.brl(charge["amount"]))
        y += 12
        pen.canvas.line(M, H - y, RIGHT, H - y)
    pen.color(GREY)
    for tax in inv["taxes"]:
        pen.text("R", 7, 40, y + 7, tax["name"] + " (incluído no total)")
        pen.text("R", 7, 300, y + 7, "Base de cálculo R$ " + bill.brl(tax["base"]))
        pen.right("R", 7, 480, y + 7, bill.rate(tax["rate_bp"]))
        pen.right("R", 7, 555, y + 7, bill.brl(tax["amount"]))
        y += 9
    pen.fill(PALE, M, y, RIGHT - M, 16)
    pen.text("B", 9, 40, y + 11, "Total a pagar")
    pen.right("B", 9, 555, y + 11, bill.brl(inv["total"]))


def chart(pen, usage):
    pen.text("B", 10, M, 412, "Histórico de consumo de internet (GB)")
    step = bill.chart_step(usage)
    base, tall, slot = 500, 72, (RIGHT - 60) / 12
    pen.stroke((0.8, 0.8, 0.8), 0.4)
    for k in range(5):
        y = base - tall * k / 4
        pen.canvas.line(60, H - y, RIGHT, H - y)
        pen.right("R", 6.5, 56, y + 2, str(step * k))
    for k, month in enumerate(usage):
        x, height = 60 + slot * k, tall * month["mb"] / 1000 / (4 * step)
        pen.fill(BLUE, x + slot * 0.18, base - height, slot * 0.64, height)
        pen.center("R", 6.5, x + slot / 2, base - height - 2.5, bill.gb(month["mb"]))
        pen.center("R", 6.5, x + slot / 2, base + 9, month["month"])


def offer(pen, x, o):
    pen.frame(x, 520, 256, 104)
    pen.color(BLUE)
    pen.text("R", 7, x + 8, 531, o["kind"])
    pen.text("B", 9.5, x + 8, 543, o["title"])
    pen.color()
    y = 555
    for line in simpleSplit(o["body"], "R", 8, 240):
        pen.text("R", 8, x + 8, y, line)
        y += 9.8
    pen.text("B", 8, x + 8, y + 2, o["last"])


def payment(pen, pay):
    pen.text("B", 10, M, 640, "Pagamento")
    pen.frame(M, 646, RIGHT - M, 150)
    m = 104 / len(pay["qr"])
    pen.bars([(48 + x * m, 658 + y * m, n * m, m) for x, y, n in bill.qr_runs(pay["qr"])])
    pen.text("R", 7, 48, 776, "Pague com Pix pelo aplicativo do seu banco")
    pen.text("B", 8, 200, 662, "Pix copia e cola")
    rest, y = pay["pix"], 672
    while rest:
        n = len(rest)
        while pdfmetrics.stringWidth(rest[:n], "R", 6.5) > 350:
            n -= 1
        pen.text("R", 6.5, 200, y, rest[:n])
        rest, y = rest[n:], y + 8
    pen.text("B", 8, 200, 710, "Código de barras")
    pen.text("B", 10.5, 200, 724, pay["line"])
    bars, total = bill.itf_bars(pay["barcode"])
    m = 292 / total
    pen.bars([(200 + x * m, 736, w * m, 37) for x, w in bars])
    pen.text("R", 7, 200, 786, pay["note"])


def foot(pen, inv, page, pages):
    sender = inv["issuer"]
    pen.text("R", 7.5, M, 818, "%s · CNPJ %s" % (sender["name"], sender["cnpj"]))
    pen.right("R", 7.5, RIGHT, 818, "Página %d de %d" % (page, pages))


def details_head(pen, inv):
    receiver = inv["customer"]
    pen.text("B", 11, M, 50, "Detalhamento de uso – linha " + receiver["line"])
    pen.text("R", 8, M, 62, "%s · Fatura nº %s" % (receiver["name"], inv["id"]))
    pen.fill(PALE, M, 72, RIGHT - M, 15)
    for x, s in ((40, "Data"), (130, "Hora"), (200, "Destino e número")):
        pen.text("B", 8, x, 82, s)
    pen.right("B", 8, 450, 82, "Duração ou volume")
    pen.right("B", 8, 555, 82, "Valor (R$)")


def rows(pen, chunk, y):
    """Draws a page's rows from `y` down; returns where they end."""
    c = pen.canvas
    c.setFillColorRGB(*PALE)
    for k in range(1, len(chunk), 2):
        c.rect(M, H - y - ROW * (k + 1), RIGHT - M, ROW, stroke=0, fill=1)
    c.setFillColorRGB(0, 0, 0)
    c.setFont("R", 8)
    for d in chunk:
        base = H - y - 9
        c.drawString(40, base, bill.dmy(d["date"]))
        c.drawString(130, base, d["time"])
        c.drawString(200, base, d["to"])
        c.drawRightString(450, base, bill.extent(d))
        c.drawRightString(555, base, bill.brl(d["amount"]))
        y += ROW
    return y


def sum_row(pen, y, label, cents):
    pen.text("B", 8, 40, y + 9, label)
    pen.right("B", 8, 555, y + 9, bill.brl(cents))


def details(pen, inv):
    all_rows, running = inv["details"], 0
    pages = 1 + (len(all_rows) + bill.ROWS - 1) // bill.ROWS
    for page in range(2, pages + 1):
        details_head(pen, inv)
        y = TOP
        if page > 2:
            sum_row(pen, y, "Transporte da página anterior", running)
            y += ROW
        chunk = all_rows[(page - 2) * bill.ROWS : (page - 1) * bill.ROWS]
        y = rows(pen, chunk, y)
        running += sum(d["amount"] for d in chunk)
        last = page == pages
        sum_row(pen, y, "Total do detalhamento" if last else "Subtotal a transportar", running)
        foot(pen, inv, page, pages)
        pen.canvas.showPage()


def render(inv):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(W, H), pageCompression=1, initialFontName="R")
    canvas.setTitle("Fatura " + inv["id"])
    pen = Pen(canvas)
    head(pen, inv)
    summary(pen, inv)
    chart(pen, inv["usage"])
    for x, o in zip((M, 303), inv["offers"]):
        offer(pen, x, o)
    payment(pen, inv["payment"])
    foot(pen, inv, 1, 1 + (len(inv["details"]) + bill.ROWS - 1) // bill.ROWS)
    canvas.showPage()
    details(pen, inv)
    canvas.save()
    return buffer.getvalue()


if __name__ == "__main__":
    measure.run("reportlab", Version + " with rl_accel", render)
