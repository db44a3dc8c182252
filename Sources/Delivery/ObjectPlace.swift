import Primitives

// What enters this room is the folder of a run that has ended; what leaves are its files in a store of objects, each
// of them created once and accounted for.

/// A bucket of a store that speaks S3, and what stands before the names of a run's files in it.
public struct ObjectPlace: Sendable, Hashable {
    /// The bucket's name.
    public let bucket: String
    /// Ends with a slash; empty for the bucket itself.
    public let prefix: String

    /// So many bytes of UTF-8 has a key at the most, as S3 says.
    static let longestKey = 1_024

    /// A place from `s3://BUCKET` or `s3://BUCKET/PREFIX`; nil for anything else.
    ///
    /// A prefix has no empty part, no `.`, no `..` and no control characters, as programs on the way would clean them
    /// away.
    public init?(_ text: String) {
        guard text.hasPrefix("s3://") else { return nil }
        let parts = text.dropFirst(5).split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, ObjectPlace.isBucket(first) else { return nil }
        bucket = String(first)
        let rest = parts.count > 1 ? parts[1] : ""
        let prefix = rest.hasSuffix("/") ? rest.dropLast() : rest
        guard !prefix.isEmpty else {
            guard rest.isEmpty else { return nil }
            self.prefix = ""
            return
        }
        guard ObjectPlace.isPath(prefix) else { return nil }
        self.prefix = prefix + "/"
    }

    private static func isBucket(_ name: Substring) -> Bool {
        3...255 ~= name.utf8.count && name.first != "." && !name.contains("..")
            && name.utf8.allSatisfy { isUnreserved($0) && $0 != UInt8(ascii: "~") }
    }

    private static func isPath(_ text: Substring) -> Bool {
        let isClean = text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0 != "." && $0 != ".."
        }
        // The longest name of a run's file is that of a document, 255 bytes below its pack's folder.
        return isClean && text.utf8.count <= longestKey - 300
            && !text.unicodeScalars.contains(where: \.isHidden)
    }

    /// The key of a file of the run.
    func key(_ name: String) -> String { prefix + name }

    /// As a user writes it, with a file's name behind it.
    public func text(_ name: String = "") -> String { "s3://\(bucket)/\(prefix)\(name)" }

    /// Text as it stands in a path or query: bytes that are not unreserved (RFC 3986 §2.3) as `%XX`.
    ///
    /// Signatures are made of this very form, so capitals and the set of bytes matter.
    static func encoded(_ text: String, keepsSlashes: Bool) -> String {
        var result = ""
        for byte in text.utf8 {
            if isUnreserved(byte) || (keepsSlashes && byte == UInt8(ascii: "/")) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }
}
