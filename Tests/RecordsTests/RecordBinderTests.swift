import Primitives
import XCTest

@testable import Records

/// The quick way binds what the slow way binds, and nothing the slow way refuses.
final class RecordBinderTests: XCTestCase {
    #if DEBUG
    private let count = 500
    #else
    private let count = 20_000
    #endif

    func testBindsRecordsInOrder() {
        let rows: [(json: String, line: UInt)] = [
            (minimal(), #line), (fullRecord(), #line),
            (minimal(("currency", nil), ("currency", "\"TND\"")), #line),
            (minimal(("number", "null"), ("unknown", "null"), ("tags", "[]")), #line),
            (minimal(("number", "\"a\\\"\\\\\\u00e7\\ud83d\\ude00\\n\"")), #line),
            (minimal(("total", "\"12.5\""), ("rounding", "-0"), ("prepaid", "0.01")), #line),
            (minimal(("total", "10000000000000.00")), #line),
            (minimal(("more", "{\"a\":[1,{\"b\":[]},{}],\"c\":\"\\u0041\",\"d\":true}")), #line),
            (minimal(("terms", " { \"fineRate\" : 2.50 , \"graceDays\" : 3 } ")), #line),
            ("\r\n\t " + minimal().replacing(",", with: " ,\n\t"), #line),
        ]
        for row in rows { assertSame(row.json, line: row.line) }
    }

    func testKeysInAnyOrder() {
        var binding = Binding()
        let lines = [
            "[{\"id\":\"L\",\"description\":\"D\",\"amount\":1},{\"amount\":2,\"description\":\"E\"}]",
            "[{\"amount\":3,\"id\":\"L\",\"description\":\"D\"}]",
            "[{\"description\":\"D\",\"amount\":4,\"extra\":1,\"code\":\"a code\"}]",
        ]
        for _ in 0..<3 {
            for json in lines { assertSame(minimal(("lines", json)), &binding, line: #line) }
        }
    }

    /// Elements of single values have a way of their own, which leaves what is unusual to the others.
    func testElementsOfSingleValues() {
        let rows: [(element: String, line: UInt)] = [
            (#""date":"2026-06-01","time":"07:01:36","description":"Fixo","amount":0.00"#, #line),
            (#""amount":1,"date":"2026-06-01","seconds":727"#, #line),
            (#""amount":1.5,"quantity":72.7,"unit":"MB","date":"2024-02-29""#, #line),
            (#""amount":12345.67,"quantity":1234.567,"seconds":12345678"#, #line),
            (#""amount":123456.78,"quantity":0.1234567890,"seconds":123456789"#, #line),
            (#""amount":-0.01,"quantity":-0,"seconds":0"#, #line),
            (#""amount":"7.80","quantity":"0.5","seconds":"9""#, #line),
            (#""description":"a \u00e7 \"b\"","number":"","unit":"é""#, #line),
            (#""description":null,"seconds":null,"date":null"#, #line),
            (#""unknown":[1,{"a":"b"}],"more":"c","unit":"MB""#, #line),
            (#" "date" : "2026-06-01" , "unit" : "MB" , "amount" : 2.00 "#, #line), ("", #line),
        ]
        var binding = Binding()
        for row in rows {
            let elements = "[{\(row.element)},{\(rows[0].element)},{\(row.element)}]"
            let usage = "{\"groups\":[{\"title\":\"T\",\"details\":\(elements)}]}"
            assertSame(minimal(("usage", usage)), &binding, line: row.line)
        }
    }

    func testGivesUpElementsThatAreOutOfOrder() {
        let rows: [(element: String, line: UInt)] = [
            (#""date":"2026-06-01","date":"2026-06-01""#, #line), (#""date":"2026-06-31""#, #line),
            (#""date":"2026-06-1""#, #line), (#""date":2026"#, #line), (#""date""#, #line),
            (#""time":"24:00:00""#, #line), (#""time":"7:00:00""#, #line),
            (#""amount":00"#, #line), (#""amount":01.5"#, #line), (#""amount":.5"#, #line),
            (#""amount":5."#, #line), (#""amount":1.2.3"#, #line), (#""amount":1.234"#, #line),
            (#""amount":10000000000000.01"#, #line),
            (#""amount":1e2"#, #line), (#""amount":+1"#, #line), (#""amount":--1"#, #line),
            (#""amount":0x10"#, #line), (#""amount":1:2"#, #line), (#""seconds":1.0"#, #line),
            (#""seconds":1/2"#, #line), (#""seconds":"""#, #line), (#""unit":"a"b"#, #line),
            (#""unit":"a" "b""#, #line), (#""unit":a"#, #line), (#""unit":"a","#, #line),
            (#""unit":"a";"amount":1"#, #line), (#""unit":"\x""#, #line), (#","#, #line),
            (#""unit""a""#, #line), (#""unit":"#, #line), (#""unit":"a"]"#, #line),
            (#""\u0064ate":"2026-06-02""#, #line),
        ]
        for row in rows {
            let usage = "{\"groups\":[{\"title\":\"T\",\"details\":[{\(row.element)}]}]}"
            var binding = Binding()
            let json = minimal(("usage", usage))
            XCTAssertFalse(binding.binds(Array(json.utf8)), row.element, line: row.line)
        }
    }

    func testMoneyInFrontOfItsCurrency() {
        var binding = Binding()
        let json = "{\"prepaid\":1.5,\"terms\":{\"text\":\"\\u00e7\"}," + minimal().dropFirst()
        assertSame(json, &binding, line: #line)
        XCTAssertEqual(binding.record.currencyScale, 2)
        let misleading =
            "{\"extra\":{\"currency\":\"JPY\"},\"prepaid\":1.5," + minimal().dropFirst()
        assertSame(misleading, &binding, line: #line)
        XCTAssertEqual(binding.record.currencyScale, 2)
    }

    func testGivesUpWhatIsOutOfOrder() {
        let rows: [(json: String, line: UInt)] = [
            ("", #line), ("7", #line), ("{", #line), ("{}", #line), ("[]", #line),
            (minimal() + ",", #line), (minimal() + "{}", #line), (minimal(("total", nil)), #line),
            (minimal(("total", "1.234")), #line), (minimal(("total", "01")), #line),
            (minimal(("total", "1e2")), #line), (minimal(("total", "1.")), #line),
            (minimal(("total", "-")), #line), (minimal(("total", "\"\"")), #line),
            (minimal(("total", "99999999999999999.99")), #line),
            (minimal(("total", "null")), #line), (minimal(("id", "\" \"")), #line),
            (minimal(("id", "\"\\u0001\"")), #line), (minimal(("id", "\"\\x\"")), #line),
            (minimal(("id", "7")), #line), (minimal(("issued", "\"2025-02-30\"")), #line),
            (minimal(("issued", "\"2025-0a-30\"")), #line),
            (minimal(("cycle", "\"2025-13\"")), #line),
            (minimal(("currency", "\"XXX\"")), #line), (minimal(("kind", "\"bill\"")), #line),
            (minimal(("lines", "[null]")), #line), (minimal(("lines", "{}")), #line),
            (minimal(("lines", "[,]")), #line), (minimal(("terms", "{,}")), #line),
            (minimal(("terms", "{\"fineRate\":2,}")), #line), (minimal(("x", "NaN")), #line),
            (minimal(("x", "[1,]")), #line), (minimal(("x", "{\"a\"}")), #line),
            (minimal(("x", "[}")), #line), (minimal(("x", "tru")), #line),
            (minimal(("x", "\"\\ud800\"")), #line), (minimal(("x", "01")), #line),
            (minimal().dropLast() + ",\"id\":\"A-2\"}", #line),
            (minimal(("x", nested(64))), #line),
        ]
        for row in rows {
            var binding = Binding()
            XCTAssertFalse(binding.binds(Array(row.json.utf8)), row.json, line: row.line)
        }
        var binding = Binding()
        let deepest = minimal(("x", nested(63)))
        XCTAssertTrue(binding.binds(Array(deepest.utf8)))
    }

    func testValuesNoFieldTakesMustBeSound() {
        let long = String(repeating: "7", count: 18)
        let rows: [(value: String, isSound: Bool, line: UInt)] = [
            ("0", true, #line), ("-0.50", true, #line), ("12.345", true, #line),
            (long, true, #line), (long + "7", false, #line), ("7." + long.dropLast(), true, #line),
            ("7." + long, false, #line), ("00", false, #line), ("-", false, #line),
            ("-.5", false, #line), (".5", false, #line), ("5.", false, #line),
            ("1.2.3", false, #line), ("1x", false, #line), ("+1", false, #line),
            ("true", true, #line), ("false", true, #line), ("null", true, #line),
            ("truE", false, #line), ("nul", false, #line), ("nulll", false, #line),
            (#""""#, true, #line), (#"" ""#, true, #line), (#""a\"b\\""#, true, #line),
            (#""\n" "#, true, #line), (#""\q""#, false, #line), (#""\u12""#, false, #line),
            (#""\udc00""#, false, #line), (#""a" "b""#, false, #line), (#""a"b"#, false, #line),
            ("[]", true, #line), ("{}", true, #line), ("[ ]", true, #line),
            ("[[],{}]", true, #line),
            (#"{"a":[1,{"b":"c"},null],"d":"e" , "f" : -1 }"#, true, #line),
            (#"{"a\"":1,"\u0062":"\\"}"#, true, #line), (#"{"\q":1}"#, false, #line),
            (#"["a","b\q"]"#, false, #line), (#"["a" "b"]"#, false, #line),
            ("[1 2]", false, #line), ("[1,]", false, #line), ("[,1]", false, #line),
            ("[1}", false, #line), (#"{"a":1]"#, false, #line), (#"{"a":1,}"#, false, #line),
            (#"{"a",1}"#, false, #line), (#"{"a":}"#, false, #line), (#"{"a" 1}"#, false, #line),
            ("{1:2}", false, #line), (#"{"a":1 "b":2}"#, false, #line), ("[", false, #line),
            (#"{"a":[}"#, false, #line), ("]", false, #line), (":", false, #line),
            ("[NaN]", false, #line), ("[[[true]]]", true, #line), ("[\"a\tb\"]", false, #line),
        ]
        for row in rows {
            for json in [
                minimal(("x", row.value)), "{\"x\": \(row.value)\t," + minimal().dropFirst(),
            ] {
                var binding = Binding()
                XCTAssertEqual(
                    binding.binds(Array(json.utf8)), row.isSound, json, line: row.line)
                if row.isSound { assertSame(json, line: row.line) }
            }
        }
    }

    func testMutatedRecordsAreBoundAsTheSlowWayBindsThem() { assertMutationsAreSame(.standard) }

    /// Of most of the record nothing is asked here.
    func testMutatedRecordsArePassedOverAsTheSlowWayPassesThem() {
        assertMutationsAreSame(
            Schema.standard.keeping(["id", "cycle", "issued", "due", "currency", "total", "kind"]))
    }

    private func assertMutationsAreSame(_ schema: Schema, line: UInt = #line) {
        let original = Array(fullRecord().utf8)
        var random = SplitMix64(state: 4)
        var binding = Binding(schema)
        var bound = 0
        for _ in 0..<count {
            var bytes = original
            for _ in 0...random.next() % 2 {
                let place = Int(random.next() % UInt64(bytes.count))
                let other = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = bytes[other]
                case 1: bytes.insert(bytes[other], at: place)
                default: bytes.remove(at: place)
                }
            }
            guard binding.binds(bytes) else { continue }
            bound += 1
            assertSame(String(decoding: bytes, as: UTF8.self), &binding, line: line)
        }
        XCTAssertGreaterThan(bound, count / 10, line: line)
        XCTAssertLessThan(bound, count, line: line)
    }

    private func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    private func assertSame(_ json: String, line: UInt) {
        var binding = Binding()
        assertSame(json, &binding, line: line)
    }

    private func assertSame(_ json: String, _ binding: inout Binding, line: UInt) {
        XCTAssertTrue(binding.binds(Array(json.utf8)), json, line: line)
        let slow = ParsedRecord(json, schema: binding.record.schema)
        _ = slow.parser.judge()
        XCTAssertEqual(slow.verdicts.filter { $0 != "record.missing due" }, [], json, line: line)
        // The default of `kind` is the parser's to add.
        let expected = dump(slow.record.root, slow.record).replacing("kind invoice\n", with: "")
        let actual = dump(binding.record.root, binding.record)
        XCTAssertEqual(actual.replacing("kind invoice\n", with: ""), expected, json, line: line)
        XCTAssertEqual(binding.record.currencyScale, slow.record.currencyScale, line: line)
    }

    /// All of a record's values, without the places of its nodes.
    private func dump(_ node: RecordNode, _ record: Record, _ path: String = "") -> String {
        switch node.tag {
        case .absent: return ""
        case .object:
            let start = path.isEmpty ? "" : path + " {\n"
            return (0..<Int(node.count)).reduce(into: start) { text, slot in
                let name =
                    path.isEmpty ? record.schema.types[0].fields[slot].name : "\(path).\(slot)"
                text += dump(record.slot(slot, of: node), record, name)
            }
        case .list:
            return (0..<Int(node.count)).reduce(into: "\(path) [\(node.count)\n") { text, index in
                text += dump(record.element(index, of: node), record, "\(path)[\(index)]")
            }
        case .string: return "\(path) \(record.text(node).string)\n"
        default: return "\(path) \(node.tag) \(node.payload) \(node.scale)\n"
        }
    }
}

/// The quick way alone.
private struct Binding: ~Copyable {
    private let tape = JSONTape(preface: Schema.defaultKind, partBytes: JSONTape.usualPartBytes)
    private var binder: RecordBinder
    let record: Record

    init(_ schema: Schema = .standard) {
        binder = RecordBinder(BindingTable(schema), nodeLimit: 1 << 20)
        record = Record(schema: schema, owner: tape)
    }

    mutating func binds(_ json: [UInt8]) -> Bool {
        record.nodes.removeAll()
        let chunk = RecordChunk(record: json)
        guard chunk.lineCount > 0 else { return false }
        return withExtendedLifetime(chunk) { binder.bind(tape.scan(chunk.line(0)), into: record) }
    }
}
