import Primitives
import XCTest

final class FindingRuleTests: XCTestCase {
    func testRulesHaveNamesOfTheirOwn() {
        let ids = FindingRule.all.map(\.id)
        XCTAssertEqual(Set(ids).count, ids.count)
        for rule in FindingRule.all {
            XCTAssertFalse(rule.meaning.isEmpty || rule.cure.isEmpty, rule.id)
            if rule.isFixed { XCTAssertNotEqual(rule.severity, .hold, rule.id) }
        }
    }

    func testGradesWeighFindings() {
        let all = ["layout.word", "layout.overflow", "layout.word", "text.glyph"].map {
            Finding(rule: $0, severity: .hold, message: $0)
        }
        let rows: [(grades: [String: Grades.Grade], found: [String], line: UInt)] = [
            ([:], ["word hold", "overflow hold", "word hold", "glyph hold"], #line),
            (["layout.word": .off], ["overflow hold", "glyph hold"], #line),
            (
                ["layout.word": .warn, "text.glyph": .reject],
                ["word warn", "overflow hold", "word warn", "glyph reject"], #line
            ),
            (["pdf": .reject], ["word hold", "overflow hold", "word hold", "glyph hold"], #line),
        ]
        for row in rows {
            var grades = Grades()
            for (rule, grade) in row.grades { grades.set(grade, for: rule) }
            var findings = all
            grades.apply(to: &findings)
            XCTAssertEqual(
                findings.map { "\($0.rule.split(separator: ".")[1]) \($0.severity)" }, row.found,
                line: row.line)
        }
        var grades = Grades()
        grades.set(.off, for: "layout.word")
        var findings = all
        grades.apply(to: &findings, from: 1)
        XCTAssertEqual(findings.map(\.rule), ["layout.word", "layout.overflow", "text.glyph"])
        XCTAssertEqual(grades["layout.word"], .off)
        XCTAssertNil(grades["text.glyph"])
    }
}
