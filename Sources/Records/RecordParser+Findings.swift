import Primitives

// What is wrong, in words. Nothing here runs for a record in order.
extension RecordParser {
    /// Lists a finding about a place of the tape, or counts it when there are enough.
    ///
    /// A field of the object there that has no place of its own is meant by its `name`.
    func report(
        _ rule: String, at place: Int, name: String = "", _ message: @autoclosure () -> String,
        cure: @autoclosure () -> String
    ) {
        guard findings.count < RecordParser.maximumFindings else {
            unlisted += 1
            return
        }
        var path = path(ofTape: place)
        if !name.isEmpty { path += path.isEmpty ? name : "." + name }
        findings.append(
            Finding(
                rule: rule, severity: .reject, path: path, message: message(), cure: cure()))
    }

    /// Says how many findings are not listed.
    func closeFindings() {
        guard unlisted > 0 else { return }
        findings.append(
            Finding(
                rule: "record.more", severity: .reject, message: "and \(unlisted) more findings",
                cure: "Mend those listed first"))
    }

    func reportMissing(_ object: Int, _ type: Int, _ slot: Int) {
        let name = record.schema.types[type].fields[slot].name
        report(
            "record.missing", at: object, name: name, "\(name) is required and missing",
            cure: "Add \(name)")
    }

    /// Passes over a value no field takes; it must be JSON all the same.
    func passOver(_ value: Int) {
        guard view.words > 0 else { return }
        for index in value..<view.end(of: value) where view[index].kind == .word {
            reportWord(index)
        }
    }

    private func reportWord(_ at: Int) {
        let token = view[at]
        report(
            "record.json", at: at,
            "\(quoted(source(of: token))) at byte \(token.position + 1) is not JSON",
            cure: "Write it in quotes, or leave the field out")
    }

    /// Refuses a value of another JSON kind than the field's.
    @discardableResult
    func refuseKind(_ at: Int, _ token: JSONToken, _ code: BindingTable.Code) -> RecordNode {
        if token.kind == .word {
            reportWord(at)
            return .refused
        }
        report(
            "record.type", at: at, "\(describe(token)) stands where \(code.noun) is expected",
            cure: code.cure)
        passOver(at)
        return .refused
    }

    func refuseSize(_ at: Int) -> RecordNode {
        report(
            "record.length", at: at,
            "the record has more than \(nodeLimit) values",
            cure: "Split the record")
        return .refused
    }

    func refuseLength(_ at: Int, _ token: JSONToken, _ maximum: Int32) -> RecordNode {
        report(
            "record.length", at: at,
            "the text has \(token.high) bytes; at most \(maximum) are allowed",
            cure: "Shorten it to \(maximum) bytes")
        return .refused
    }

    func refuseControl(_ at: Int, _ token: JSONToken) -> RecordNode {
        report(
            "record.text", at: at,
            "the text \(quoted(view.text(token))) holds a control character",
            cure: "Remove characters below U+0020 other than tab and line break")
        return .refused
    }

    func refuseCalendar(_ at: Int, _ text: ByteView, _ code: BindingTable.Code) -> RecordNode {
        report("record.date", at: at, "\(quoted(text)) is not \(code.noun)", cure: code.cure)
        return .refused
    }

    func refuseDecimals(
        _ at: Int, _ token: JSONToken, _ number: DecimalText, _ code: BindingTable.Code
    ) -> RecordNode {
        let allowed = code == .money ? record.currencyScale : code == .decimal ? 10 : 0
        let owner = code == .money && isKnownCurrency ? currency.string : code.noun
        let decimals = number.scale == 1 ? "1 decimal" : "\(number.scale) decimals"
        report(
            code.numberRule, at: at,
            "\(quoted(written(token))) has \(decimals); \(owner) has at most \(allowed)",
            cure: allowed == 0 ? "Write a whole number" : "Round it to \(allowed) decimals")
        return .refused
    }

    func refuseNumber(
        _ at: Int, _ token: JSONToken, _ fault: DecimalText.Fault, _ code: BindingTable.Code
    ) -> RecordNode {
        let largest =
            code == .money
            ? text(ofMantissa: Int64(Record.largestAmount), scale: record.currencyScale)
            : text(ofMantissa: .max, scale: 0)
        report(
            code.numberRule, at: at,
            "\(quoted(written(token))) \(fault.complaint(largest: largest))", cure: fault.cure)
        return .refused
    }

    /// A scalar's text: a string's content, else the bytes in the line.
    private func written(_ token: JSONToken) -> ByteView {
        token.kind == .string ? view.text(token) : source(of: token)
    }

    /// What a token is, in words.
    func describe(_ token: JSONToken) -> String {
        switch token.kind {
        case .object: "an object"
        case .array: "a list"
        case .string, .key: "the text \(quoted(view.text(token)))"
        case .number, .longNumber: "the number \(quoted(source(of: token)))"
        case .true_, .false_, .null, .word: quoted(source(of: token))
        }
    }

    /// The path of a place of the tape, `lines[3].amount`.
    func path(ofTape target: Int) -> String {
        var path = ""
        var at = 0
        while at != target {
            let token = view[at]
            let isObject = token.kind == .object
            var child = at + 1
            var index = 0
            while index < token.low {
                let value = isObject ? child + 1 : child
                let end = view.end(of: value)
                if target < end {
                    path += isObject ? step(view.text(view[child]), in: path) : "[\(index)]"
                    at = value
                    break
                }
                child = end
                index += 1
            }
        }
        return path
    }

    private func step(_ key: ByteView, in path: String) -> String {
        let name = excerpt(key)
        return path.isEmpty ? name : "." + name
    }
}

extension BindingTable {
    /// An enumeration's values; for messages.
    func names(of enumeration: Int) -> [String] {
        let group = enumerations[enumeration]
        return (0..<Int(group.count)).map { index in
            let name = values[Int(group.first) + index]
            return bytes.view(Int(name.start)..<Int(name.start + name.count)).string
        }
    }
}

extension BindingTable.Code {
    /// The rule a number of this kind breaks.
    fileprivate var numberRule: String { self == .money ? "record.money" : "record.decimal" }

    fileprivate var noun: String {
        switch self {
        case .string, .enumeration: "text"
        case .money: "an amount"
        case .decimal: "a decimal number"
        case .integer: "a whole number"
        case .bool: "true or false"
        case .date: "a date"
        case .time: "a time of day"
        case .cycle: "a month"
        case .object: "an object"
        case .list: "a list"
        }
    }

    fileprivate var cure: String {
        switch self {
        case .string, .enumeration: "Write it in quotes"
        case .money, .decimal: "Write digits with a decimal point, such as 1234.50"
        case .integer: "Write digits only, such as 30"
        case .bool: "Write true or false, without quotes"
        case .date: "Write a day that exists as YYYY-MM-DD, such as 2025-05-15"
        case .time: "Write HH:MM:SS, such as 18:04:59"
        case .cycle: "Write YYYY-MM, such as 2025-05"
        case .object: "Write an object in braces"
        case .list: "Write a list in brackets, also around a single element"
        }
    }
}

extension DecimalText.Fault {
    fileprivate func complaint(largest: String) -> String {
        switch self {
        case .none: ""
        case .empty: "is empty"
        case .exponent: "is in exponent notation"
        case .overflow: "is too large; the largest is \(largest)"
        case .comma: "has a comma"
        case .plus: "has a plus sign"
        case .leadingZero: "has leading zeros"
        case .notFinite, .notANumber: "is not a number"
        }
    }

    fileprivate var cure: String {
        switch self {
        case .none: ""
        case .empty, .notFinite: "Write a number, or leave the field out"
        case .exponent: "Write all digits, such as 1000.00"
        case .overflow: "Check the amount; numbers have at most 18 digits"
        case .comma: "Write a decimal point and no grouping, such as 1234.50"
        case .plus: "Leave the sign out"
        case .leadingZero: "Leave the zeros out"
        case .notANumber: "Write digits with a decimal point, such as 1234.50"
        }
    }
}
