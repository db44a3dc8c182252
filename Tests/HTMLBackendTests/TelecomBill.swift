import DocumentModel
import Primitives

/// A telecom bill as a template would lay it out on paper, for tests of the whole page.
struct TelecomBill {
    let builder = TreeBuilder(title: "Fatura de agosto de 2025 – Claríssima Telecom")
    var customer = "Maria Aparecida d'Ávila & Filhos <b>\"x\"</b>"
    var rows = 40
    /// Lines of the Pix symbol, `#` for dark.
    var pix = TelecomBill.madeUpSymbol
    /// The bar code's modules, `#` for dark.
    var bars = String(repeating: "#.##..#...#.#..", count: 27)

    /// Looks like a QR code of version 5, encodes nothing.
    static let madeUpSymbol: [String] = (0..<37).map { y in
        String(
            (0..<37).map { x in
                let inFinder = (x < 7 || x > 29) && y < 7 || x < 7 && y > 29
                guard inFinder else { return (x * x + 3 * y + x * y) % 5 < 2 ? "#" : "." }
                let ring = max(abs((x > 29 ? x - 30 : x) - 3), abs((y > 29 ? y - 30 : y) - 3))
                return ring == 2 ? "." : "#"
            })
    }

    /// Builds the tree; call once.
    func build() -> TreeBuilder {
        let styles = BillStyles(builder)
        builder.box(.block, .document, style: styles.body) {
            head(styles)
            hero(styles)
            builder.row2(styles.columns) {
                builder.box(.block, .section, style: styles.wide) { charges(styles) }
                builder.box(.block, .section, style: styles.slim) { usage(styles) }
            }
            offers(styles)
            payment(styles)
            details(styles)
            notices(styles)
        }
        return builder
    }

    private func head(_ s: BillStyles) {
        builder.row2(s.head) {
            builder.image(
                .dot, width: .millimetres(12), height: .millimetres(12), "Claríssima Telecom")
            builder.box(.block, .none, style: s.share) {
                builder.paragraph(
                    .paragraph, style: s.smallEnd,
                    [
                        .text("Claríssima Telecomunicações S.A. · CNPJ 12.345.678/0001-95"),
                        .lineBreak, .text("Av. das Nações Unidas, 12.901, São Paulo – SP"),
                        .lineBreak,
                        .link("clarissima.example", to: "https://clarissima.example/?a=1&b=2"),
                    ])
            }
        }
        builder.box(.block, .section, style: s.address) {
            builder.paragraph(customer, style: s.strong)
            builder.paragraph("Rua Conceição do Mato Dentro, 1.234, ap. 56", style: s.body)
            builder.paragraph("30310-240 Belo Horizonte – MG", style: s.body)
        }
        builder.paragraph("Sua fatura de agosto", .heading1, style: s.h1)
    }

    private func hero(_ s: BillStyles) {
        builder.box(.block, .section, style: s.hero) {
            builder.row2(s.columns) {
                pair(s, "Total a pagar", "R$\u{A0}187,40", s.total)
                pair(s, "Vencimento", "15/09/2025", s.due)
                pair(s, "Período", "01/08 a 31/08/2025", s.value)
                pair(s, "Cliente", "4.012.881-7", s.value)
            }
        }
        builder.paragraph(
            .paragraph, style: s.changed,
            [
                .text("R$\u{A0}12,30 a mais", style: s.changedStrong),
                .text(" que em julho, quase tudo por chamadas internacionais."),
            ])
    }

    private func pair(_ s: BillStyles, _ label: String, _ value: String, _ style: Int) {
        builder.box(.block, .none, style: s.share) {
            builder.paragraph(label, style: s.label)
            builder.paragraph(value, style: style)
        }
    }

    private func charges(_ s: BillStyles) {
        builder.paragraph("O que você está pagando", .heading2, style: s.h2)
        builder.table([(Track(.fraction, 1000), .start), (Track(.auto), .decimal)]) {
            builder.row(.headerRow, cell: s.headCell, ["Serviço", "R$"])
            let lines = [
                ("Plano Controle 50 GB", "119,90"), ("Internet fibra 500 Mb", "99,90"),
                ("Chamadas internacionais", "14,20"), ("Serviço de valor agregado: Música", "9,90"),
                ("Desconto fidelidade (crédito)", "−56,50"),
            ]
            for line in lines { builder.row(cell: s.cell, [line.0, line.1]) }
            builder.row(.footerRow, cell: s.sumCell, ["Total", "R$\u{A0}187,40"], heads: 1)
        }
        builder.paragraph(
            "Tributos incluídos: ICMS R$\u{A0}33,73 · PIS R$\u{A0}1,22 · COFINS R$\u{A0}5,62",
            .notice, style: s.small)
    }

    private func usage(_ s: BillStyles) {
        builder.paragraph("Você usou 12% menos que a média", .heading2, style: s.h2)
        let months = [
            "set", "out", "nov", "dez", "jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago",
        ]
        let values: [Double] = [41, 38, 44, 52, 47, -1, 36, 40, 43, 39, 42, 37]
        builder.chart(
            Array(zip(months, values)), average: 41.7, averageText: "41,7 GB",
            "Consumo de dados por mês, de setembro a agosto; agosto: 37 GB, média: 41,7 GB",
            style: s.small)
        builder.paragraph("Resolva sozinho", .heading3, style: s.h3)
        builder.box(.block, .list, style: s.body) {
            for link in ["2ª via", "Mudar vencimento", "Contestar cobrança"] {
                builder.paragraph(
                    .listItem, style: s.item,
                    [.link(link, to: "https://clarissima.example/minha-conta")])
            }
        }
    }

    private func offers(_ s: BillStyles) {
        builder.box(.block, .offer, style: s.offer) {
            builder.paragraph("Para você", .heading2, style: s.h2)
            builder.row2(s.columns) {
                builder.box(.block, .none, style: s.share) {
                    builder.paragraph("Dobre seus dados por R$\u{A0}10", style: s.strong)
                    builder.paragraph(
                        "Seu plano vai a 100 GB já neste mês, sem nova fidelidade.", style: s.body)
                }
                builder.box(.block, .none, style: s.share) {
                    builder.paragraph("Cinema com 50% de desconto", style: s.strong)
                    builder.paragraph("Cupom CLARA50, válido até 30/09/2025.", style: s.body)
                }
            }
        }
    }

    private func payment(_ s: BillStyles) {
        builder.box(.block, .payment, style: s.payment) {
            builder.paragraph("Pague com Pix", .heading2, style: s.h2)
            builder.row2(s.columns) {
                builder.box(.block, .none, style: s.symbol) {
                    builder.symbol(
                        pix, quietZone: 4, width: .millimetres(28), height: .millimetres(28),
                        "QR Code Pix de R$ 187,40")
                }
                builder.box(.block, .none, style: s.share) {
                    builder.paragraph(
                        "Aponte a câmera do aplicativo do seu banco ou copie o código:",
                        style: s.body)
                    builder.paragraph(
                        "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000"
                            + "5204000053039865406187.405802BR5910CLARISSIMA6009SAO PAULO"
                            + "62070503***6304A1B2", style: s.code)
                }
            }
            builder.box(.rule, .artifact, style: s.cut)
            builder.paragraph("Ou pague com o código de barras", .heading2, style: s.h2)
            builder.paragraph(
                "84670000001-7 87400240202-0 50915000401-1 28817082025-4", style: s.digits)
            builder.symbol(
                [bars], quietZone: 10, width: .millimetres(103), height: .millimetres(13),
                "Código de barras da arrecadação")
        }
    }

    private func details(_ s: BillStyles) {
        builder.box(.pageBreak)
        builder.paragraph("Detalhes do uso", .heading2, style: s.h2)
        let columns: [(Track, HorizontalAlign)] = [
            (Track(.fixed, 40_000), .start), (Track(.fixed, 45_000), .start),
            (Track(.fraction, 1000), .start), (Track(.fixed, 80_000), .start),
            (Track(.fixed, 50_000), .end), (Track(.fixed, 50_000), .decimal),
        ]
        builder.table(columns, style: s.details) {
            builder.row(
                .headerRow, cell: s.headCell,
                ["Data", "Hora", "Descrição", "Número", "Duração", "R$"])
            for group in 0..<2 {
                builder.row(
                    .groupRow, style: s.group, cell: s.groupCell,
                    [group == 0 ? "Chamadas locais (31) 98765-4321" : "Chamadas internacionais"],
                    spans: [6], heads: 1)
                for row in 0..<rows / 2 {
                    builder.row(
                        cell: s.cell,
                        [
                            "\(10 + row % 20)/08", "1\(row % 10):4\(row % 7):0\(row % 9)",
                            row % 3 == 0 ? "Chamada para celular de outra operadora" : "Chamada",
                            "(31) 9\(8000 + row * 37)-\(1000 + row * 71)",
                            "\(row % 12)m0\(row % 10)s", "\(row % 4),\(10 + row)",
                        ])
                }
            }
            builder.row(
                .footerRow, cell: s.sumCell, ["Total dos detalhes", "62,15"], spans: [5, 1],
                heads: 1)
        }
    }

    private func notices(_ s: BillStyles) {
        builder.box(.block, .notice, style: s.notices) {
            builder.paragraph(
                "Ouvidoria 0800 123 4567. Anatel 1331, ou 1332 para pessoas com deficiência auditiva. "
                    + "Após o vencimento: multa de 2% e juros de 1% ao mês.", style: s.small)
            builder.paragraph(
                "A falta de pagamento pode suspender o serviço após 15 dias da notificação, "
                    + "Resolução Anatel nº 765/2023.", style: s.small)
        }
    }
}

extension TreeBuilder {
    func row2(_ style: Int, _ content: () -> Void) { box(.row, .none, style: style, content) }
}

extension ImageResource {
    /// A PNG of one violet pixel.
    static let dot = ImageResource(
        name: "dot.png", mediaType: "image/png",
        bytes: [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44,
            0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xDE, 0, 0, 0, 0x0C,
            0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xC8, 0x56, 0x3C, 1, 0, 2, 0x4F, 1, 0x55,
            0x66, 0x3B, 0x1C, 0x3B, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
        ], pixelWidth: 1, pixelHeight: 1)
}
