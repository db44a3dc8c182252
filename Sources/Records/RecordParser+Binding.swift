import Primitives

// Tape -> nodes: keys find their slots, values are judged. Recursion is as deep as the schema.
extension RecordParser {
    /// Binds the object at a place of the tape.
    func bindObject(_ at: Int, type: Int) -> RecordNode {
        let group = table.types[type]
        let slots = Int(group.count)
        let first = record.nodes.count
        guard first + slots <= nodeLimit else { return refuseSize(at) }
        record.nodes.append(repeating: .absent, count: slots)
        var member = at + 1
        var expected = 0
        for _ in 0..<view[at].low {
            let value = member + 1
            let key = view.text(view[member])
            if let slot = table.slot(of: group, key: key, expected: &expected) {
                bindMember(value, slot, to: first + Int(slot.index))
            } else {
                passOver(value)
            }
            member = view.end(of: value)
        }
        for index in 0..<slots where record.nodes[first + index].isWanting {
            if table.slots[Int(group.first) + index].required { reportMissing(at, type, index) }
        }
        return RecordNode(.object, count: slots, payload: Int64(first))
    }

    @inline(__always)
    private func bindMember(_ value: Int, _ slot: BindingTable.Slot, to node: Int) {
        guard record.nodes[node].isUntouched else {
            report(
                "record.duplicate", at: value, "the field stands twice in its object",
                cure: "Keep one of them")
            passOver(value)
            return
        }
        let token = view[value]
        if token.kind == .null {
            record.nodes[node] = .null
        } else if slot.code == .list {
            record.nodes[node] = bindList(value, token, slot)
        } else {
            record.nodes[node] = bindValue(value, token, slot.code, slot)
        }
    }

    private func bindList(_ at: Int, _ token: JSONToken, _ slot: BindingTable.Slot) -> RecordNode {
        guard token.kind == .array else { return refuseKind(at, token, .list) }
        let count = token.low
        let first = record.nodes.count
        guard first + count <= nodeLimit else { return refuseSize(at) }
        record.nodes.append(repeating: .absent, count: count)
        var element = at + 1
        for index in 0..<count {
            if index & 0x3FFF == 0x3FFF { Spool.trim() }
            let token = view[element]
            if token.kind == .null {
                report(
                    "record.type", at: element, "null stands in a list",
                    cure: "Leave the element out")
            } else {
                record.nodes[first + index] = bindValue(element, token, slot.element, slot)
            }
            element = view.end(of: element)
        }
        return RecordNode(.list, count: count, payload: Int64(first))
    }

    /// Binds anything but a list; `code` is the slot's own or that of its elements.
    private func bindValue(
        _ at: Int, _ token: JSONToken, _ code: BindingTable.Code, _ slot: BindingTable.Slot
    ) -> RecordNode {
        switch code {
        case .string: return bindString(at, token, slot)
        case .money: return bindMoney(at, token)
        case .decimal: return bindDecimal(at, token)
        case .integer: return bindInteger(at, token)
        case .bool:
            if token.kind == .true_ { return RecordNode(.bool, payload: 1) }
            if token.kind == .false_ { return RecordNode(.bool, payload: 0) }
            return refuseKind(at, token, .bool)
        case .date, .time, .cycle: return bindCalendar(at, token, code)
        case .enumeration: return bindEnumeration(at, token, Int(slot.reference))
        case .object:
            guard token.kind == .object else { return refuseKind(at, token, .object) }
            return bindObject(at, type: Int(slot.reference))
        case .list: return refuseKind(at, token, .list)
        }
    }

    @inline(__always)
    private func bindString(
        _ at: Int, _ token: JSONToken, _ slot: BindingTable.Slot
    ) -> RecordNode {
        guard token.kind == .string else { return refuseKind(at, token, .string) }
        if token.high > slot.maximumBytes { return refuseLength(at, token, slot.maximumBytes) }
        if token.hasControl { return refuseControl(at, token) }
        if at == currencyValue { return bindCurrency(at, token) }
        if slot.required, isBlank(view.text(token)) {
            report("record.missing", at: at, "the text is blank", cure: "Say what stands there")
            return .refused
        }
        return RecordNode(.string, count: token.high, payload: Int64(token.low))
    }

    private func bindCurrency(_ at: Int, _ token: JSONToken) -> RecordNode {
        guard isKnownCurrency else {
            report(
                "record.currency", at: at, "\(quoted(view.text(token))) is no currency of ISO 4217",
                cure: "Write its code in three capital letters, such as BRL")
            return .refused
        }
        return RecordNode(.string, count: token.high, payload: Int64(token.low))
    }

    private func bindEnumeration(_ at: Int, _ token: JSONToken, _ enumeration: Int) -> RecordNode {
        guard token.kind == .string else { return refuseKind(at, token, .enumeration) }
        let text = view.text(token)
        guard table.contains(text, in: enumeration) else {
            let names = table.names(of: enumeration)
            let guess = nearest(to: text.string, among: names)
            report(
                "record.enum", at: at,
                "\(quoted(text)) is none of \(names.joined(separator: ", "))",
                cure: guess.map { "Did you mean \($0)?" } ?? "Write one of these")
            return .refused
        }
        return RecordNode(.string, count: token.high, payload: Int64(token.low))
    }

    private func bindCalendar(
        _ at: Int, _ token: JSONToken, _ code: BindingTable.Code
    ) -> RecordNode {
        guard token.kind == .string else { return refuseKind(at, token, code) }
        let text = view.text(token)
        switch code {
        case .date:
            if let date = CivilDate(iso: text) {
                return RecordNode(.date, payload: Int64(date.days))
            }
        case .time:
            if let time = secondsOfDay(iso: text) { return RecordNode(.time, payload: Int64(time)) }
        default:
            if let cycle = Cycle(iso: text) {
                return RecordNode(.cycle, payload: Int64(cycle.months))
            }
        }
        return refuseCalendar(at, text, code)
    }
}

// Numbers.
extension RecordParser {
    /// Minor units of the record's currency.
    private func bindMoney(_ at: Int, _ token: JSONToken) -> RecordNode {
        guard var number = number(at, token, .money) else { return .refused }
        let scale = record.currencyScale
        guard number.scale <= scale else { return refuseDecimals(at, token, number, .money) }
        while number.scale < scale, number.fault == .none {
            let (wider, overflow) = number.mantissa.multipliedReportingOverflow(by: 10)
            if overflow { number.fault = .overflow } else { number.mantissa = wider }
            number.scale += 1
        }
        if number.mantissa.magnitude > Record.largestAmount { number.fault = .overflow }
        guard number.fault == .none else { return refuseNumber(at, token, number.fault, .money) }
        return RecordNode(.money, scale: scale, payload: number.mantissa)
    }

    private func bindDecimal(_ at: Int, _ token: JSONToken) -> RecordNode {
        guard let number = number(at, token, .decimal) else { return .refused }
        guard number.scale <= 10 else { return refuseDecimals(at, token, number, .decimal) }
        guard number.fault == .none else { return refuseNumber(at, token, number.fault, .decimal) }
        return RecordNode(.decimal, scale: number.scale, payload: number.mantissa)
    }

    private func bindInteger(_ at: Int, _ token: JSONToken) -> RecordNode {
        guard let number = number(at, token, .integer) else { return .refused }
        guard number.scale == 0 else { return refuseDecimals(at, token, number, .integer) }
        guard number.fault == .none else { return refuseNumber(at, token, number.fault, .integer) }
        return RecordNode(.integer, payload: number.mantissa)
    }

    /// The number a token or its string holds, or its fault; nil, reported, for any other kind.
    @inline(__always)
    private func number(
        _ at: Int, _ token: JSONToken, _ code: BindingTable.Code
    ) -> DecimalText? {
        switch token.kind {
        case .number: return DecimalText(mantissa: token.value, scale: Int(token.detail))
        case .string: return DecimalText(view.text(token))
        case .longNumber, .word: return DecimalText(source(of: token))
        default:
            refuseKind(at, token, code)
            return nil
        }
    }

    /// A number's or word's bytes as they stand in the line.
    func source(of token: JSONToken) -> ByteView {
        var end = token.position
        while end < line.count, !endsToken(line[end]) { end += 1 }
        return line[token.position..<end]
    }

    private func endsToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 32, 9, 10, 13, 44, 58, 91, 93, 123, 125: true  // space, tab, LF, CR, , : [ ] { }
        default: false
        }
    }
}
