import XCTest

@testable import PDFBackend

final class FontPartsTests: XCTestCase {
    /// A character that does not advance must not get the width of the others.
    func testWidthsOfUsedCodesAreTold() {
        let rows: [(widths: [Int], scalars: [UInt32], entries: String, line: UInt)] = [
            ([0, 500, 500, 250], [0, 65, 66, 67], "/DW 500/W[3[250]]", #line),
            ([0, 500, 0, 500], [0, 65, 0, 67], "/DW 500/W[]", #line),
            ([0, 500, 0, 500], [0, 65, 0x203F, 67], "/DW 500/W[2[0]]", #line),
            ([300, 0, 500, 500], [65, 0x37A, 67, 68], "/DW 500/W[0[300 0]]", #line),
        ]
        for row in rows {
            XCTAssertEqual(widthEntries(row.widths, row.scalars), row.entries, line: row.line)
        }
    }
}
