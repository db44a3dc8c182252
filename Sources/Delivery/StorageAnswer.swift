import Primitives

/// What a store answered.
struct StorageAnswer: Sendable, Hashable {
    /// The status of HTTP.
    let status: Int
    /// Names in small letters; of those that come twice the last.
    var headers: [String: String] = [:]
    /// Cut off after a megabyte.
    var body: [UInt8] = []

    /// So many bytes of an answer are kept: a list of a thousand uploads has half of it.
    static let longestBody = 1 << 20

    /// Whether what was asked is done; a store that has begun to answer before it knew says an error with 200.
    var isDone: Bool { 200..<300 ~= status && code == nil }

    /// The word by which S3 names what is wrong; nil if nothing is, or the answer has no body.
    var code: String? { text.contains("<Error>") ? elements("Code").first : nil }

    /// What is wrong in the store's own words, on one line; empty if it has none.
    var words: String {
        let words = (elements("Message").first ?? "").unicodeScalars.map {
            $0.isHidden ? " " : String($0)
        }
        return words.prefix(300).joined()
    }

    /// How long the store asks to be left alone, in milliseconds (RFC 9110 §10.2.3, seconds only).
    var pause: Int? {
        guard let text = headers["retry-after"], let seconds = Int(text), seconds >= 0 else {
            return nil
        }
        return min(seconds, 3_600) * 1_000
    }

    /// The texts of elements of a name, in their order.
    ///
    /// Answers of S3 have no attributes, comments or CDATA where this is used, and what is read is a word to compare
    /// or a sentence to print.
    func elements(_ name: String) -> [String] {
        let parts = text.components(between: "<\(name)>", and: "</\(name)>")
        return parts.map(StorageAnswer.decoded)
    }

    /// The uploads of a list that are of one key.
    func uploads(of key: String) -> [String] {
        text.components(between: "<Upload>", and: "</Upload>").compactMap { part in
            let upload = StorageAnswer(status: status, body: Array(part.utf8))
            guard upload.elements("Key").first == key else { return nil }
            return upload.elements("UploadId").first
        }
    }

    private var text: String { String(decoding: body, as: UTF8.self) }

    /// Text without the five entities of XML.
    private static func decoded(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let (entity, letter) = entities.first(where: { rest.hasPrefix($0.0) }) else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            result += letter
            rest = rest.dropFirst(entity.count)
        }
        return result + rest
    }

    private static let entities = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
    ]
}

extension String {
    /// The texts between pairs of marks, which do not nest.
    fileprivate func components(between start: String, and end: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let opening = rest.firstRange(of: start) {
            rest = rest[opening.upperBound...]
            guard let closing = rest.firstRange(of: end) else { break }
            parts.append(String(rest[..<closing.lowerBound]))
            rest = rest[closing.upperBound...]
        }
        return parts
    }
}
