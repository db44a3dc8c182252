import Primitives
import XCTest

@testable import Expressions

final class PluralRulesTests: XCTestCase {
    /// Samples of CLDR 47's plurals.xml, and what is printed as 1.0.
    func testCategories() throws {
        let rows: [(language: String, category: String, counts: String, line: UInt)] = [
            ("pt-BR", "one", "0 1 0.0 1.5 0.99 -1", #line),
            ("pt-BR", "other", "2 17 100 2.0 999999 1000001", #line),
            ("pt-BR", "many", "1000000 2000000 -1000000", #line),
            ("pt-PT", "one", "1", #line), ("pt-PT", "other", "0 2 1.0 1.5", #line),
            ("es-ES", "one", "1 1.0 1.00", #line), ("es-ES", "other", "0 1.5 2 0.1", #line),
            ("es-ES", "many", "1000000", #line), ("es-ES", "other", "1000000.0", #line),
            ("en-US", "one", "1 -1", #line), ("en-US", "other", "0 1.0 1.5 2 1000000", #line),
            ("de-CH", "one", "1", #line), ("de-CH", "other", "0 1.0 2", #line),
            ("fr-FR", "one", "0 1 1.9", #line), ("fr-FR", "other", "2 -2", #line),
            ("fr-FR", "many", "1000000", #line), ("it-IT", "one", "1", #line),
            ("it-IT", "other", "0 1.0", #line),
            // A language's own rules serve its other countries.
            ("en-AU", "one", "1", #line), ("pt", "one", "0 1", #line), ("de", "other", "0", #line),
        ]
        for row in rows {
            let steps = FrozenTable(
                try XCTUnwrap(PluralRules.named(row.language), line: row.line).steps)
            for count in row.counts.split(separator: " ") {
                let category = steps.category(of: decimal(count), in: 0..<steps.count)
                XCTAssertEqual(category.name, row.category, "\(count)", line: row.line)
            }
        }
        XCTAssertNil(PluralRules.named("nl-NL"))
        XCTAssertNil(PluralRules.named(""))
        XCTAssertEqual(pluralCategories(of: "en-GB"), [.one, .other])
        XCTAssertEqual(pluralCategories(of: "it-IT"), [.one, .many, .other])
        XCTAssertEqual(LocaleFormat.tags, pluralTables.map(\.tag))
    }

    /// What our languages do not use, yet the rules may ask.
    func testOperands() {
        let rows: [(relation: PluralRelation, counts: String, others: String, line: UInt)] = [
            (.init(.v, modulus: 0, in: 1...2), "1.0 1.25", "1 1.125", #line),
            (.init(.f, modulus: 0, in: 20...20), "1.20 7.20", "1.2 20", #line),
            (.init(.t, modulus: 0, in: 2...2), "1.20 1.2 -3.200 1.02", "2 1.12", #line),
            (.init(.i, modulus: 10, in: 2...4), "2 13 104.5", "1 5 20", #line),
            (.init(.i, modulus: 100, outside: 12...14), "2 115", "12 113", #line),
            (.init(.n, modulus: 10, in: 1...1), "1 21 1.0", "1.5 2", #line),
        ]
        for row in rows {
            for (counts, holds) in [(row.counts, true), (row.others, false)] {
                for count in counts.split(separator: " ") {
                    XCTAssertEqual(
                        row.relation.holds(for: decimal(count)), holds, "\(count)", line: row.line)
                }
            }
        }
    }

    func testStringsByCount() throws {
        let fixture = Fixture(strings: [
            "pt-BR": ["in": "[{{t('rows', 2)}}]"], "en-US": ["in": "x"],
        ])
        fixture.forms = [
            "rows": ["zero": "none", "one": "{{count}} row", "other": "{{count}} rows of {{id}}"]
        ]
        let rows: [(language: String, source: String, text: String, line: UInt)] = [
            ("en-US", "t('rows', 0)", "none", #line), ("en-US", "t('rows', 1)", "1 row", #line),
            ("en-US", "t('rows', 2)", "2 rows of A-1", #line),
            ("en-US", "t('rows', 1.5)", "1,5 rows of A-1", #line),
            ("pt-BR", "t('rows', 1.5)", "1,5 row", #line),
            ("pt-BR", "t('rows', 1000000)", "1.000.000 rows of A-1", #line),
            ("pt-BR", "t('rows', count(lines))", "4 rows of A-1", #line),
            ("pt-BR", "t('rows', lines[0].quantity)", "1,5 row", #line),
            // Without a count there is nothing to say.
            ("pt-BR", "t('rows', lines[3].quantity)", "∅", #line),
            ("pt-BR", "concat(t('rows', 1), ' / ', t('rows', 0))", "1 row / none", #line),
            ("pt-BR", "t('in')", "[2 rows of A-1]", #line), ("en-US", "t('in')", "x", #line),
            // A plain string may have a count, too.
            ("pt-BR", "t('in', 7)", "[2 rows of A-1]", #line),
        ]
        for row in rows {
            fixture.language = row.language
            XCTAssertEqual(try fixture.printed(row.source), row.text, row.source, line: row.line)
        }
    }

    private func decimal(_ text: Substring) -> ExactDecimal {
        let parts = text.split(separator: ".")
        let scale = parts.count > 1 ? parts[1].count : 0
        return ExactDecimal(mantissa: Int128(text.filter { $0 != "." })!, scale: scale)
    }
}
