import Primitives
import Records
import XCTest

@testable import Expressions

/// One record, and strings in some languages, that expressions are compiled and evaluated against.
final class Fixture {
    let record: Record
    private let parser: RecordParser
    private let chunk: RecordChunk
    private let languages: [String]
    private let strings: [[String: String]]
    /// The document's locale and language.
    var locale = "pt-BR"
    var language = "pt-BR"
    /// Strings with plural forms, the same in every language.
    var forms: [String: [String: String]] = [:]
    var settings = ProgramSettings()

    init(
        _ json: String = Fixture.bill, strings: KeyValuePairs<String, [String: String]> = [:],
        line: UInt = #line
    ) {
        parser = RecordParser(schema: .standard)
        chunk = RecordChunk(record: Array(json.utf8))
        XCTAssertTrue(parser.parse(0, of: chunk), "\(parser.findings)", line: line)
        record = parser.record
        languages = strings.isEmpty ? ["pt-BR"] : strings.map(\.key)
        self.strings = strings.isEmpty ? [[:]] : strings.map(\.value)
    }

    func makeBuilder() -> ProgramBuilder {
        let text = { (source: String) in ExpressionText(bytes: Array(source.utf8), start: 0) }
        let texts = strings.enumerated().map { file, entries in
            var all = entries.mapValues { PackString(text: text($0), file: file + 1) }
            for (key, forms) in forms {
                let named = forms.map { (PluralCategory(name: $0.key)!, text($0.value)) }
                all[key] = PackString(
                    forms: Dictionary(uniqueKeysWithValues: named), file: file + 1)
            }
            return all
        }
        return ProgramBuilder(
            schema: .standard, languages: languages, strings: texts, settings: settings)
    }

    /// What an expression yields, as `show` writes it.
    func value(_ source: String) throws -> String {
        try evaluate(source) { try $0.compile($1, scope: Scope()).code }
    }

    /// What an expression prints, without quotes.
    func printed(_ source: String) throws -> String {
        let shown = try evaluate(source) { try $0.compilePrintable($1, scope: Scope()).code }
        return shown.hasPrefix("\"") ? String(shown.dropFirst().dropLast()) : shown
    }

    /// What a text with `{{ }}` prints.
    func filled(_ source: String) throws -> String {
        let shown = try evaluate(source) { try $0.compileText($1, scope: Scope()).code }
        return String(shown.dropFirst().dropLast())
    }

    /// The type an expression is compiled to, and what its value is.
    func typed(_ source: String) throws -> (type: ValueType, tag: Value.Tag) {
        let builder = makeBuilder()
        let text = ExpressionText(bytes: Array(source.utf8), start: 0)
        let expression = try builder.compile(text, scope: Scope())
        let evaluator = Evaluator(program: builder.finish(), record: record)
        begin(evaluator)
        return (expression.type, evaluator.evaluate(expression.code).tag)
    }

    /// The error of an expression; nil if it compiles.
    func error(_ source: String) -> ExpressionError? {
        do throws(ExpressionError) {
            let text = ExpressionText(bytes: Array(source.utf8), start: 0)
            _ = try makeBuilder().compile(text, scope: Scope())
            return nil
        } catch {
            return error
        }
    }

    private func evaluate(
        _ source: String, _ compile: (ProgramBuilder, ExpressionText) throws -> ExpressionCode
    ) throws -> String {
        let builder = makeBuilder()
        let code = try compile(builder, ExpressionText(bytes: Array(source.utf8), start: 0))
        let program = builder.finish()
        let plain = Evaluator(program: program, record: record)
        plain.runsThreaded = false
        begin(plain)
        let value = plain.evaluate(code)
        let shown = show(value, plain)
        // The optimised program says the same in all that is asked of it, and so does text at once.
        let threaded = Evaluator(program: program, record: record)
        begin(threaded)
        XCTAssertEqual(show(threaded.evaluate(code), threaded), shown, source)
        var written = ByteBuffer()
        let path = threaded.write(code, to: &written)
        XCTAssertEqual(
            written.view.string, value.tag == .text ? plain.bytes(value).string : "", source)
        if !written.view.isEmpty { XCTAssertEqual(path, value.path, source) }
        return shown
    }

    func begin(_ evaluator: Evaluator) {
        var names = ByteBuffer()
        names.append(string: locale + language)
        let count = locale.utf8.count
        let format = LocaleFormat.named(names.view(0..<count)) ?? .standard
        evaluator.begin(
            locale: format,
            language: evaluator.program.language(nearest: names.view(count..<names.count)),
            currency: record.text(field("currency")))
    }

    /// A field of the record itself.
    func field(_ name: String) -> RecordNode {
        record.slot(record.schema.types[0].field(name)!.slot, of: record.root)
    }

    /// A small bill with a bit of everything.
    static let bill = """
        {"id":"A-1","number":"42","cycle":"2026-07","issued":"2026-07-05","due":"2026-07-15",
        "period":{"from":"2026-06-01","to":"2026-06-30"},"currency":"BRL","locale":"pt-BR",
        "issuer":{"name":"Vivaz","taxId":"40123456000163"},
        "customer":{"id":"C1","name":"José d'Ávila","taxId":"12345678909","email":"",
        "tags":["combo","fibra"],"phone":"11987654321"},
        "lines":[
        {"id":"L1","group":"Planos","description":"Plano","quantity":1.5,"unitPrice":0.12345678,
        "amount":100.10},
        {"id":"L2","group":"Uso","description":"Ligações","quantity":2,"amount":-7.05},
        {"id":"L3","group":"Planos","description":"Extra","amount":20.00},
        {"id":"L4","description":"Sem grupo","amount":0.00}],
        "taxes":[{"code":"ICMS","rate":18.5,"amount":10.00,"included":true},
        {"code":"PIS","amount":1.00}],
        "history":[{"cycle":"2026-05","total":90.00},{"cycle":"2026-06","total":120.00}],
        "usage":{"groups":[{"title":"Voz","details":[{"time":"18:04:59","seconds":3725}]}]},
        "total":113.05,"amountDue":113.05}
        """
}

/// A value as text: `"text"`, `1.50`, `$1.50`, `true`, `2026-07-05`, `2026-07`, `65099s`, `[a, b]`, `{}`, or
/// `∅` for nothing.
func show(_ value: Value, _ evaluator: Evaluator) -> String {
    switch value.tag {
    case .absent: return "∅"
    case .text: return "\"\(evaluator.bytes(value).string)\""
    case .number: return show(value.decimal)
    case .money: return "$" + show(value.decimal)
    case .bool: return value.isTrue ? "true" : "false"
    case .date:
        let parts = CivilDate(days: Int32(value.payload)).parts
        return "\(parts.year)-\(two(parts.month))-\(two(parts.day))"
    case .cycle:
        let cycle = Cycle(months: Int32(value.payload))
        return "\(cycle.year)-\(two(cycle.month))"
    case .time: return "\(value.payload)s"
    case .object: return "{}"
    case .list:
        let elements = (0..<Int(value.count)).map { evaluator.element($0, of: value) }
        return "[" + elements.map { show($0, evaluator) }.joined(separator: ", ") + "]"
    }
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A decimal with exactly the places it has.
func show(_ number: ExactDecimal) -> String {
    var digits = String(number.mantissa.magnitude)
    while digits.count <= number.scale { digits = "0" + digits }
    if number.scale > 0 {
        digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -number.scale))
    }
    return (number.isNegative ? "-" : "") + digits
}
