import TextShaping
import XCTest

final class ComplexScriptTests: XCTestCase {
    func testNamesScripts() {
        let rows: [(text: String, name: String?, line: UInt)] = [
            ("ש", "Hebrew", #line), ("ع", "Arabic", #line), ("ﷺ", "Arabic", #line),
            ("ह", "Devanagari", #line), ("த", "Tamil", #line), ("ก", "Thai", #line),
            ("漢", "Han", #line), ("か", "Kana", #line), ("ア", "Kana", #line),
            ("한", "Hangul", #line), ("𠀀", "Han", #line), ("A", nil, #line), ("ж", nil, #line),
            ("Ω", nil, #line), ("ა", nil, #line), ("€", nil, #line), ("😀", nil, #line),
        ]
        for row in rows {
            let scalar = row.text.unicodeScalars.first!.value
            XCTAssertEqual(ComplexScript(of: scalar)?.name, row.name, line: row.line)
        }
    }

    func testBlocksAscend() {
        var last: ComplexScript?
        var changes = 0
        for scalar in UInt32(0x590)..<0x30000 {
            let script = ComplexScript(of: scalar)
            if script != last { changes += 1 }
            last = script
        }
        XCTAssertGreaterThan(changes, ComplexScript.allCases.count)
    }
}
