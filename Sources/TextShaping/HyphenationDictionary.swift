import CHyphen
import Glibc
import Primitives

/// Hyphenation patterns of one language, read by libhyphen; owns one `HyphenDict`.
///
/// Immutable, shared by all workers.
@safe
final class HyphenationDictionary: @unchecked Sendable {
    // Sendable: libhyphen walks the dictionary's states and writes to its caller's buffers only.

    private let handle: UnsafeMutablePointer<HyphenDict>
    /// Whether words are handed over as UTF-8; as ISO 8859-1 otherwise.
    let isUTF8: Bool

    /// Fewest letters before a hyphen, and behind it.
    static let (fewestBefore, fewestBehind) = (2, 3)
    /// Longer words are no words.
    static let longestWord = 100

    /// Reads a pattern file; nil if there is none, or its encoding is neither UTF-8 nor ISO 8859-1.
    init?(path: String) {
        guard let handle = unsafe hnj_hyphen_load(path) else { return nil }
        unsafe self.handle = handle
        isUTF8 = unsafe handle.pointee.utf8 != 0
        let encoding = unsafe withUnsafeBytes(of: handle.pointee.cset) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard isUTF8 || encoding == "ISO8859-1" else {
            unsafe hnj_hyphen_free(handle)
            return nil
        }
    }

    deinit { unsafe hnj_hyphen_free(handle) }

    /// Finds where a word may be hyphenated.
    ///
    /// Places where its spelling would change are left out.
    ///
    /// - Parameters:
    ///   - word: small letters, in the dictionary's encoding.
    ///   - marks: filled with a byte for each letter, odd where a hyphen may stand behind it.
    /// - Complexity: O(*n*); libhyphen allocates nothing for words of fewer than 100 bytes.
    func mark(_ word: borrowing ByteBuffer, into marks: inout ByteBuffer) {
        marks.removeAll()
        let size = word.count
        guard size > 0 else { return }
        let view = word.view
        unsafe marks.appendUnsafe(space: size + 5) { space in
            var changes: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
            var positions: UnsafeMutablePointer<Int32>?
            var cuts: UnsafeMutablePointer<Int32>?
            let hyphens = unsafe UnsafeMutableRawPointer(space).assumingMemoryBound(to: CChar.self)
            let letters = unsafe UnsafeRawPointer(view.base).assumingMemoryBound(to: CChar.self)
            let failed = unsafe hnj_hyphen_hyphenate3(
                handle, letters, Int32(size), hyphens, nil, &changes, &positions, &cuts,
                Int32(Self.fewestBefore), Int32(Self.fewestBehind), 0, 0)
            if let changes = unsafe changes {
                for index in 0..<size {
                    guard let change = unsafe changes[index] else { continue }
                    unsafe space[index] = 0
                    unsafe free(change)
                }
            }
            unsafe free(changes)
            unsafe free(positions)
            unsafe free(cuts)
            return failed == 0 ? size : 0
        }
    }
}
