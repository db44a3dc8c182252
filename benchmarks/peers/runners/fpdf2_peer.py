#!/usr/bin/env python3
"""fpdf2 in its usual manner: a FPDF subclass with a footer and the {nb} alias, cell() and multi_cell()."""
import logging
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import fpdf
import peerlib as P

logging.getLogger("fontTools").setLevel(logging.ERROR)
W, M = 595.28, 36
WIDTH = W - 2 * M
RIGHT = W - M
ROWS, ROW = 51, 13.2
BLUE, PALE = (10, 69, 161), (237, 242, 250)


class Bill(fpdf.FPDF):
    def __init__(self, inv):
        super().__init__(unit="pt", format="A4")
        self.left = "%s · CNPJ %s" % (inv["issuer"]["name"], inv["issuer"]["cnpj"])
        self.set_margins(M, M)
        self.set_auto_page_break(False)
        self.add_font("L", "", P.REGULAR)
        self.add_font("L", "B", P.BOLD)
        self.set_title("Fatura " + inv["id"])

    def footer(self):
        self.put(M, 811, 300, 10, self.left, 7.5)
        self.put(RIGHT - 200, 811, 200, 10, "Página %d de {nb}" % self.page_no(), 7.5, align="R")

    def put(self, x, y, w, h, s, size=8, style="", align="L", fill=False):
        self.set_font("L", style, size)
        self.set_xy(x, y)
        self.cell(w, h, s, align=align, fill=fill)

    def bars(self, rects):
        self.set_fill_color(0, 0, 0)
        for r in rects:
            self.rect(*r, style="F")


def offer(p, x, kind, title, body, last):
    p.set_draw_color(*BLUE)
    p.rect(x, 520, 256, 104)
    p.set_text_color(*BLUE)
    p.put(x + 8, 525, 240, 8, kind, 7)
    p.put(x + 8, 534, 240, 12, title, 9.5, "B")
    p.set_text_color(0, 0, 0)
    p.set_font("L", "", 8)
    p.set_xy(x + 8, 548)
    p.multi_cell(240, 9.8, body, align="L")
    p.put(x + 8, p.get_y() + 2, 240, 10, last, 8, "B")


def render(inv):
    p = Bill(inv)
    p.c_margin = 0
    iss, cus, pay = inv["issuer"], inv["customer"], inv["payment"]
    p.add_page()
    p.image(P.LOGO, M, M, 120, 36)
    p.put(RIGHT - 330, 36, 330, 10, iss["name"], 10, "B", "R")
    for k, s in enumerate(("CNPJ %s · IE %s" % (iss["cnpj"], iss["ie"]), "%s, %s" % (iss["address"], iss["city"]),
                           iss["site"], iss["phone"])):
        p.put(RIGHT - 330, 47 + 9 * k, 330, 9, s, 7.5, align="R")
    p.put(M, 93, WIDTH, 14, "Fatura de serviços de telecomunicações", 13, "B")
    p.put(M, 109, WIDTH, 10, "Fatura nº %s · Emissão %s · Período de %s a %s" % (
        inv["id"], P.dmy(inv["issue"]), P.dmy(inv["period"][0]), P.dmy(inv["period"][1])))
    p.set_draw_color(*BLUE)
    p.set_line_width(.7)
    p.rect(M, 126, 330, 74)
    p.put(44, 132, 300, 11, cus["name"], 10, "B")
    for k, s in enumerate((cus["street"], cus["city"], "CPF %s · Código do cliente %s" % (cus["cpf"], cus["code"]),
                           "Linha %s · Plano %s" % (cus["line"], cus["plan"]))):
        p.put(44, 145 + 11 * k, 300, 11, s)
    p.set_fill_color(*BLUE)
    p.rect(376, 126, 183.28, 74, style="F")
    p.set_text_color(255, 255, 255)
    p.put(386, 134, 160, 10, "Total a pagar", 9)
    p.put(386, 148, 160, 20, "R$ " + P.brl(inv["total"]), 18, "B")
    p.put(386, 177, 160, 11, "Vencimento " + P.dmy(inv["due"]), 10, "B")
    p.set_text_color(0, 0, 0)

    p.put(M, 208, WIDTH, 12, "Resumo da fatura", 10, "B")
    p.set_fill_color(*PALE)
    p.rect(M, 224, WIDTH, 14, style="F")
    cols = ((40, 256, "L"), (300, 66, "L"), (370, 40, "R"), (420, 60, "R"), (495, 60, "R"))
    for (x, w, al), s in zip(cols, ("Descrição", "Período", "Qtde.", "Unitário", "Valor (R$)")):
        p.put(x, 224, w, 14, s, 8, "B", al)
    y = 238
    p.set_draw_color(204, 204, 204)
    p.set_line_width(.4)
    for ch in inv["charges"]:
        for (x, w, al), s in zip(cols, (ch["desc"], ch["period"], ch["qty"], P.brl(ch["unit"]),
                                        P.brl(ch["amount"]))):
            p.put(x, y, w, 13, s, align=al)
        y += 13
        p.line(M, y, RIGHT, y)
    p.set_text_color(115, 115, 115)
    for t in inv["taxes"]:
        p.put(40, y, 256, 12, t["name"] + " (incluído no total)", 7.5)
        p.put(300, y, 140, 12, "Base de cálculo R$ " + P.brl(t["base"]), 7.5)
        p.put(420, y, 60, 12, P.rate(t["rate_bp"]), 7.5, align="R")
        p.put(495, y, 60, 12, P.brl(t["amount"]), 7.5, align="R")
        y += 12
    p.set_text_color(0, 0, 0)
    p.rect(M, y, WIDTH, 16, style="F")
    p.put(40, y, 200, 16, "Total a pagar", 9, "B")
    p.put(455, y, 100, 16, P.brl(inv["total"]), 9, "B", "R")

    p.put(M, 402, WIDTH, 12, "Histórico de consumo de internet (GB)", 10, "B")
    top, step = P.nice_top([u["mb"] / 1000 for u in inv["usage"]])
    base, tall, slot = 500, 72, (RIGHT - 60) / 12
    for k in range(5):
        gy = base - tall * k / 4
        p.line(60, gy, RIGHT, gy)
        p.put(30, gy - 4, 26, 8, "%g" % (step * k), 6.5, align="R")
    p.set_fill_color(*BLUE)
    for k, u in enumerate(inv["usage"]):
        x, h = 60 + slot * k, tall * u["mb"] / 1000 / top
        p.rect(x + slot * .18, base - h, slot * .64, h, style="F")
        p.put(x, base - h - 9, slot, 8, P.gb(u["mb"]), 6.5, align="C")
        p.put(x, base + 3, slot, 8, u["month"], 6.5, align="C")

    o = inv["offers"]
    p.set_line_width(.7)
    offer(p, M, "Oferta para você", o["personal"]["title"], o["personal"]["body"], o["personal"]["cta"])
    offer(p, 303, "Parceiro: " + o["partner"]["name"], o["partner"]["title"], o["partner"]["body"],
          "Cupom: " + o["partner"]["coupon"])

    p.put(M, 630, WIDTH, 12, "Pagamento", 10, "B")
    p.rect(M, 646, WIDTH, 150)
    mod = 104 / len(pay["qr"])
    p.bars([(48 + x * mod, 658 + yy * mod, n * mod, mod) for x, yy, n in P.qr_runs(pay["qr"])])
    p.put(48, 768, 150, 10, "Pague com Pix pelo aplicativo do seu banco", 7)
    p.put(200, 653, 300, 12, "Pix copia e cola", 8, "B")
    p.set_font("L", "", 6.5)
    p.set_xy(200, 666)
    p.multi_cell(350, 8, pay["pix"], align="L", wrapmode="CHAR")
    p.put(200, 702, 300, 10, "Código de barras", 8, "B")
    p.put(200, 714, 350, 13, pay["line"], 10.5, "B")
    bars, total = P.itf_bars(pay["barcode"])
    m = 292 / total
    p.bars([(200 + x * m, 736, w * m, 37) for x, w in bars])
    p.put(200, 778, 350, 10, pay["note"], 7)

    det = inv["details"]
    pages = (len(det) + ROWS - 1) // ROWS
    running = 0
    cols = ((40, 86, "L"), (130, 86, "L"), (220, 126, "L"), (350, 100, "R"), (455, 100, "R"))
    for page in range(pages):
        p.add_page()
        p.put(M, 40, WIDTH, 13, "Detalhamento de uso – linha " + cus["line"], 11, "B")
        p.put(M, 54, WIDTH, 11, "%s · Fatura nº %s" % (cus["name"], inv["id"]))
        p.set_fill_color(*PALE)
        p.rect(M, 72, WIDTH, 15, style="F")
        for (x, w, al), s in zip(cols, ("Data", "Hora", "Destino e número", "Duração ou volume", "Valor (R$)")):
            p.put(x, 72, w, 15, s, 8, "B", al)
        y = 88
        if page:
            p.put(40, y, 300, ROW, "Transporte da página anterior", 8, "B")
            p.put(455, y, 100, ROW, P.brl(running), 8, "B", "R")
            y += ROW
        p.set_font("L", "", 8)
        for k, d in enumerate(det[page * ROWS:(page + 1) * ROWS]):
            if k % 2:
                p.rect(M, y, WIDTH, ROW, style="F")
            for (x, w, al), s in zip(cols, (P.dmy(d["date"]), d["time"], d["to"], P.extent(d),
                                            P.brl(d["amount"]))):
                p.set_xy(x, y)
                p.cell(w, ROW, s, align=al)
            running += d["amount"]
            y += ROW
        p.put(40, y, 300, ROW, "Total do detalhamento" if page == pages - 1 else "Subtotal a transportar", 8, "B")
        p.put(455, y, 100, ROW, P.brl(running), 8, "B", "R")
    return bytes(p.output())


if __name__ == "__main__":
    P.run("fpdf2", fpdf.__version__, P.args(), render)
