import Primitives

/// Faults of what is not there, or was there before.
extension WrongRecord {
    mutating func omit(_ kind: FaultKind) -> Change? {
        switch kind {
        case .nameBlank: return set("customer.name", "\u{A0}")
        case .namePlaceholder: return set("customer.name", random.pick(["NULL", "N/A", "-", "."]))
        case .postalCodeMissing: return remove("customer.address.postalCode")
        case .postalCodeBlank: return set("customer.address.postalCode", "")
        case .channelEmail: return choose("email", without: "customer.email")
        case .channelPhone:
            return choose(random.pick(["sms", "whatsapp"]), without: "customer.phone")
        case .fiscalProtocol: return remove("fiscal[0].protocol")
        case .fiscalAccessKey: return remove("fiscal[0].accessKey")
        case .noticeRegulator: return removeNotice(["anatel-1331", "aneel-167"])
        case .noticeTax: return removeNotice(["tax-total"])
        case .periodReversed: return reversePeriod()
        case .recordDuplicate, .cycleDuplicate, .payloadDuplicate: return repeatEarlier(kind)
        default: return nil
        }
    }

    private mutating func set(_ path: String, _ value: String) -> Change? {
        guard text.raw(path) != nil else { return nil }
        text.set(path, text: value)
        return Change(path: path)
    }

    private mutating func remove(_ path: String) -> Change? {
        guard text.raw(path) != nil else { return nil }
        text.remove(path)
        return Change(path: path)
    }

    /// The customer asks for a channel, and the address that it needs is not there.
    private mutating func choose(_ channel: String, without path: String) -> Change {
        if text.raw("customer.channels") == nil {
            text.set("customer.channels", Array("{}".utf8))
        }
        text.set("customer.channels.invoice", text: channel)
        text.remove(path)
        return Change(path: "customer.channels.invoice")
    }

    private mutating func removeNotice(_ codes: [String]) -> Change? {
        let notices = (0..<text.count("notices")).filter {
            codes.contains(text.text("notices[\($0)].code") ?? "")
        }
        guard let notice = notices.first else { return nil }
        text.remove("notices[\(notice)]")
        return Change(path: "notices[\(notice)]", isGone: true)
    }

    private mutating func reversePeriod() -> Change? {
        guard let from = text.raw("period.from"), let to = text.raw("period.to") else { return nil }
        text.set("period.from", to)
        text.set("period.to", from)
        return Change(path: "period.from")
    }

    // MARK: What was there before

    private mutating func repeatEarlier(_ kind: FaultKind) -> Change? {
        switch kind {
        case .recordDuplicate:
            guard let other = cycle.earlier(than: index, &random, where: { _ in true }) else {
                return nil
            }
            text = other
            return Change(path: "id")
        case .cycleDuplicate: return takeCustomer()
        default: return takePayload()
        }
    }

    /// Bills an earlier record's customer once more.
    private mutating func takeCustomer() -> Change? {
        let kind = text.raw("kind")
        guard
            let other = cycle.earlier(than: index, &random, where: { $0.raw("kind") == kind }),
            let customer = other.raw("customer")
        else { return nil }
        text.set("customer", customer)
        for payment in 0..<text.count("payments") {
            let payer = "payments[\(payment)].payer"
            for field in ["name", "address"] where text.raw("\(payer).\(field)") != nil {
                text.set("\(payer).\(field)", other.raw("customer.\(field)") ?? [])
            }
        }
        return Change(path: "customer.id")
    }

    /// Takes over an earlier record's charge behind a Pix code: location, id, payload.
    private mutating func takePayload() -> Change? {
        guard let own = WrongRecord.pix(in: text),
            let other = cycle.earlier(
                than: index, &random, where: { WrongRecord.pix(in: $0) != nil }),
            let its = WrongRecord.pix(in: other)
        else { return nil }
        for field in ["payload", "txid", "url"] where text.raw("\(own).\(field)") != nil {
            text.set("\(own).\(field)", other.raw("\(its).\(field)") ?? [])
        }
        return Change(path: own + ".payload")
    }

    /// The path of a record's Pix payment.
    static func pix(in text: RecordText) -> String? {
        (0..<text.count("payments")).map { "payments[\($0)]" }.first {
            text.text($0 + ".scheme") == "pix"
        }
    }
}
