import Primitives
import XCTest

final class ByteViewCaselessTests: XCTestCase {
    func testBlanksAroundATextAreTakenOff() {
        let rows: [(text: String, trimmed: String, line: UInt)] = [
            ("", "", #line), ("a", "a", #line), (" a b\t\n", "a b", #line), ("   ", "", #line),
            ("\u{A0}a\u{A0} ", "a", #line), ("\u{A0}", "", #line), ("à", "à", #line),
            (" é", "é", #line), ("Â", "Â", #line),
        ]
        for row in rows {
            withView(of: row.text) { text in
                XCTAssertEqual(text.trimmed.string, row.trimmed, line: row.line)
            }
        }
    }

    func testCaseMakesNoDifference() {
        let rows: [(a: String, b: String, areSame: Bool, line: UInt)] = [
            ("", "", true, #line), ("Plano", "pLANO", true, #line), ("AÇÃO", "ação", true, #line),
            ("ÀÞß", "àþß", true, #line), ("×", "÷", false, #line), ("a", "à", false, #line),
            ("@", "`", false, #line), ("[", "{", false, #line), ("Plano", "Planos", false, #line),
            ("Internet 300 MEGA", "internet 300 mega", true, #line),
            ("Internet 300 Mega", "Internet 301 Mega", false, #line), ("ÿ", "Ÿ", false, #line),
        ]
        for row in rows {
            withView(of: row.a) { a in
                withView(of: row.b) { b in
                    XCTAssertEqual(a.isSame(ignoringCaseOf: b), row.areSame, line: row.line)
                    guard row.areSame else { return }
                    XCTAssertEqual(a.caselessHash(seed: 7), b.caselessHash(seed: 7), line: row.line)
                    XCTAssertNotEqual(
                        a.caselessHash(seed: 7), b.caselessHash(seed: 8), line: row.line)
                }
            }
        }
    }
}
