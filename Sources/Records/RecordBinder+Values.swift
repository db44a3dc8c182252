import Primitives

// Single values.
extension RecordBinder {
    /// Where the string in front of a token ends: its closing quote, or −1 if none stands there.
    @inline(__always)
    func closingQuote(before next: Int) -> Int {
        var end = next &- 1
        while unsafe text[end] != UInt8(ascii: "\"") {
            guard isSpace(unsafe text[end]) else { return -1 }
            end &-= 1
        }
        return end
    }

    /// Where a number or word that starts at `start` ends.
    @inline(__always)
    func end(of start: Int, before next: Int) -> Int {
        var end = next
        while isSpace(unsafe text[end &- 1]) { end &-= 1 }
        return end
    }

    @inline(__always)
    private func isSpace(_ byte: UInt8) -> Bool {
        byte <= 32 && (byte == 32 || byte == 10 || byte == 13 || byte == 9)
    }

    /// Reads a string, unescaped; a count of −1 if none stands here or it cannot be shown.
    @inline(__always)
    private mutating func content() -> (start: Int, count: Int) {
        let start = unsafe Int(token[0]) &+ 1
        guard unsafe text[start &- 1] == UInt8(ascii: "\"") else { return (0, -1) }
        let end = unsafe closingQuote(before: Int(token[1]))
        unsafe token += 1
        guard end > escape else { return (start, end &- start) }
        return (start, unescape(start, end))
    }

    /// Reads a word: whether it is that one.
    @inline(__always)
    mutating func word(_ expected: StaticString) -> Bool {
        let start = unsafe Int(token[0])
        let end = unsafe end(of: start, before: Int(token[1]))
        unsafe token += 1
        return unsafe ByteView(base: text + start, count: end &- start) == expected
    }

    @inline(__always)
    func view(_ start: Int, _ count: Int) -> ByteView {
        unsafe ByteView(base: text + start, count: count)
    }

    @inline(__always)
    private func node(_ start: Int, _ count: Int) -> RecordNode {
        RecordNode(.string, count: count, payload: Int64(preface &+ start))
    }

    // MARK: Texts

    @inline(__always)
    mutating func string(_ field: UnsafePointer<BoundField>) -> RecordNode {
        let (start, count) = content()
        guard count >= 0, unsafe count <= Int(field.pointee.maximumBytes) else { return .refused }
        if unsafe field.pointee.required != 0, isBlank(view(start, count)) { return .refused }
        if unsafe field == shapes.currencyField {
            guard let decimals = Currencies.decimals(of: view(start, count)) else {
                return .refused
            }
            currencyScale = decimals
        }
        return node(start, count)
    }

    mutating func enumeration(_ enumeration: Int) -> RecordNode {
        let (start, count) = content()
        guard count >= 0, shapes.table.contains(view(start, count), in: enumeration) else {
            return .refused
        }
        return node(start, count)
    }

    mutating func calendar(_ code: BindingTable.Code) -> RecordNode {
        let (start, count) = content()
        guard count >= 0 else { return .refused }
        let text = view(start, count)
        switch code {
        case .date:
            guard let date = CivilDate(iso: text) else { return .refused }
            return RecordNode(.date, payload: Int64(date.days))
        case .time:
            guard let time = secondsOfDay(iso: text) else { return .refused }
            return RecordNode(.time, payload: Int64(time))
        default:
            guard let cycle = Cycle(iso: text) else { return .refused }
            return RecordNode(.cycle, payload: Int64(cycle.months))
        }
    }

    mutating func bool() -> RecordNode {
        let isTrue = unsafe text[Int(token[0])] == UInt8(ascii: "t")
        guard word(isTrue ? "true" : "false") else { return .refused }
        return RecordNode(.bool, payload: isTrue ? 1 : 0)
    }

    // MARK: Numbers

    mutating func money() -> RecordNode {
        var (mantissa, places) = number()
        if currencyScale < 0 { findCurrency() }
        guard places >= 0, places <= currencyScale else { return .refused }
        while places < currencyScale {
            let (wider, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            guard !overflow else { return .refused }
            mantissa = wider
            places &+= 1
        }
        guard mantissa.magnitude <= Record.largestAmount else { return .refused }
        return RecordNode(.money, scale: places, payload: mantissa)
    }

    mutating func decimal() -> RecordNode {
        let (mantissa, places) = number()
        guard places >= 0, places <= 10 else { return .refused }
        return RecordNode(.decimal, scale: places, payload: mantissa)
    }

    mutating func integer() -> RecordNode {
        let (mantissa, places) = number()
        return places == 0 ? RecordNode(.integer, payload: mantissa) : .refused
    }

    /// Reads a number, plain or in a string; −1 places if none stands here or it has more than 18 digits.
    @inline(__always)
    private mutating func number() -> (mantissa: Int64, places: Int) {
        let start = unsafe Int(token[0])
        guard unsafe text[start] != UInt8(ascii: "\"") else { return numberInString() }
        let end = unsafe end(of: start, before: Int(token[1]))
        unsafe token += 1
        return number(start, end)
    }

    private mutating func numberInString() -> (mantissa: Int64, places: Int) {
        let (start, count) = content()
        return count > 0 ? number(start, start + count) : (0, -1)
    }

    /// Digits and perhaps a point and digits (RFC 8259, section 6, without the exponent).
    @inline(__always)
    private func number(_ start: Int, _ end: Int) -> (mantissa: Int64, places: Int) {
        let none = (Int64(0), -1)
        let isNegative = unsafe text[start] == UInt8(ascii: "-")
        let first = isNegative ? start &+ 1 : start
        guard end &- first <= 19 else { return none }
        var mantissa: Int64 = 0
        var at = digits(from: first, to: end, into: &mantissa)
        guard at > first, unsafe text[first] != UInt8(ascii: "0") || at == first &+ 1 else {
            return none
        }
        var places = 0
        if at < end {
            guard unsafe text[at] == UInt8(ascii: ".") else { return none }
            let point = at &+ 1
            at = digits(from: point, to: end, into: &mantissa)
            places = at &- point
            guard at == end, places > 0 else { return none }
        } else if end &- first > 18 {
            return none
        }
        return (isNegative ? 0 &- mantissa : mantissa, places)
    }

    /// Adds digits to a number; returns where they end.
    @inline(__always)
    private func digits(from start: Int, to end: Int, into mantissa: inout Int64) -> Int {
        var at = start
        while at < end {
            let digit = unsafe text[at] &- 48
            guard digit < 10 else { break }
            mantissa = mantissa &* 10 &+ Int64(digit)
            at &+= 1
        }
        return at
    }
}

/// Whether a text is white space only.
@inline(__always)
func isBlank(_ text: ByteView) -> Bool {
    for index in 0..<text.count where text[index] > 32 { return false }
    return true
}
