import Compression
import Foundation
import Primitives

/// The hyphenation patterns of a template's languages, immutable and shared by all workers.
public final class Hyphenation: Sendable {
    /// A file of patterns that documents depend on.
    public struct Source: Sendable, Hashable {
        /// The language it is used for, as the template names it.
        public let language: String
        /// The file.
        public let path: String
        /// CRC-32 of the file.
        public let checksum: UInt32
    }

    /// For each language its file, in the template's order.
    public let sources: [Source]
    private let tags: [[UInt8]]
    private let dictionaries: [HyphenationDictionary]

    /// No language: no word is hyphenated.
    public static let none = Hyphenation()

    private init() { (sources, tags, dictionaries) = ([], [], []) }

    /// Reads the patterns of some languages.
    ///
    /// - Parameters:
    ///   - languages: BCP 47 tags, as they stand in `BoxTree.info`.
    ///   - folder: where the pattern files are; the distribution's if nil.
    /// - Throws: `HyphenationError` for the first language without patterns.
    public init(languages: [String], folder: String? = nil) throws(HyphenationError) {
        var sources: [Source] = []
        var dictionaries: [HyphenationDictionary] = []
        for language in languages {
            guard let known = HyphenationLanguage(tag: language) else {
                throw HyphenationError(language: language, package: "")
            }
            let path = "\(folder ?? HyphenationLanguage.folder)/\(known.file)"
            guard let bytes = FileManager.default.contents(atPath: path),
                let dictionary = HyphenationDictionary(path: path)
            else { throw HyphenationError(language: language, package: known.package) }
            sources.append(
                Source(language: language, path: path, checksum: crc32([UInt8](bytes))))
            dictionaries.append(dictionary)
        }
        self.sources = sources
        self.dictionaries = dictionaries
        tags = languages.map { Array($0.utf8) }
    }

    /// The patterns for a document's language; nil if the template does not know it.
    func dictionary(for language: ByteView) -> HyphenationDictionary? {
        for index in tags.indices where tags[index].count == language.count {
            let isSame = tags[index].indices.allSatisfy { tags[index][$0] == language[$0] }
            if isSame { return dictionaries[index] }
        }
        return nil
    }
}

/// A language whose words cannot be hyphenated.
public struct HyphenationError: Error, Sendable, Hashable {
    /// BCP 47.
    public let language: String
    /// The distribution's package that would bring its patterns; empty if there is none.
    public let package: String

    /// What is wrong, one sentence without a full stop.
    public var message: String { "there are no hyphenation patterns for “\(language)”" }

    /// What would mend it.
    public var cure: String {
        package.isEmpty
            ? "write hyphens: manual, and soft hyphens (&#xAD;) where words may break"
            : "install the package \(package)"
    }
}
