import Primitives

/// Offers, notices, messages and self-service.
extension Bill {
    /// One offer of the operator's and one of a partner's; none to who owes, or is owed.
    func appendOffers(to buffer: inout ByteBuffer) {
        guard !traits.isOverdue, amountDue > 0 else { return }
        var random = SplitMix64(key: key, purpose: 13)
        buffer.openArray("offers")
        let own = ownOffer(&random)
        openOffer(own, kind: "own", to: &buffer)
        buffer.openText("body")
        if traits.usesNothing {
            buffer.append("Sua internet ficou parada neste mês. Fale com a gente e ajuste o plano.")
        } else {
            let mean = meanTenths
            buffer.append("Você usou ")
            buffer.append(decimal: mean / 10)
            buffer.append(UInt8(ascii: ","))
            buffer.append(decimal: mean % 10)
            buffer.append(" GB ")
            buffer.append(own.body)
        }
        buffer.closeText()
        closeOffer(own, to: &buffer)
        let partner = random.pick(Catalogue.partnerOffers)
        openOffer(partner, kind: "partner", to: &buffer)
        buffer.member("body", partner.body)
        buffer.openText("coupon")
        buffer.append(partner.coupon)
        buffer.append(decimal: customerNumber % 10_000, width: 4)
        buffer.closeText()
        closeOffer(partner, to: &buffer)
        buffer.closeArray()
    }

    /// An offer of what the customer has not got yet.
    private func ownOffer(_ random: inout SplitMix64) -> OfferText {
        if fibre == nil, random.chance(500) { return Catalogue.fibreOffer }
        if plan.gigabytes < 60 { return Catalogue.moreInternetOffer }
        return plan.gigabytes < 100 ? Catalogue.familyOffer : Catalogue.cloudOffer
    }

    /// The mean of the known months' internet use, in tenths of a gigabyte, rounded.
    private var meanTenths: Int {
        var (sum, count) = (0, 0)
        for monthsAgo in 0...12 where isKnown(monthsAgo) {
            sum += internetTenths(monthsAgo)
            count += 1
        }
        return (sum + count / 2) / count
    }

    private func openOffer(
        _ offer: OfferText, kind: StaticString, to buffer: inout ByteBuffer
    ) {
        buffer.openElement()
        buffer.member("id", offer.id)
        buffer.member("kind", kind)
        buffer.member("title", offer.title)
    }

    private func closeOffer(_ offer: OfferText, to buffer: inout ByteBuffer) {
        buffer.member("cta", offer.cta)
        buffer.member("url", offer.url)
        let next = Cycle(months: cycle.months + 2).firstDay
        buffer.member("validUntil", date: CivilDate(days: next.days - 1))
        buffer.closeObject()
    }

    /// What law or contract wants on every bill, then words to this customer.
    func appendNotices(to buffer: inout ByteBuffer) {
        buffer.openArray("notices")
        buffer.notice(
            "anatel-1331", "Central de atendimento da Anatel: 1331, e 1332 para surdos.")
        buffer.notice("ombudsman", "Ouvidoria Vivaz: 0800 700 4321.")
        buffer.notice(
            "late-fee", "Após o vencimento: multa de 2% e juros de 1% ao mês.")
        buffer.openElement()
        buffer.member("code", "tax-total")
        buffer.openText("text")
        buffer.append("Tributos aproximados (Lei 12.741/2012): ")
        buffer.append(reais: taxes.reduce(0) { $0 + $1.amount })
        buffer.append(UInt8(ascii: "."))
        buffer.closeText()
        buffer.closeObject()
        if !traits.isLean {
            buffer.notice(
                "dispute",
                "Você pode contestar valores desta fatura em até três anos da data de emissão.")
            buffer.notice(
                "suspension",
                "O atraso pode levar à suspensão parcial do serviço 15 dias após o aviso.")
        }
        buffer.closeArray()
        appendMessages(to: &buffer)
    }

    private func appendMessages(to buffer: inout ByteBuffer) {
        guard !traits.isLean else { return }
        buffer.openArray("messages")
        buffer.openElement()
        if traits.isOverdue {
            buffer.member("kind", "overdue")
            buffer.openText("text")
            buffer.append("Há um saldo de ")
            buffer.append(reais: previousBalance - paymentsReceived)
            buffer.append(" da fatura anterior, já somado ao valor a pagar.")
        } else if traits.payment == .credit {
            buffer.member("kind", "credit")
            buffer.openText("text")
            buffer.append(
                amountDue < 0
                    ? "Você tem um crédito, que será abatido das próximas faturas."
                    : "Seu crédito quitou o saldo anterior: não há nada a pagar.")
        } else {
            buffer.member("kind", "info")
            buffer.openText("text")
            buffer.append("Esta fatura cobra os serviços usados em ")
            buffer.append(Catalogue.monthNames[periodStart.parts.month - 1])
            buffer.append(". Obrigado por estar com a Vivaz.")
        }
        buffer.closeText()
        buffer.closeObject()
        buffer.closeArray()
    }

    func appendSelfService(to buffer: inout ByteBuffer) {
        buffer.openArray("selfService")
        buffer.link("Segunda via", "https://www.vivaz.example/2via")
        buffer.link("Contestar um valor", "https://www.vivaz.example/contestar")
        buffer.link("Mudar de plano", "https://www.vivaz.example/planos")
        if traits.payment != .automaticDebit, !traits.isLean {
            buffer.link("Pôr em débito automático", "https://www.vivaz.example/debito")
        }
        buffer.closeArray()
    }
}
