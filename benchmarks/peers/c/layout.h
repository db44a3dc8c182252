// The bill on A4, drawn with what the peer that includes this defines:
//   text, text_width, wrap, color, fill, frame, hline, rects_begin, rects_add, rects_end, logo,
//   page_begin, page_end.
// Points, origin at the top left.
#pragma once

#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 36.0
#define RIGHT (PAGE_WIDTH - MARGIN)
#define ROW 13.2
#define TOP 88.0
#define ROWS 51

static void right(int bold, double size, double x, double y, const char *s) {
    text(bold, size, x - text_width(bold, size, s), y, s);
}

static void center(int bold, double size, double x, double y, const char *s) {
    text(bold, size, x - text_width(bold, size, s) / 2, y, s);
}

static void blue(void) { color(.04, .27, .63); }
static void black(void) { color(0, 0, 0); }

static void pale_fill(double y, double h) {
    color(.93, .95, .98);
    fill(MARGIN, y, RIGHT - MARGIN, h);
    black();
}

static void draw_foot(json_t *bill, int page, int pages) {
    json_t *issuer = field(bill, "issuer");
    text(0, 7.5, MARGIN, 818, FORMAT("%s · CNPJ %s", str(issuer, "name"), str(issuer, "cnpj")));
    right(0, 7.5, RIGHT, 818, FORMAT("Página %d de %d", page, pages));
}

static void draw_issuer(json_t *is) {
    logo(MARGIN, 36, 120, 36);
    right(1, 10, RIGHT, 44, str(is, "name"));
    right(0, 7.5, RIGHT, 54, FORMAT("CNPJ %s · IE %s", str(is, "cnpj"), str(is, "ie")));
    right(0, 7.5, RIGHT, 63, FORMAT("%s, %s", str(is, "address"), str(is, "city")));
    right(0, 7.5, RIGHT, 72, str(is, "site"));
    right(0, 7.5, RIGHT, 81, str(is, "phone"));
}

static void draw_head(json_t *bill) {
    json_t *cu = field(bill, "customer"), *period = field(bill, "period");
    draw_issuer(field(bill, "issuer"));
    text(1, 13, MARGIN, 104, "Fatura de serviços de telecomunicações");
    text(0, 8, MARGIN, 117,
         FORMAT("Fatura nº %s · Emissão %s · Período de %s a %s", str(bill, "id"),
                dmy(str(bill, "issue")), dmy(json_string_value(json_array_get(period, 0))),
                dmy(json_string_value(json_array_get(period, 1)))));
    frame(MARGIN, 126, 330, 74);
    text(1, 10, 44, 141, str(cu, "name"));
    text(0, 8, 44, 153, str(cu, "street"));
    text(0, 8, 44, 164, str(cu, "city"));
    text(0, 8, 44, 175, FORMAT("CPF %s · Código do cliente %s", str(cu, "cpf"), str(cu, "code")));
    text(0, 8, 44, 186, FORMAT("Linha %s · Plano %s", str(cu, "line"), str(cu, "plan")));
    blue();
    fill(376, 126, 183.28, 74);
    color(1, 1, 1);
    text(0, 9, 386, 142, "Total a pagar");
    text(1, 18, 386, 164, FORMAT("R$ %s", brl(num(bill, "total"))));
    text(1, 10, 386, 186, FORMAT("Vencimento %s", dmy(str(bill, "due"))));
    black();
}

static double draw_charges(json_t *charges, double y) {
    size_t i;
    json_t *c;
    json_array_foreach(charges, i, c) {
        text(0, 8, 40, y + 8.5, str(c, "desc"));
        text(0, 8, 300, y + 8.5, str(c, "period"));
        right(0, 8, 410, y + 8.5, str(c, "qty"));
        right(0, 8, 480, y + 8.5, brl(num(c, "unit")));
        right(0, 8, 555, y + 8.5, brl(num(c, "amount")));
        y += 12;
        hline(MARGIN, RIGHT, y);
    }
    return y;
}

static double draw_taxes(json_t *taxes, double y) {
    size_t i;
    json_t *t;
    color(.45, .45, .45);
    json_array_foreach(taxes, i, t) {
        long rate = num(t, "rate_bp");
        text(0, 7, 40, y + 7, FORMAT("%s (incluído no total)", str(t, "name")));
        text(0, 7, 300, y + 7, FORMAT("Base de cálculo R$ %s", brl(num(t, "base"))));
        right(0, 7, 480, y + 7, FORMAT("%ld,%02ld%%", rate / 100, rate % 100));
        right(0, 7, 555, y + 7, brl(num(t, "amount")));
        y += 9;
    }
    black();
    return y;
}

static void draw_summary(json_t *bill) {
    text(1, 10, MARGIN, 218, "Resumo da fatura");
    pale_fill(224, 14);
    text(1, 8, 40, 234, "Descrição");
    text(1, 8, 300, 234, "Período");
    right(1, 8, 410, 234, "Qtde.");
    right(1, 8, 480, 234, "Unitário");
    right(1, 8, 555, 234, "Valor (R$)");
    double y = draw_taxes(field(bill, "taxes"), draw_charges(field(bill, "charges"), 238));
    pale_fill(y, 16);
    text(1, 9, 40, y + 11, "Total a pagar");
    right(1, 9, 555, y + 11, brl(num(bill, "total")));
}

static void draw_chart(json_t *usage) {
    text(1, 10, MARGIN, 412, "Histórico de consumo de internet (GB)");
    const double base = 500, tall = 72, slot = (RIGHT - 60) / 12;
    int step = chart_step(usage);
    for (int i = 0; i < 5; i++) {
        hline(60, RIGHT, base - tall * i / 4);
        right(0, 6.5, 56, base - tall * i / 4 + 2, FORMAT("%d", step * i));
    }
    size_t i;
    json_t *month;
    json_array_foreach(usage, i, month) {
        long mb = num(month, "mb");
        double x = 60 + slot * (double)i, h = tall * (double)mb / 1000 / (4 * step);
        blue();
        fill(x + slot * .18, base - h, slot * .64, h);
        black();
        const char *gb = FORMAT("%ld,%ld", mb / 1000, mb % 1000 / 100);
        center(0, 6.5, x + slot / 2, base - h - 2.5, gb);
        center(0, 6.5, x + slot / 2, base + 9, str(month, "month"));
    }
}

static void draw_offer(double x, json_t *offer) {
    frame(x, 520, 256, 104);
    blue();
    text(0, 7, x + 8, 531, str(offer, "kind"));
    text(1, 9.5, x + 8, 543, str(offer, "title"));
    black();
    double y = wrap(0, 8, x + 8, 555, 240, 9.8, str(offer, "body"));
    text(1, 8, x + 8, y + 2, str(offer, "last"));
}

static void draw_qr(json_t *rows, double left, double top, double side) {
    double m = side / (double)json_array_size(rows);
    size_t i;
    json_t *row;
    rects_begin();
    json_array_foreach(rows, i, row) {
        const char *start = json_string_value(row);
        for (const char *p = start; (p = strchr(p, '1'));) {
            size_t n = strspn(p, "1");
            rects_add(left + (double)(p - start) * m, top + (double)i * m, (double)n * m, m);
            p += n;
        }
    }
    rects_end();
}

static void draw_bars(const char *digits, double left, double top, double width, double height) {
    int bars[300][2], total, count = itf_bars(digits, bars, &total);
    double m = width / total;
    rects_begin();
    for (int i = 0; i < count; i++) rects_add(left + bars[i][0] * m, top, bars[i][1] * m, height);
    rects_end();
}

// A word without blanks, broken where the line is full.
static void draw_payload(const char *payload, double y) {
    for (const char *p = payload; *p; y += 8) {
        char part[256];
        size_t n = strlen(p);
        do {
            memcpy(part, p, n);
            part[n] = 0;
        } while (text_width(0, 6.5, part) > 350 && n--);
        text(0, 6.5, 200, y, part);
        p += n;
    }
}

static void draw_payment(json_t *pay) {
    text(1, 10, MARGIN, 640, "Pagamento");
    frame(MARGIN, 646, RIGHT - MARGIN, 150);
    draw_qr(field(pay, "qr"), 48, 658, 104);
    text(0, 7, 48, 776, "Pague com Pix pelo aplicativo do seu banco");
    text(1, 8, 200, 662, "Pix copia e cola");
    draw_payload(str(pay, "pix"), 672);
    text(1, 8, 200, 710, "Código de barras");
    text(1, 10.5, 200, 724, str(pay, "line"));
    draw_bars(str(pay, "barcode"), 200, 736, 292, 37);
    text(0, 7, 200, 786, str(pay, "note"));
}

static void draw_details_head(json_t *bill) {
    json_t *cu = field(bill, "customer");
    text(1, 11, MARGIN, 50, FORMAT("Detalhamento de uso – linha %s", str(cu, "line")));
    text(0, 8, MARGIN, 62, FORMAT("%s · Fatura nº %s", str(cu, "name"), str(bill, "id")));
    pale_fill(72, 15);
    text(1, 8, 40, 82, "Data");
    text(1, 8, 130, 82, "Hora");
    text(1, 8, 200, 82, "Destino e número");
    right(1, 8, 450, 82, "Duração ou volume");
    right(1, 8, 555, 82, "Valor (R$)");
}

static void draw_sum(double y, const char *label, long cents) {
    text(1, 8, 40, y + 9, label);
    right(1, 8, 555, y + 9, brl(cents));
}

static void draw_row(json_t *d, double y, int striped) {
    if (striped) pale_fill(y, ROW);
    text(0, 8, 40, y + 9, dmy(str(d, "date")));
    text(0, 8, 130, y + 9, str(d, "time"));
    text(0, 8, 200, y + 9, str(d, "to"));
    right(0, 8, 450, y + 9, extent(d));
    right(0, 8, 555, y + 9, brl(num(d, "amount")));
}

static void draw_details(json_t *bill, int pages) {
    json_t *details = field(bill, "details");
    int count = (int)json_array_size(details);
    long running = 0;
    for (int page = 2; page <= pages; page++) {
        page_begin();
        draw_details_head(bill);
        double y = TOP;
        if (page > 2) {
            draw_sum(y, "Transporte da página anterior", running);
            y += ROW;
        }
        int from = (page - 2) * ROWS, to = from + ROWS < count ? from + ROWS : count;
        for (int i = from; i < to; i++, y += ROW) {
            json_t *detail = json_array_get(details, (size_t)i);
            draw_row(detail, y, (i - from) % 2);
            running += num(detail, "amount");
        }
        draw_sum(y, page == pages ? "Total do detalhamento" : "Subtotal a transportar", running);
        draw_foot(bill, page, pages);
        page_end();
    }
}

static void draw(json_t *bill) {
    int count = (int)json_array_size(field(bill, "details"));
    int pages = 1 + (count + ROWS - 1) / ROWS;
    json_t *offers = field(bill, "offers");
    page_begin();
    draw_head(bill);
    draw_summary(bill);
    draw_chart(field(bill, "usage"));
    draw_offer(MARGIN, json_array_get(offers, 0));
    draw_offer(303, json_array_get(offers, 1));
    draw_payment(field(bill, "payment"));
    draw_foot(bill, 1, pages);
    page_end();
    draw_details(bill, pages);
}
