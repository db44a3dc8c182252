import Primitives
import XCTest

@testable import Samples

final class RecordTextTests: XCTestCase {
    private let record =
        #"{"id":"a,]}\"","n":-1.50,"o":{},"list":[{"k":1},{"k":"x"},[2,3]],"d":"2026-07-02"}"#

    private func text(_ json: String? = nil) -> RecordText {
        var buffer = ByteBuffer()
        buffer.append(string: (json ?? record) + "\n")
        return RecordText(buffer.view)
    }

    private func string(_ bytes: [UInt8]?) -> String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    func testValuesAreFoundByPath() {
        let rows: [(path: String, raw: String?, line: UInt)] = [
            ("id", #""a,]}\"""#, #line), ("n", "-1.50", #line), ("o", "{}", #line),
            ("list[0].k", "1", #line), ("list[1]", #"{"k":"x"}"#, #line),
            ("list[2][1]", "3", #line), ("list[3]", nil, #line), ("o.k", nil, #line),
            ("k", nil, #line), ("n.k", nil, #line), ("id[0]", nil, #line),
            ("d", #""2026-07-02""#, #line),
        ]
        for row in rows { XCTAssertEqual(string(text().raw(row.path)), row.raw, line: row.line) }
        XCTAssertEqual(text().text("list[1].k"), "x")
        XCTAssertNil(text().text("n"))
        XCTAssertEqual(text().cents("n"), -150)
        XCTAssertEqual(text().number("list[0].k", scale: 3), 1000)
        XCTAssertEqual(text().date("d")?.parts.day, 2)
        XCTAssertEqual(["list", "list[2]", "gone"].map { text().count($0) }, [3, 2, 0])
    }

    func testOnlyTheValueChanges() {
        typealias Row = (change: (inout RecordText) -> Void, from: String, to: String, line: UInt)
        let rows: [Row] = [
            ({ $0.set("n", cents: -7) }, "-1.50", "-0.07", #line),
            ({ $0.set("n", number: 1_250, scale: 3) }, "-1.50", "1.25", #line),
            ({ $0.set("list[1].k", text: "y") }, #""x""#, #""y""#, #line),
            ({ $0.set("o.k", text: "y") }, #""o":{}"#, #""o":{"k":"y"}"#, #line),
            ({ $0.set("list[0].z", cents: 100) }, #"{"k":1}"#, #"{"k":1,"z":1.00}"#, #line),
            (
                { $0.set("last", text: "y") }, #""2026-07-02"}"#,
                #""2026-07-02","last":"y"}"#, #line
            ),
            ({ $0.remove("id") }, #""id":"a,]}\"","#, "", #line),
            ({ $0.remove("d") }, #","d":"2026-07-02""#, "", #line),
            ({ $0.remove("list[0]") }, #"{"k":1},"#, "", #line),
            ({ $0.remove("list[2][1]") }, ",3", "", #line),
            ({ $0.remove("list[1].k") }, #"{"k":"x"}"#, "{}", #line),
            ({ $0.remove("gone") }, "", "", #line),
            ({ $0.set("gone.k", text: "y") }, "", "", #line),
            ({ $0.set("d", date: CivilDate(days: 0)) }, "2026-07-02", "1970-01-01", #line),
            ({ $0.replace("07", with: "XXX", in: "d") }, "2026-07-02", "2026-XXX-02", #line),
        ]
        for row in rows {
            var text = text()
            row.change(&text)
            let wanted = row.from.isEmpty ? record : record.replacing(row.from, with: row.to)
            XCTAssertEqual(string(text.bytes), wanted + "\n", line: row.line)
        }
    }
}
