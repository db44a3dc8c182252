import Primitives

// Text that cannot be taken apart as JSON: where, what was expected, what stands there.
extension RecordParser {
    /// The one finding of a broken line.
    func syntaxFinding() -> Finding {
        let (position, message, cure) = syntaxError()
        let place = position.map { "byte \($0 + 1): " } ?? ""
        return Finding(
            rule: "record.json", severity: .reject, message: place + message, cure: cure)
    }

    private func syntaxError() -> (position: Int?, message: String, cure: String) {
        let position = view.errorPosition
        let found = "found \(found(at: position))"
        switch view.error {
        case .none: return (nil, "", "")
        case .noMemory:
            return (nil, "no memory for a record of \(line.count) bytes", "Split the record")
        case .tooMany:
            return (
                nil, "the line has more than \(LongText.maximumTokens) names, values and marks",
                "Split the record"
            )
        case .empty: return (nil, "the line is empty", "Write one JSON object on each line")
        case .notUTF8:
            return (brokenUTF8(), "the text is not UTF-8", "Save the input as UTF-8, not Latin-1")
        case .rawControl:
            return (
                rawControl(), "a control character stands in a string",
                "Write it as an escape, \\n for a line break, or remove it"
            )
        case .unclosedString:
            return (
                openQuote(), "a string starts and does not end",
                "Close it, and write a quote inside it as \\\""
            )
        case .tooDeep:
            return (
                position, "objects and lists are nested deeper than 64", "Flatten the record"
            )
        case .expectedValue:
            return (position, "expected a value, \(found)", "Write a value, or remove the comma")
        case .expectedKey:
            return (position, "expected a name in quotes, \(found)", keyCure(position))
        case .expectedColon:
            return (position, "expected a colon, \(found)", "Write \"name\": value")
        case .expectedCommaOrBrace:
            return (position, "expected a comma or }, \(found)", separatorCure(position))
        case .expectedCommaOrBracket:
            return (position, "expected a comma or ], \(found)", separatorCure(position))
        case .expectedEnd:
            return (
                position, "expected the end of the line, \(found)",
                "Write one JSON object on each line"
            )
        case .badEscape:
            return (
                position, "\(found) is no escape",
                "Write a backslash as \\\\; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
            )
        case .loneSurrogate:
            return (
                position, "\(found) is half of a surrogate pair",
                "Write the character itself in UTF-8, or both halves"
            )
        }
    }

    /// What stands at a place: some bytes of it, or the line's end.
    private func found(at position: Int) -> String {
        guard position < line.count else { return "the end of the line" }
        var end = position + 1
        while end < line.count, end < position + 16, line[end] > 32, line[end] != 44 { end += 1 }
        return quoted(line[position..<end])
    }

    private func keyCure(_ position: Int) -> String {
        guard position < line.count else { return lineCure }
        if isDigit(line[position]) { return "Write a decimal point, not a comma, in numbers" }
        if line[position] == 125 { return "Remove the comma in front of it" }
        return "Write names in double quotes"
    }

    private func separatorCure(_ position: Int) -> String {
        position < line.count ? "Write a comma between values" : lineCure
    }

    private var lineCure: String { "Write the whole record on one line; it may have been cut off" }

    private func brokenUTF8() -> Int? {
        var index = 0
        while index < line.count {
            let start = index
            // A character U+FFFD that was really written is three bytes long.
            if decodeScalar(line, at: &index) == 0xFFFD, index == start + 1 { return start }
        }
        return nil
    }

    private func rawControl() -> Int? {
        var inString = false
        var index = 0
        while index < line.count {
            let byte = line[index]
            if inString, byte < 32 { return index }
            if inString, byte == 92 { index += 1 } else if byte == 34 { inString.toggle() }
            index += 1
        }
        return nil
    }

    private func openQuote() -> Int? {
        var open: Int?
        var index = 0
        while index < line.count {
            let byte = line[index]
            if open != nil, byte == 92 {
                index += 1
            } else if byte == 34 {
                open = open == nil ? index : nil
            }
            index += 1
        }
        return open
    }
}

/// Text for a message: at most 40 bytes of it, control characters as <U+XXXX>.
func excerpt(_ text: ByteView) -> String {
    var result = ""
    var index = 0
    while index < text.count {
        if index >= 40 { return result + "…" }
        let scalar = decodeScalar(text, at: &index)
        if scalar < 32 || (scalar >= 127 && scalar < 160) {
            let digits = String(scalar, radix: 16, uppercase: true)
            result += "<U+" + String(repeating: "0", count: 4 - digits.count) + digits + ">"
        } else {
            result.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
        }
    }
    return result
}

/// Text for a message, between backquotes.
func quoted(_ text: ByteView) -> String { "`\(excerpt(text))`" }

/// An Int64 with a decimal point.
func text(ofMantissa mantissa: Int64, scale: Int) -> String {
    var digits = String(mantissa.magnitude)
    if digits.count <= scale {
        digits = String(repeating: "0", count: scale + 1 - digits.count) + digits
    }
    if scale > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale)) }
    return (mantissa < 0 ? "-" : "") + digits
}
