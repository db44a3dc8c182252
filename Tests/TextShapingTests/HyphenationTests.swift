import Primitives
import TestSupport
import XCTest

@testable import TextShaping

final class HyphenationTests: XCTestCase {
    /// The word with hyphens wherever the language's patterns allow one.
    private func hyphenated(
        _ word: String, _ language: String, _ hyphenation: Hyphenation
    ) throws -> String {
        var tag = ByteBuffer()
        var bytes = ByteBuffer()
        var marks = ByteBuffer()
        tag.append(string: language)
        let dictionary = try XCTUnwrap(hyphenation.dictionary(for: tag.view))
        let scalars = Array(word.unicodeScalars)
        for scalar in scalars {
            if dictionary.isUTF8 {
                bytes.append(scalar: scalar.value)
            } else {
                bytes.append(UInt8(scalar.value))
            }
        }
        dictionary.mark(bytes, into: &marks)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            result.unicodeScalars.append(scalar)
            if marks[index] & 1 == 1, index + 1 < scalars.count { result += "-" }
        }
        return result
    }

    func testPatternsOfEachLanguage() throws {
        let rows: [(language: String, words: [String], line: UInt)] = [
            ("pt-BR", ["te-le-co-mu-ni-ca-ções", "fa-tura", "co-brança"], #line),
            ("pt-PT", ["te-le-co-mu-ni-ca-ções"], #line),
            ("es-ES", ["te-le-co-mu-ni-ca-cio-nes"], #line),
            ("en-US", ["telecom-mu-ni-ca-tions"], #line),
            ("en-GB", ["tele-com-mu-nic-a-tions"], #line),
            ("de-DE", ["te-le-kom-mu-ni-ka-ti-ons-rech-nung", "grö-ßere"], #line),
            ("fr-FR", ["té-lé-com-mu-ni-ca-tions"], #line),
            ("it-IT", ["te-le-co-mu-ni-ca-zioni"], #line),
        ]
        for row in rows {
            let hyphenation = try Hyphenation(languages: [row.language])
            for word in row.words {
                let plain = word.replacingOccurrences(of: "-", with: "")
                XCTAssertEqual(
                    try hyphenated(plain, row.language, hyphenation), word, row.language,
                    line: row.line)
            }
        }
    }

    func testKeepsTwoLettersBeforeAndThreeBehind() throws {
        let hyphenation = try Hyphenation(languages: ["pt-BR"])
        for word in ["a", "ab", "abcd", "idea", "oito", "telecomunicações"] {
            let parts = try hyphenated(word, "pt-BR", hyphenation).split(separator: "-")
            guard parts.count > 1 else { continue }
            XCTAssertGreaterThanOrEqual(parts[0].count, 2, word)
            XCTAssertGreaterThanOrEqual(parts[parts.count - 1].count, 3, word)
        }
    }

    func testNamesTheFilesItDependsOn() throws {
        let sources = try Hyphenation(languages: ["pt-BR", "it-IT"]).sources
        XCTAssertEqual(sources.map(\.language), ["pt-BR", "it-IT"])
        XCTAssertEqual(
            sources.map(\.path),
            ["/usr/share/hyphen/hyph_pt_BR.dic", "/usr/share/hyphen/hyph_it_IT.dic"])
        XCTAssertNotEqual(sources[0].checksum, sources[1].checksum)
    }

    func testSaysWhichPackageIsMissing() throws {
        let folder = try TemporaryFolder().url.path
        let rows: [(language: String, package: String, line: UInt)] = [
            ("pt-BR", "hyphen-pt-br", #line), ("pt", "hyphen-pt-pt", #line),
            ("es-MX", "hyphen-es", #line), ("en", "hyphen-en-us", #line),
            ("en-GB", "hyphen-en-gb", #line), ("de-CH", "hyphen-de", #line),
            ("fr-FR", "hyphen-fr", #line), ("it-IT", "hyphen-it", #line), ("nl", "", #line),
        ]
        for row in rows {
            XCTAssertThrowsError(
                try Hyphenation(languages: [row.language], folder: folder), line: row.line
            ) { error in
                let error = error as? HyphenationError
                XCTAssertEqual(error?.package, row.package, line: row.line)
                XCTAssertEqual(
                    error?.message, "there are no hyphenation patterns for “\(row.language)”",
                    line: row.line)
            }
        }
    }
}
