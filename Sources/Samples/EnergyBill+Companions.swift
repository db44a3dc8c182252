import Primitives

/// Offers, notices and self-service.
extension EnergyBill {
    /// One offer of the utility's and one of a partner's; none to who owes, or is owed.
    func appendOffers(to buffer: inout ByteBuffer) {
        guard !traits.isOverdue, amountDue > 0 else { return }
        buffer.openArray("offers")
        let own: OfferText
        switch traits.supply {
        case .groupA: own = EnergyBill.marketOffer
        case .commercial: own = EnergyBill.lampOffer
        case .residential: own = traits.generates ? EnergyBill.lampOffer : EnergyBill.fridgeOffer
        }
        append(own, kind: "own", to: &buffer)
        append(
            traits.generates ? EnergyBill.batteryOffer : EnergyBill.solarOffer, kind: "partner",
            to: &buffer)
        buffer.closeArray()
    }

    private static let fridgeOffer = OfferText(
        id: "OF-GELA", title: "Troque a geladeira com bônus",
        body: "Até 40% de desconto em um modelo com selo A, e a antiga é reciclada.",
        cta: "Ver as lojas", url: "https://www.clareira.example/o/geladeira", coupon: "")

    private static let lampOffer = OfferText(
        id: "OF-LED", title: "Diagnóstico de iluminação",
        body: "Um técnico mede, troca por LED e você paga com o que economizar.",
        cta: "Agendar visita", url: "https://www.clareira.example/o/led", coupon: "")

    private static let marketOffer = OfferText(
        id: "OF-ACL", title: "Mercado livre, sem surpresa",
        body: "Simule com as suas leituras de doze meses quanto custaria a energia contratada.",
        cta: "Simular", url: "https://www.clareira.example/o/livre", coupon: "")

    private static let solarOffer = OfferText(
        id: "PA-SOL", title: "Sol Nascente: energia solar",
        body: "Projeto e instalação em até 60 vezes, com o cálculo dos seus créditos.",
        cta: "Pedir orçamento", url: "https://parceiros.clareira.example/sol", coupon: "CLARA60")

    private static let batteryOffer = OfferText(
        id: "PA-BAT", title: "Sol Nascente: bateria para a noite",
        body: "Guarde de dia o que hoje vai para a rede e use quando a tarifa pesa.",
        cta: "Pedir orçamento", url: "https://parceiros.clareira.example/bateria", coupon: "")

    private func append(
        _ offer: OfferText, kind: StaticString, to buffer: inout ByteBuffer
    ) {
        buffer.openElement()
        buffer.member("id", offer.id)
        buffer.member("kind", kind)
        buffer.member("title", offer.title)
        buffer.member("body", offer.body)
        buffer.member("cta", offer.cta)
        buffer.member("url", offer.url)
        if offer.coupon.utf8CodeUnitCount > 0 { buffer.member("coupon", offer.coupon) }
        let next = Cycle(months: cycle.months + 2).firstDay
        buffer.member("validUntil", date: CivilDate(days: next.days - 1))
        buffer.closeObject()
    }

    func appendNotices(to buffer: inout ByteBuffer) {
        buffer.openArray("notices")
        buffer.notice(
            "aneel-167",
            "Se a solução da Clareira não bastar, fale com a ouvidoria e depois com a ANEEL: 167.")
        buffer.notice(
            "late-fee",
            "Após o vencimento: multa de 2%, juros de 1% ao mês e correção pelo IPCA.")
        buffer.notice(
            "reading-dispute",
            "Você pode pedir a aferição do medidor e contestar a leitura a qualquer tempo.")
        buffer.notice(
            "quality-right",
            "Você pode pedir a qualquer tempo os indicadores de continuidade e o seu histórico.")
        if traits.isOverdue { appendOverdueNotice(to: &buffer) }
        if traits.isEstimated {
            buffer.notice(
                "estimated",
                "O medidor não pôde ser lido: cobramos a média dos últimos doze meses. A diferença será acertada na próxima leitura."
            )
        }
        buffer.closeArray()
    }

    /// The notice before a suspension, 15 days ahead (REN 1000/2021, article 360).
    private func appendOverdueNotice(to buffer: inout ByteBuffer) {
        buffer.openElement()
        buffer.member("code", "suspension")
        buffer.openText("text")
        buffer.append("Há uma conta vencida de ")
        buffer.append(reais: previousBalance)
        buffer.append(". Se ela não for paga, o fornecimento pode ser suspenso a partir de ")
        buffer.append(dayMonthYear: CivilDate(days: due.days + 15))
        buffer.append(".")
        buffer.closeText()
        buffer.closeObject()
    }

    func appendSelfService(to buffer: inout ByteBuffer) {
        buffer.openArray("selfService")
        buffer.link("Avisar falta de luz", "https://www.clareira.example/falta")
        buffer.link("Enviar a leitura", "https://www.clareira.example/leitura")
        buffer.link("Segunda via", "https://www.clareira.example/2via")
        if traits.payment != .automaticDebit {
            buffer.link("Débito automático", "https://www.clareira.example/debito")
        }
        buffer.closeArray()
    }
}
