import Primitives
import Records
import XCTest

@testable import Expressions

/// Which neighbours become one instruction, and which do not; what they yield is compared in `Fixture`.
final class ProgramThreaderTests: XCTestCase {
    func testCommonShapesAreOneInstruction() throws {
        let rows: [(source: String, operation: Instruction.Operation, line: UInt)] = [
            ("id", .rootField, #line), ("customer.name", .rootPath, #line),
            ("period.from | date", .formatRootPath, #line), ("issued", .formatRootField, #line),
            ("total | money", .formatRootField, #line),
            ("total | money('bare')", .formatRootField, #line),
            ("issued | date('day')", .formatRootField, #line),
            ("terms.graceDays | number(1)", .formatRootPath, #line),
            ("issuer.address.line1", .rootPathField, #line),
            ("line.description", .localField, #line),
            ("line.amount", .formatLocalField, #line),
            ("line.amount | money('bare')", .formatLocalField, #line),
            ("line.quantity | number(2)", .formatLocalField, #line),
            ("line.quantity | percent", .formatLocalField, #line),
            ("line.quantity | duration", .formatLocalField, #line),
            ("line.period.from | date", .localField, #line), ("n", .formatLocal, #line),
            ("t('greeting')", .text, #line),
        ]
        for row in rows {
            let compiled = try compile(row.source)
            let first = compiled.program.threaded(1)[Int(compiled.code.start)]
            XCTAssertEqual(first.operation, row.operation, row.source, line: row.line)
            // Of a local's path through two objects only the first two steps are one.
            let isOne = !row.source.hasPrefix("line.period")
            if isOne { XCTAssertGreaterThanOrEqual(first.next, compiled.code.end, line: row.line) }
        }
    }

    func testSumsOfFieldsAreOneInstruction() throws {
        let rows: [(source: String, second: Instruction.Operation, line: UInt)] = [
            ("sum(lines.amount)", .sumFields, #line), ("count(lines.amount)", .project, #line),
            ("avg(lines.amount, 2)", .project, #line),
        ]
        for row in rows {
            let compiled = try compile(row.source)
            let steps = compiled.program.threaded(1)
            let first = steps[Int(compiled.code.start)]
            XCTAssertEqual(steps[Int(first.next)].operation, row.second, line: row.line)
        }
    }

    /// What a choice or a loop leads to does not vanish into what happens to stand before it.
    func testTargetsStayApart() throws {
        let rows: [(source: String, text: String, line: UInt)] = [
            ("(subtotal ?? total) | money('bare')", "113,05", #line),
            ("(subtotal ? subtotal : total) | number(1)", "113,1", #line),
            ("(total ? total : subtotal) | money", "R$\u{A0}113,05", #line),
            ("any(lines, it.quantity)", "true", #line),
            ("all(lines, it.quantity)", "false", #line),
            ("(subtotal ?? id) == 'A-1'", "", #line),
            ("(customer.email ?? id) == 'A-1'", "true", #line),
            ("id == (subtotal ? 'x' : 'A-1')", "true", #line),
            ("(lines[9].description ?? 'b') < 'c'", "true", #line),
            ("join(map(lines, it.amount), '/')", "", #line),
        ]
        let fixture = Fixture()
        for row in rows where !row.text.isEmpty {
            XCTAssertEqual(try fixture.printed(row.source), row.text, row.source, line: row.line)
        }
    }

    func testEachLanguageHasItsTexts() throws {
        let compiled = try compile("t('greeting')")
        let texts = (0..<2).map { language in
            let step = compiled.program.threaded(language)[Int(compiled.code.start)]
            return compiled.program.text(start: Int(step.a), count: Int(step.b)).string
        }
        XCTAssertEqual(texts, ["Olá", "Hello"])
    }

    private func compile(_ source: String) throws -> (program: Program, code: ExpressionCode) {
        let fixture = Fixture(
            strings: ["pt-BR": ["greeting": "Olá"], "en-US": ["greeting": "Hello"]])
        let builder = fixture.makeBuilder()
        var scope = Scope()
        let line = Schema.standard.types.firstIndex { $0.name == "line" }!
        scope.locals["line"] = .init(slot: builder.addLocal(), type: .object(line))
        scope.locals["n"] = .init(slot: builder.addLocal(), type: .number)
        let text = ExpressionText(bytes: Array(source.utf8), start: 0)
        let code = try builder.compilePrintable(text, scope: scope).code
        return (builder.finish(), code)
    }
}
