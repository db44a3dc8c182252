import Compression

/// A value of a PDF file.
indirect enum PDFValue: Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case name(String)
    case string([UInt8])
    case array([PDFValue])
    case dictionary([String: PDFValue])
    case reference(Int)
    case stream([String: PDFValue], [UInt8])

    var dictionary: [String: PDFValue] {
        switch self {
        case .dictionary(let entries), .stream(let entries, _): entries
        default: [:]
        }
    }

    var array: [PDFValue] { if case .array(let items) = self { items } else { [] } }
    var number: Double? { if case .number(let value) = self { value } else { nil } }
    var name: String? { if case .name(let value) = self { value } else { nil } }
    var string: [UInt8]? { if case .string(let value) = self { value } else { nil } }
    var reference: Int? { if case .reference(let id) = self { id } else { nil } }
}

struct PDFReaderError: Error {
    let offset: Int
    let what: String
}

/// Reads whole PDF files with a classic cross-reference table, strictly: every offset, length and keyword must
/// be where ISO 32000-1 wants it.
struct PDFReader {
    private(set) var objects: [Int: PDFValue] = [:]
    private(set) var trailer: [String: PDFValue] = [:]

    init(_ bytes: [UInt8]) throws {
        let end = String(decoding: bytes.suffix(40), as: UTF8.self)
        guard bytes.starts(with: Array("%PDF-1.7\n".utf8)), end.hasSuffix("%%EOF\n"),
            let line = end.split(separator: "\n").dropLast().last, let start = Int(line)
        else { throw PDFReaderError(offset: 0, what: "head or foot") }
        var parser = PDFParser(bytes, at: start)
        try parser.expect("xref\n0 ")
        let count = try parser.integer()
        parser.skipSpace()
        var offsets: [Int: Int] = [:]
        for id in 0..<count {
            let entry = String(decoding: bytes[parser.offset..<parser.offset + 20], as: UTF8.self)
            let parts = entry.split(whereSeparator: \.isWhitespace)
            guard parts.count == 3, entry.hasSuffix("\r\n"), let offset = Int(parts[0]) else {
                throw PDFReaderError(offset: parser.offset, what: "xref entry")
            }
            if parts[2] == "n" { offsets[id] = offset }
            parser.offset += 20
        }
        try parser.expect("trailer\n")
        trailer = try parser.value().dictionary
        guard trailer["Size"] == .number(Double(count)) else {
            throw PDFReaderError(offset: parser.offset, what: "Size")
        }
        for (id, offset) in offsets {
            var parser = PDFParser(bytes, at: offset)
            try parser.expect("\(id) 0 obj\n")
            objects[id] = try parser.object()
        }
    }

    /// The value itself, or the object it refers to.
    func resolve(_ value: PDFValue?) -> PDFValue {
        guard let value else { return .null }
        guard case .reference(let id) = value else { return value }
        return objects[id] ?? .null
    }

    var catalog: [String: PDFValue] { resolve(trailer["Root"]).dictionary }
    var info: [String: PDFValue] { resolve(trailer["Info"]).dictionary }

    var pages: [[String: PDFValue]] {
        resolve(resolve(catalog["Pages"]).dictionary["Kids"]).array.map { resolve($0).dictionary }
    }

    /// A stream's bytes, inflated.
    func data(_ value: PDFValue?) throws -> [UInt8] {
        guard case .stream(let entries, let bytes) = resolve(value) else { return [] }
        guard entries["Filter"] == .name("FlateDecode") else { return bytes }
        return try inflate(bytes, limit: 1 << 26)
    }

    /// A page's content stream as text, one character a byte.
    func content(_ page: Int) throws -> String {
        String(String.UnicodeScalarView(try data(pages[page]["Contents"]).map { .init($0) }))
    }

    /// The fonts a page may use, by name.
    func fonts(_ page: Int) -> [String: [String: PDFValue]] {
        resolve(resolve(pages[page]["Resources"]).dictionary["Font"]).dictionary
            .mapValues { resolve($0).dictionary }
    }
}

/// Reads values one after the other.
struct PDFParser {
    private let bytes: [UInt8]
    var offset: Int

    init(_ bytes: [UInt8], at offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private func fail(_ what: String) -> PDFReaderError {
        PDFReaderError(offset: offset, what: what)
    }

    mutating func skipSpace() {
        while offset < bytes.count, [0, 9, 10, 12, 13, 32].contains(byte) { offset += 1 }
    }

    mutating func expect(_ text: String) throws {
        guard offset >= 0, bytes.dropFirst(offset).starts(with: Array(text.utf8)) else {
            throw fail("no \(text)")
        }
        offset += text.utf8.count
    }

    mutating func integer() throws -> Int {
        guard let value = try value().number else { throw fail("no number") }
        return Int(value)
    }

    /// A value and, if it is a stream, its bytes; up to `endobj`.
    mutating func object() throws -> PDFValue {
        var object = try value()
        if case .dictionary(let entries) = object, peek("\nstream\r\n") {
            offset += 9
            guard let length = entries["Length"]?.number else { throw fail("no Length") }
            let data = Array(bytes[offset..<offset + Int(length)])
            offset += Int(length)
            try expect("\nendstream")
            object = .stream(entries, data)
        }
        try expect("\nendobj\n")
        return object
    }

    private func peek(_ text: String) -> Bool {
        bytes.dropFirst(offset).starts(with: Array(text.utf8))
    }

    mutating func value() throws -> PDFValue {
        skipSpace()
        if peek("<<") { return try dictionary() }
        switch byte {
        case UInt8(ascii: "/"): return .name(name())
        case UInt8(ascii: "("): return .string(try literal())
        case UInt8(ascii: "<"): return .string(try hexString())
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return try numberOrReference()
        default:
            for (word, value) in [
                ("true", PDFValue.bool(true)), ("false", .bool(false)), ("null", .null),
            ]
            where peek(word) {
                offset += word.utf8.count
                return value
            }
            throw fail("no value")
        }
    }

    private mutating func dictionary() throws -> PDFValue {
        offset += 2
        var entries: [String: PDFValue] = [:]
        while true {
            skipSpace()
            if peek(">>") { break }
            guard byte == UInt8(ascii: "/") else { throw fail("no key") }
            let key = name()
            guard entries.updateValue(try value(), forKey: key) == nil else {
                throw fail("\(key) twice")
            }
        }
        offset += 2
        return .dictionary(entries)
    }

    private mutating func array() throws -> PDFValue {
        offset += 1
        var items: [PDFValue] = []
        while true {
            skipSpace()
            if byte == UInt8(ascii: "]") { break }
            items.append(try value())
        }
        offset += 1
        return .array(items)
    }

    private mutating func name() -> String {
        offset += 1
        let start = offset
        while offset < bytes.count, byte > 32, !"()<>[]{}/%".utf8.contains(byte) { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func numberOrReference() throws -> PDFValue {
        let start = offset
        while "0123456789-.".utf8.contains(byte), offset < bytes.count { offset += 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if let id = Int(text), peek(" 0 R") {
            offset += 4
            return .reference(id)
        }
        let padded = text.hasPrefix("-.") ? "-0" + text.dropFirst() : text
        guard let value = Double(padded.hasPrefix(".") ? "0" + padded : padded) else {
            throw fail("number \(text)")
        }
        return .number(value)
    }

    private mutating func literal() throws -> [UInt8] {
        offset += 1
        var depth = 1
        var string: [UInt8] = []
        while offset < bytes.count {
            let current = byte
            offset += 1
            switch current {
            case UInt8(ascii: "\\"):
                string.append(byte == UInt8(ascii: "r") ? 13 : byte)
                offset += 1
                continue
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            if depth == 0 { return string }
            string.append(current)
        }
        throw fail("open string")
    }

    private mutating func hexString() throws -> [UInt8] {
        offset += 1
        var digits: [UInt8] = []
        while byte != UInt8(ascii: ">") {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
                throw fail("hex")
            }
            digits.append(UInt8(digit))
            offset += 1
        }
        offset += 1
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
