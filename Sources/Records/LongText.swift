import CSimdjson
import Primitives

/// The tokens of a text so long that they, its copy and its tape lie in the `Spool`.
///
/// The text is gone through in parts, each of which ends behind a comma that stands in no string: so what is in
/// memory at once is a part, however long the text. Tokens and tape are those of the whole.
@safe
struct LongText: ~Copyable {
    /// The preface, and behind it the copy.
    private var strings = ByteBuffer(capacity: 16, spoolsBeyond: 0)
    private var starts = Pool<UInt32>(capacity: 1, spools: true)
    private var nodes = Pool<json_tape_node>(capacity: 1, spools: true)
    private var text = ByteView()
    private var preface = 0
    private var error = Int32(JSON_TAPE_EMPTY)

    /// A text has at most so many tokens (half a gibibyte of places): four of them for each value it may have.
    static let maximumTokens = 1 << 27

    /// Gives all memory back.
    mutating func giveBack() {
        strings.giveBack()
        nodes.giveBack()
        forgetTokens()
        text = ByteView()
        error = Int32(JSON_TAPE_EMPTY)
    }

    /// Gives the memory of the tokens back; the copy stays.
    mutating func forgetTokens() { starts.giveBack() }

    /// Finds a text's tokens.
    ///
    /// - Parameters:
    ///   - text: followed by `RecordChunk.padding` readable bytes; stays where it is until the last `read`.
    ///   - preface: stands before the copy.
    ///   - tape: finds the tokens of each part.
    ///   - partBytes: how long a part is; longer where its last commas stand in a string.
    /// - Returns: the tokens, which are not sound where the text is none; `read` says why.
    mutating func scan(
        _ text: ByteView, preface: StaticString, _ tape: OpaquePointer, partBytes: Int
    ) -> JSONTokens {
        giveBack()
        self.text = text
        self.preface = preface.utf8CodeUnitCount
        error = Int32(text.count < Int(Int32.max) ? JSON_TAPE_OK : JSON_TAPE_NO_MEMORY)
        if error == JSON_TAPE_OK {
            strings.reserve(self.preface + text.count + RecordChunk.padding)
        }
        strings.append(preface)
        var start = 0
        while start < text.count, isReadable {
            start = unsafe scanPart(from: start, tape, bytes: partBytes)
            Spool.trim()
        }
        strings.append(repeating: 32, count: RecordChunk.padding)
        strings.truncate(to: strings.count - RecordChunk.padding)
        let count = starts.count
        starts.append(repeating: UInt32(truncatingIfNeeded: text.count), count: 2)
        return tokens(count)
    }

    /// Adds the tokens and the copy of a part; returns where the next one begins.
    private mutating func scanPart(
        from start: Int, _ tape: OpaquePointer, bytes: Int
    ) -> Int {
        var bytes = bytes
        while true {
            let end = end(ofPart: start, bytes: bytes)
            let found = unsafe json_tape_scan_part(tape, text.base + start, end - start)
            if unsafe found.error == JSON_TAPE_UNCLOSED_STRING, end < text.count {
                // The comma stands in a string; twice as far on another may stand in none.
                bytes *= 2
                continue
            }
            unsafe add(found, from: start)
            strings.append(text[start..<end])
            return end
        }
    }

    /// Whether the rest of the text is looked at, be it for a graver error: the order is that of one scan.
    private var isReadable: Bool {
        error == JSON_TAPE_OK || error == JSON_TAPE_RAW_CONTROL || error == JSON_TAPE_NOT_UTF8
    }

    /// Adds the tokens of a part, or notes what is wrong with it.
    private mutating func add(_ found: json_tape_tokens, from start: Int) {
        let isFirstError = error == JSON_TAPE_OK
        switch unsafe Int(found.error) {
        case JSON_TAPE_OK: break
        case JSON_TAPE_EMPTY where start > 0: return  // white space behind the last token
        case JSON_TAPE_NOT_UTF8 where !isFirstError: return
        default:
            unsafe error = found.error
            return
        }
        guard let first = unsafe found.starts, isFirstError else { return }
        guard unsafe starts.count + found.count <= LongText.maximumTokens else {
            error = Int32(JSON_TAPE_TOO_MANY)
            return
        }
        let start = UInt32(truncatingIfNeeded: start)
        unsafe starts.reserve(found.count)
        for index in unsafe 0..<found.count { starts.append(start &+ (unsafe first[index])) }
    }

    /// Where a part ends: behind its last comma, or at the text's end.
    private func end(ofPart start: Int, bytes: Int) -> Int {
        var bytes = bytes
        while start + bytes < text.count {
            var end = start + bytes
            while end > start, text[end - 1] != UInt8(ascii: ",") { end -= 1 }
            if end > start { return end }
            bytes *= 2
        }
        return text.count
    }

    private mutating func tokens(_ count: Int) -> JSONTokens {
        let view = strings.view
        // Nothing is appended to either before the text's last use, so they stay where they are.
        let places = unsafe starts.withUnsafeBytes {
            unsafe $0.baseAddress?.assumingMemoryBound(to: UInt32.self)
        }
        return unsafe JSONTokens(
            isSound: error == JSON_TAPE_OK && count > 0, count: count, starts: places,
            text: UnsafeMutablePointer(mutating: view.base) + preface, strings: view)
    }

    /// Takes the text apart; its strings are written anew.
    mutating func read() -> JSONTapeView {
        var result = unsafe json_tape_result()
        unsafe result.error = error
        unsafe result.strings = strings.view.base
        unsafe result.string_bytes = preface
        unsafe nodes.withUnsafeBytes {
            unsafe result.nodes = $0.baseAddress?.assumingMemoryBound(to: json_tape_node.self)
        }
        guard error == JSON_TAPE_OK else { return unsafe JSONTapeView(result) }
        let count = starts.count - 2
        nodes.reserve(count)
        let copy = unsafe UnsafeMutablePointer(mutating: strings.view.base)
        let text = text
        let preface = preface
        unsafe starts.withUnsafeBytes { starts in
            unsafe nodes.withUnsafeMutableBytes { nodes in
                var long = unsafe json_tape_long(
                    text: text.base, bytes: text.count,
                    starts: starts.baseAddress?.assumingMemoryBound(to: UInt32.self), count: count,
                    nodes: nodes.baseAddress?.assumingMemoryBound(to: json_tape_node.self),
                    strings: copy, preface: preface, pause: { Spool.trim() })
                unsafe result = json_tape_read_long(&long)
            }
        }
        return unsafe JSONTapeView(result)
    }
}
