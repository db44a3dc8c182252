import Foundation
import Packs
import Primitives
import TestSupport
import XCTest

@testable import Rules

final class RulesReaderTests: XCTestCase {
    func testOwnRulesSpeakInTheirWords() throws {
        let made = try RuleFixture.rules([
            "rules.json": #"""
            {"rules": [
              {"id": "own.fine", "when": "terms.fineRate > 2", "message": "{{terms.fineRate}} % is \"too much\" \u00e9",
               "severity": "warn", "cure": "lower it", "path": "terms.fineRate"},
              {"id": "own.low", "when": "total < 1", "message": "{{total}}"},
              {"id": "own.mail", "when": "not customer.email", "message": "{{t('mail')}}", "path": "lines[0].amount"}
            ]}
            """#,
            "strings/pt-BR.json": #"{"mail": "sem e-mail: {{customer.name}}"}"#,
        ])
        let rules = try XCTUnwrap(made.rules, "\(made.wrong)")
        XCTAssertEqual(RuleFixture.findings(RuleFixture.bill, rules), [])
        let bill = RuleFixture.bill([
            (#""kind":"invoice""#, #""kind":"invoice","terms":{"fineRate":2.5}"#),
            (#""email":"ana@x.example","#, ""), (#""invoice":"email","#, ""),
        ])
        let found = RuleFixture.findings(bill, rules)
        XCTAssertEqual(found.map(\.place), ["own.fine terms.fineRate", "own.mail lines[0].amount"])
        XCTAssertEqual(found.map(\.message), ["2,5 % is \"too much\" é", "sem e-mail: Ana"])
        XCTAssertEqual(found.map(\.severity), [.warn, .hold])
        XCTAssertEqual(found.map(\.cure), ["lower it", ""])
    }

    /// Grades stand before the rules here, and name them all the same.
    func testPacksGradeTheirOwnRules() throws {
        let rows: [(grade: String, severities: [Severity], wrong: [String], line: UInt)] = [
            ("warn", [.warn], [], #line), ("reject", [.reject], [], #line), ("off", [], [], #line),
            ("stop", [.hold], ["1:24 F408"], #line),
        ]
        for row in rows {
            let text = """
                {"grades": {"own.low": "\(row.grade)"},
                 "rules": [{"id": "own.low", "when": "total > 1", "message": "{{total}}"}]}
                """
            let folder = try TemporaryFolder()
            try folder.file("rules.json", holding: Data(text.utf8))
            var wrong: [Diagnostic] = []
            let grades = Pack(folder: folder.url.path).grades(&wrong)
            XCTAssertEqual(wrong.map(\.place), row.wrong, line: row.line)
            let made = try RuleFixture.rules(["rules.json": text], grades: grades)
            let rules = try XCTUnwrap(made.rules, "\(made.wrong)")
            var found = RuleFixture.findings(RuleFixture.bill, rules)
            grades.apply(to: &found)
            XCTAssertEqual(found.map(\.severity), row.severities, line: row.line)
        }
        var wrong: [Diagnostic] = []
        let folder = try TemporaryFolder()
        try folder.file(
            "rules.json",
            holding: Data(#"{"grades": {"own.lwo": "off"}, "rules": [{"id": "own.low"}]}"#.utf8))
        _ = Pack(folder: folder.url.path).grades(&wrong)
        XCTAssertEqual(wrong.map(\.place), ["1:13 F407"])
        XCTAssertEqual(wrong.map(\.cure), ["did you mean “own.low”?"])
    }

    func testThresholdsAreRead() throws {
        let made = try RuleFixture.rules([
            "rules.json": #"{"grades": {}, "thresholds": {"totalRatio": 2.5, "taxTolerance": 3}}"#
        ])
        let rules = try XCTUnwrap(made.rules)
        for threshold in RuleThreshold.allCases {
            let wanted =
                threshold == .totalRatio
                ? 2.5 : threshold == .taxTolerance ? 3 : threshold.bounds.standard
            XCTAssertEqual(rules.thresholds[threshold], wanted, threshold.name)
        }
    }

    func testTheYearIsRead() throws {
        let made = try RuleFixture.rules([
            "rules.json": """
            {"thresholds": {"usageSeason": [125, 100, 80, 100, 100, 100, 100, 100, 100, 100, 100, 200]}}
            """
        ])
        let season = try XCTUnwrap(made.rules).thresholds.usageSeason
        XCTAssertEqual(
            [(2026, 1), (2025, 2), (2024, 3), (2026, 12)].map {
                season.factor(Cycle(year: $0.0, month: $0.1).months)
            }, [0.8, 1, 1.25, 0.5])
    }

    func testWrongFilesAreToldWithTheirPlace() throws {
        let rows: [(text: String, found: [String], word: String, line: UInt)] = [
            (#"{"thresholds": []}"#, ["1:16 F411"], "not an object", #line),
            (#"{"thresholds": {"totalRatoi": 2}}"#, ["1:17 F411"], "totalRatoi", #line),
            (#"{"thresholds": {"totalRatio": "2"}}"#, ["1:31 F411"], "totalRatio", #line),
            (#"{"thresholds": {"taxTolerance": 0.5}}"#, ["1:33 F411"], "taxTolerance", #line),
            (
                #"{"thresholds": {"usageSeason": [100, 90]}}"#, ["1:32 F411"], "usageSeason", #line
            ),
            (#"{"thresholds": {"usageSeason": 100}}"#, ["1:32 F411"], "usageSeason", #line),
            (#"{"rules": {}}"#, ["1:11 F412"], "not an array", #line),
            (
                #"{"rules": [{"id": "a.b", "when": "totl < 1", "message": "x"}]}"#, ["1:35 F203"],
                "rules[0].when", #line
            ),
            (
                #"{"rules": [{"id": "a.b", "when": "\u0074otal < 'x'", "message": "x"}]}"#,
                ["1:48 F205"], "rules[0].when", #line
            ),
            (
                #"{"rules": [{"id": "a.b", "when": "total < 1", "message": "x {{lines}}"}]}"#,
                ["1:63 F205"], "rules[0].message", #line
            ),
            (#"{"rules": [{"id": "a.b", "when": "true"}]}"#, ["1:12 F412"], "message", #line),
            (
                #"{"rules": [{"id": "total.sum", "when": "true", "message": "x"}]}"#, ["1:19 F412"],
                "already", #line
            ),
            (
                #"{"rules": [{"id": "a b", "when": "true", "message": "x"}]}"#, ["1:19 F412"],
                "no name", #line
            ),
            (
                #"{"rules": [{"id": "a.b", "when": "true", "message": "x", "severity": "stop"}]}"#,
                ["1:70 F408"], "rules[0].severity", #line
            ),
            (
                #"{"rules": [{"id": "a.b", "when": "true", "message": "x", "path": "lines[].amuont"}]}"#,
                ["1:66 F412"], "lines[].amuont", #line
            ),
            (
                #"{"rules": [{"id": "a.b", "when": "true", "mesage": "x"}]}"#,
                ["1:42 F412", "1:12 F412"], "mesage", #line
            ),
        ]
        for row in rows {
            let found = try RuleFixture.rules(["rules.json": row.text])
            XCTAssertEqual(found.wrong.map(\.place), row.found, row.text, line: row.line)
            XCTAssertTrue(
                found.wrong.first?.message.contains(row.word) ?? false,
                "\(found.wrong.map(\.message))", line: row.line)
            XCTAssertFalse(found.wrong.contains { $0.cure.isEmpty }, row.text, line: row.line)
        }
    }
}
