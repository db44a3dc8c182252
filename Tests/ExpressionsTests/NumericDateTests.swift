import Primitives
import TestSupport
import XCTest

@testable import Expressions

final class NumericDateTests: XCTestCase {
    /// Every pattern that is read is written as the general writer of patterns does.
    func testAgreesWithPatterns() throws {
        let patterns = [
            "dd/MM/yyyy", "d/M/yy", "M/d/yyyy", "yyyy-MM-dd", "dd.MM.y", "dd/MM", "d.M.", "", "yyyy",
        ]
        let format = try XCTUnwrap(LocaleFormat.named(view("de-CH")))
        for pattern in patterns {
            var bytes = ByteBuffer()
            bytes.append(string: pattern)
            let numeric = try XCTUnwrap(NumericDate(bytes.view), pattern)
            for days: Int32 in [-719_162, -1, 0, 20_000, 2_932_896] + Array(20_400..<20_800) {
                var found = ByteBuffer()
                var wanted = ByteBuffer()
                numeric.append(CivilDate(days: days), to: &found)
                format.append(CivilDate(days: days), pattern: bytes.view, to: &wanted)
                XCTAssertEqual(found.view.string, wanted.view.string, pattern)
            }
        }
    }

    func testPatternsWithNamesAreNotRead() {
        let rows: [(pattern: StaticString, line: UInt)] = [
            ("d MMM", #line), ("EEE dd", #line), ("d 'de' MM", #line), ("ddd", #line),
            ("yyy", #line), ("dd//MM", #line), ("d·M", #line), ("d/M/yy d/M/yy", #line),
        ]
        for row in rows { XCTAssertNil(NumericDate(view(row.pattern)), line: row.line) }
    }

    /// The short dates of all locales are figures alone.
    func testEveryLocaleHasOne() throws {
        for tag in LocaleFormat.tags {
            var name = ByteBuffer()
            name.append(string: tag)
            let format = try XCTUnwrap(LocaleFormat.named(name.view))
            XCTAssertNotNil(NumericDate(view(format.shortDate)), tag)
        }
    }
}
