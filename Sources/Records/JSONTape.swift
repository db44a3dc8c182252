import CSimdjson
import Primitives

/// The tokens of one JSON text and, if asked for, its flat tape.
///
/// Owns one `json_tape`, the memory of which is used again and again.
@safe
final class JSONTape {
    private let handle: OpaquePointer
    private let prefaceText: StaticString
    private let preface: Int
    /// Longer texts are gone through in parts of so many bytes.
    private let partBytes: Int
    // No two accesses overlap: one worker, and nothing calls back.
    @exclusivity(unchecked) private var storedLong = LongText()
    /// Whether the text scanned last was such a one.
    @exclusivity(unchecked) private var storedIsLong = false

    private var isLong: Bool { unsafe storedIsLong }

    /// - Parameters:
    ///   - preface: bytes that stay at the start of the strings.
    ///   - partBytes: longer texts are gone through in parts of so many bytes.
    init(preface: StaticString, partBytes: Int) {
        guard let handle = unsafe json_tape_create(preface.utf8Start, preface.utf8CodeUnitCount)
        else { fatalError("No memory for a JSON parser.") }
        unsafe self.handle = handle
        self.preface = preface.utf8CodeUnitCount
        prefaceText = preface
        self.partBytes = partBytes
    }

    deinit { unsafe json_tape_destroy(handle) }

    /// Containers may be nested this deep.
    static let maximumDepth = Int(JSON_TAPE_DEPTH)

    /// Longer texts are gone through in parts, as a rule.
    static let usualPartBytes = 4 << 20

    /// Unescapes a string's content in place; returns its new length, or −1 if it cannot be shown.
    static func unescape(_ content: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
        Int(unsafe json_tape_unescape(content, count))
    }

    /// Finds a text's tokens; it must be followed by `RecordChunk.padding` readable bytes.
    func scan(_ text: ByteView) -> JSONTokens {
        if isLong || text.count > partBytes, let tokens = scanLong(text) { return tokens }
        return unsafe JSONTokens(json_tape_scan(handle, text.base, text.count), preface: preface)
    }

    /// Finds a long text's tokens; nil for another, the memory of the last long one is given back.
    @inline(never)
    private func scanLong(_ text: ByteView) -> JSONTokens? {
        unsafe storedIsLong = text.count > partBytes
        guard isLong else {
            unsafe storedLong.giveBack()
            return nil
        }
        return unsafe storedLong.scan(text, preface: prefaceText, handle, partBytes: partBytes)
    }

    /// Gives back what the tokens of a long text take, which is bound and will not be read.
    func forgetTokens() { if isLong { unsafe storedLong.forgetTokens() } }

    /// Takes the text scanned last apart; it must still be there.
    func read() -> JSONTapeView {
        isLong ? unsafe storedLong.read() : unsafe JSONTapeView(json_tape_read(handle))
    }
}

/// Where the tokens of the text scanned last start: valid until the next scan.
@safe
struct JSONTokens {
    /// Whether there are any; else the tape says why not.
    let isSound: Bool
    let count: Int
    /// Ascending; two more behind the last are the text's size.
    let starts: UnsafePointer<UInt32>
    /// A copy of the text, in which strings may be unescaped in place; behind it stand spaces.
    let text: UnsafeMutablePointer<UInt8>
    /// The preface, and behind it the copy.
    let strings: ByteView

    init(_ tokens: json_tape_tokens, preface: Int) {
        isSound = unsafe tokens.error == JSON_TAPE_OK && tokens.count > 0
        unsafe count = tokens.count
        // Without tokens the pointer is never read through.
        unsafe starts = tokens.starts ?? UnsafePointer(bitPattern: 16).unsafelyUnwrapped
        unsafe text = tokens.strings + preface
        unsafe strings = ByteView(base: tokens.strings, count: tokens.string_bytes)
    }

    init(
        isSound: Bool, count: Int, starts: UnsafePointer<UInt32>?,
        text: UnsafeMutablePointer<UInt8>, strings: ByteView
    ) {
        self.isSound = isSound
        self.count = count
        unsafe self.starts = starts ?? UnsafePointer(bitPattern: 16).unsafelyUnwrapped
        unsafe self.text = text
        self.strings = strings
    }

    /// Where the text's copy starts in `strings`.
    var preface: Int { unsafe UnsafePointer(text) - strings.base }
}

/// What the last read left: valid until the next scan.
@safe
struct JSONTapeView {
    let error: JSONTapeError
    let errorPosition: Int
    let strings: ByteView
    let count: Int
    /// How many tokens stand where a value may stand and are none.
    let words: Int
    private let nodes: UnsafePointer<json_tape_node>

    init(_ result: json_tape_result) {
        unsafe error = JSONTapeError(rawValue: result.error) ?? .noMemory
        unsafe errorPosition = Int(result.position)
        unsafe strings = ByteView(base: result.strings, count: result.string_bytes)
        unsafe count = result.count
        unsafe words = result.words
        unsafe nodes = result.nodes
    }

    /// The node at `index`; traps outside `0..<count`.
    @inline(__always)
    subscript(index: Int) -> JSONToken {
        precondition(index >= 0 && index < count)
        return unsafe JSONToken(nodes[index])
    }

    /// The index behind a value and all of its contents.
    @inline(__always)
    func end(of index: Int) -> Int {
        let token = self[index]
        return token.isContainer ? token.high : index + 1
    }

    /// The unescaped bytes of a string or key.
    @inline(__always)
    func text(_ token: JSONToken) -> ByteView { strings[token.low..<token.low + token.high] }
}

/// One node of the tape, by value.
struct JSONToken: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
        case object, array, string, key, number, longNumber, true_, false_, null, word
    }

    let kind: Kind
    let detail: UInt8
    let position: Int
    let value: Int64

    @inline(__always)
    init(_ node: json_tape_node) {
        kind = Kind(rawValue: node.kind) ?? .word
        detail = node.detail
        position = Int(node.position)
        value = node.value
    }

    /// A container's count of members or elements, or a string's offset.
    @inline(__always)
    var low: Int { Int(UInt32(truncatingIfNeeded: value)) }

    /// The index behind a container, or a string's length.
    @inline(__always)
    var high: Int { Int(truncatingIfNeeded: UInt64(bitPattern: value) >> 32) }

    @inline(__always)
    var isContainer: Bool { kind == .object || kind == .array }

    /// Whether a string holds a control character that no document can show.
    var hasControl: Bool { Int(detail) & JSON_TAPE_HAS_CONTROL != 0 }
}

/// Why a text could not be taken apart; the numbers are those of `CSimdjson.h`.
enum JSONTapeError: Int32 {
    case none, noMemory, empty, notUTF8, rawControl, unclosedString, tooDeep, expectedValue
    case expectedKey, expectedColon, expectedCommaOrBrace, expectedCommaOrBracket, expectedEnd
    case badEscape, loneSurrogate, tooMany
}
