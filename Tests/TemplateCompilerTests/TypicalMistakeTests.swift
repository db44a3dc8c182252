import TestSupport
import XCTest

@testable import TemplateCompiler

/// What designers type who come from other languages: one message each, with its cure.
final class TypicalMistakeTests: XCTestCase {
    /// Each row has one diagnostic: `column code message → cure`.
    private func check(_ rows: [(body: String, told: String, line: UInt)]) {
        for row in rows {
            let told = TestPack(row.body).diagnostics().map {
                "\($0.column) \($0.code) \($0.message) → \($0.cure)"
            }
            XCTAssertEqual(told, [row.told], line: row.line)
        }
    }

    func testPatternsOfDates() {
        check([
            (
                "<p>{{issued | date('DD/MM/YYYY')}}</p>",
                "20 F207 in a date's pattern “DD” means nothing → "
                    + "write d dd M MM MMM MMMM yy yyyy EEE EEEE, such as dd/MM/yyyy", #line
            ),
            (
                "<p>{{issued | date('yyyy-mm-dd')}}</p>",
                "20 F207 in a date's pattern “mm” means nothing → "
                    + "write d dd M MM MMM MMMM yy yyyy EEE EEEE, such as dd/MM/yyyy", #line
            ),
            (
                "<p>{{issued | date('lang')}}</p>",
                "20 F207 in a date's pattern “l” means nothing → did you mean “long”?", #line
            ),
        ])
        let right = TestPack("<p>{{issued | date(\"EEEE, d 'de' MMMM 'de' y\")}}</p>")
        XCTAssertEqual(right.diagnostics().map(\.text), [])
    }

    func testSignsOfOtherLanguages() {
        check([
            (
                "<if test=\"total > 0 &amp;&amp; due\"><p>x</p></if>",
                "21 F201 “&” means nothing in an expression → join conditions with and", #line
            ),
            (
                "<if test=\"!due\"><p>x</p></if>",
                "11 F201 “!” means nothing in an expression → write not in front", #line
            ),
            (
                "<if test=\"{{total > 0}}\"><p>x</p></if>",
                "11 F201 “{” means nothing in an expression → "
                    + "an expression is meant here: write it without {{ }}", #line
            ),
            (
                "<p>{{issued | date(‘long’)}}</p>",
                "20 F201 “‘” means nothing in an expression → "
                    + "texts stand in straight quotes: 'x'", #line
            ),
            (
                "<p>a&nbsp;b</p>",
                "5 F109 this “&” begins no known entity → "
                    + "write &#160; for a blank that keeps together", #line
            ),
        ])
    }

    func testNamesOfOtherLanguages() {
        check([
            (
                "<spacer hight=\"3mm\"/>",
                "9 F104 <spacer> has no attribute “hight” → did you mean “height”?", #line
            ),
            (
                "<each of=\"lines\" as=\"l\"><p>x</p></each>",
                "7 F104 <each> has no attribute “of” → did you mean “in”?", #line
            ),
            (
                "<if cond=\"due\"><p>x</p></if>",
                "5 F104 <if> has no attribute “cond” → did you mean “test”?", #line
            ),
            (
                "<switch value=\"kind\"><case value=\"'invoice'\"><p>x</p></case></switch>",
                "28 F104 <case> has no attribute “value” → did you mean “is”?", #line
            ),
            (
                "<table><col/><col/><tr><td colspan=\"2\">x</td></tr></table>",
                "28 F104 <td> has no attribute “colspan” → it is span=\"…\" here", #line
            ),
            (
                "<switch value=\"kind\"><p>x</p></switch>",
                "23 F107 <p> cannot stand in <switch> → here may stand: case, default", #line
            ),
            (
                "<each in=\"customer\" as=\"c\"><p>x</p></each>",
                "11 F105 “customer” is no value of in → it takes a list, not an object", #line
            ),
            ("<div><p>x</p></div>", "2 F103 there is no element <div> → write <box>", #line),
            ("<P>x</P>", "2 F103 there is no element <P> → did you mean <p>?", #line),
            (
                "<if test=\"due\"><p>x</p></if><elseif test=\"due\"><p>y</p></elseif>",
                "30 F103 there is no element <elseif> → write <else test=\"…\">", #line
            ),
        ])
    }
}
