import Glibc
import Primitives

/// Binds a record that is in order, in one pass over its tokens and without a tape.
///
/// At whatever is out of order it gives up, and the parser takes the text apart again, slowly, to say what is wrong
/// and where. So nothing here keeps a place or a path, and what is bound is what the slow way binds. Texts stay
/// where they are in the tape's copy of the line; only those with escapes are rewritten, in place.
///
/// An object's keys are expected in the order of the last object of its type: each field remembers which one
/// followed it, and its name is compared first.
@safe
struct RecordBinder: ~Copyable {
    let shapes: BindingShapes
    let nodeLimit: Int
    // That of the shapes, one load nearer.
    let types: UnsafeMutablePointer<BoundType>

    // The record under way.
    var nodes = Pool<RecordNode>(capacity: 1)
    /// Elements of the lists that have not ended.
    private var elements = Pool<RecordNode>(capacity: 64, spools: true)
    var text: UnsafeMutablePointer<UInt8>
    /// Start of the token that is read next.
    var token: UnsafePointer<UInt32>
    private var firstToken: UnsafePointer<UInt32>
    private var lastToken: UnsafePointer<UInt32>
    /// From where on the next value that is passed over lets go of what lies behind it.
    var trimToken: UnsafePointer<UInt32>
    /// Offset of `text` in the record's strings.
    var preface = 0
    /// Where the next backslash stands, or the text's end.
    var escape = 0
    private var textBytes = 0
    /// Decimals of the record's currency; −1 until it was met.
    var currencyScale = -1
    /// The month of a date that was read: its first eight bytes, `YYYY-MM-`, and the day before its first.
    var lastMonth = (text: 0 as UInt64, start: 0 as Int32)

    init(_ table: BindingTable, nodeLimit: Int) {
        shapes = BindingShapes(table)
        self.nodeLimit = nodeLimit
        unsafe types = shapes.types
        let nothing = unsafe UnsafeMutablePointer<UInt8>(bitPattern: 16).unsafelyUnwrapped
        unsafe text = nothing
        unsafe token = UnsafePointer(OpaquePointer(nothing))
        unsafe firstToken = token
        unsafe lastToken = token
        unsafe trimToken = token
    }

    /// So many tokens are passed over in one go.
    private static let trimTokens = 1 << 18

    /// Lets go of what was passed over of a long text, up to a token.
    @inline(never)
    mutating func trim(at place: UnsafePointer<UInt32>) {
        Spool.trim()
        unsafe trimToken = place + RecordBinder.trimTokens
    }

    /// Binds the text with these tokens.
    ///
    /// - Returns: whether all of it is in order; if not, the record holds nothing of use.
    mutating func bind(_ tokens: JSONTokens, into record: Record) -> Bool {
        guard tokens.isSound, shapes.currency >= 0 else { return false }
        begin(tokens)
        guard unsafe text[Int(token[0])] == UInt8(ascii: "{") else { return false }
        unsafe token += 1
        swap(&nodes, &record.nodes)
        let root = object(0, depth: 1)
        swap(&nodes, &record.nodes)
        guard !root.isRefused, unsafe token == lastToken, currencyScale >= 0 else { return false }
        record.root = root
        record.strings = tokens.strings
        record.currencyScale = currencyScale
        return true
    }

    private mutating func begin(_ tokens: JSONTokens) {
        unsafe text = tokens.text
        preface = tokens.preface
        textBytes = tokens.strings.count - preface
        unsafe token = tokens.starts
        unsafe firstToken = token
        unsafe lastToken = token + tokens.count
        unsafe trimToken = token + RecordBinder.trimTokens
        escape = backslash(from: 0)
        currencyScale = -1
        elements.removeAll()
    }

    /// Where the next backslash stands, or the text's end.
    private func backslash(from start: Int) -> Int {
        var start = start
        while start < textBytes {
            let count = min(textBytes - start, JSONTape.usualPartBytes)
            if let found = unsafe memchr(text + start, 92, count) {
                return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(text)
            }
            start += count
            if start < textBytes { Spool.trim() }
        }
        return textBytes
    }

    /// Unescapes a string's content in place; returns its new length, or −1.
    @inline(never)
    mutating func unescape(_ start: Int, _ end: Int) -> Int {
        let count = unsafe JSONTape.unescape(text + start, count: end - start)
        escape = backslash(from: end)
        return count
    }

    // MARK: Containers

    /// Reads a key and its colon: the field, or what the shapes have for a key no field has and for what is none.
    @inline(never)
    mutating func field(
        of shape: UnsafePointer<BoundType>, behind previous: UnsafeMutablePointer<BoundField>
    ) -> UnsafeMutablePointer<BoundField> {
        let key = unsafe Int(token[0])
        let colon = unsafe Int(token[1])
        guard unsafe text[key] == UInt8(ascii: "\""), unsafe text[colon] == UInt8(ascii: ":") else {
            return unsafe shapes.malformed
        }
        let end = closingQuote(before: colon)
        let count = end &- key &- 1
        guard count >= 0, end < escape else { return unsafe shapes.malformed }
        unsafe token += 2
        let name = unsafe text + (key &+ 1)
        let guess = unsafe previous.pointee.next
        if unsafe guess.pointee.isNamed(name, count) { return unsafe guess }
        let slot = unsafe shapes.find(ByteView(base: name, count: count), in: shape.pointee)
        guard slot >= 0 else { return unsafe shapes.unknown }
        let field = unsafe shape.pointee.fields + slot
        unsafe previous.pointee.next = field
        return unsafe field
    }

    /// A field's value.
    @inline(__always)
    mutating func member(_ field: UnsafePointer<BoundField>, depth: Int) -> RecordNode {
        if unsafe text[Int(token[0])] == UInt8(ascii: "n") {
            return word("null") ? .null : .refused
        }
        if unsafe field.pointee.code == .list { return unsafe list(field, depth: depth) }
        return unsafe value(field, field.pointee.code, depth: depth)
    }

    private mutating func list(_ field: UnsafePointer<BoundField>, depth: Int) -> RecordNode {
        guard unsafe text[Int(token[0])] == UInt8(ascii: "["), depth < JSONTape.maximumDepth else {
            return .refused
        }
        unsafe token += 1
        let base = elements.count
        var separator = unsafe text[Int(token[0])]
        if separator == UInt8(ascii: "]") { unsafe token += 1 }
        let element = unsafe field.pointee.element
        while separator != UInt8(ascii: "]") {
            let node = unsafe value(field, element, depth: depth + 1)
            guard !node.isRefused else { return .refused }
            elements.append(node)
            if elements.count & 0x3FFF == 0 { Spool.trim() }
            separator = unsafe text[Int(token[0])]
            unsafe token += 1
            guard separator == UInt8(ascii: ",") || separator == UInt8(ascii: "]") else {
                return .refused
            }
        }
        return closeList(from: base)
    }

    /// Elements lie side by side, behind what they hold.
    private mutating func closeList(from base: Int) -> RecordNode {
        let first = nodes.count
        let count = elements.count - base
        guard first + count <= nodeLimit else { return .refused }
        nodes.append(base..<elements.count, of: elements)
        elements.truncate(to: base)
        return RecordNode(.list, count: count, payload: Int64(first))
    }

    /// Anything but a list; `code` is the field's own or that of its elements.
    @inline(__always)
    private mutating func value(
        _ field: UnsafePointer<BoundField>, _ code: BindingTable.Code, depth: Int
    ) -> RecordNode {
        switch code {
        case .string: return unsafe string(field)
        case .money: return money()
        case .decimal: return decimal()
        case .integer: return integer()
        case .bool: return bool()
        case .date, .time, .cycle: return calendar(code)
        case .enumeration: return unsafe enumeration(Int(field.pointee.reference))
        case .object:
            guard unsafe text[Int(token[0])] == UInt8(ascii: "{") else { return .refused }
            unsafe token += 1
            return unsafe object(Int(field.pointee.reference), depth: depth + 1)
        case .list: return .refused
        }
    }

    /// Looks for the record's currency when an amount stands in front of it.
    @inline(never)
    mutating func findCurrency() {
        var depth = 0
        var at = unsafe firstToken
        while unsafe at < lastToken {
            let start = unsafe Int(at[0])
            switch unsafe text[start] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\"") where depth == 1 && (unsafe text[Int(at[1])] == 58):
                let key = unsafe ByteView(base: text + start, count: 10)
                if key == "\"currency\"" { return unsafe takeCurrency(at + 2) }
            default: break
            }
            unsafe at += 1
            if unsafe (at - firstToken) & 0xF_FFFF == 0 { Spool.trim() }
        }
    }

    private mutating func takeCurrency(_ value: UnsafePointer<UInt32>) {
        guard unsafe value < lastToken, unsafe text[Int(value[0])] == UInt8(ascii: "\"") else {
            return
        }
        let start = unsafe Int(value[0]) + 1
        let end = unsafe closingQuote(before: Int(value[1]))
        guard end >= start else { return }
        let code = unsafe ByteView(base: text + start, count: end - start)
        currencyScale = Currencies.decimals(of: code) ?? -1
    }
}
