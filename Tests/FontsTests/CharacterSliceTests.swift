import XCTest

@testable import Fonts

final class CharacterSliceTests: XCTestCase {
    func testEachCharacterHasOneSliceAndOneCode() {
        let scalars = CharacterSlice.all.flatMap { $0.entries.map(\.scalar) }
        XCTAssertEqual(Set(scalars).count, scalars.count)
        for slice in CharacterSlice.all {
            let codes = slice.entries.map(\.code)
            XCTAssertEqual(codes, codes.sorted(), slice.label)
            XCTAssertEqual(Set(codes).count, codes.count, slice.label)
            XCTAssertGreaterThanOrEqual(codes.min()!, 0x20, slice.label)
        }
    }

    func testNoRangeIsCutShort() {
        let all = Set(CharacterSlice.all.flatMap { $0.entries.map(\.scalar) })
        for row in CharacterSlice.ranges {
            XCTAssertTrue(all.isSuperset(of: row.scalars.joined()), row.label)
        }
        XCTAssertEqual(
            Set(CharacterSlice.all.map(\.label)).count, CharacterSlice.ranges.count + 1)
    }

    func testOnlyTheCoreUsesTheSpaceAndEscapedCodes() {
        for slice in CharacterSlice.all.dropFirst() {
            let codes = Set(slice.entries.map(\.code))
            XCTAssertTrue(codes.isDisjoint(with: [0x20, 0x28, 0x29, 0x5C, 0x7F]), slice.label)
        }
    }

    func testCoreKeepsASCIIAndLatin1AtTheirCodes() {
        let core = CharacterSlice.all[0].entries
        for entry in core where entry.scalar < 0x100 {
            XCTAssertEqual(UInt32(entry.code), entry.scalar)
        }
        XCTAssertEqual(core.filter { $0.scalar < 0x7F }.count, 95)
        let letters = (0xC0...0xFF).filter { $0 != 0xD7 && $0 != 0xF7 }
        XCTAssertTrue(Set(core.map { Int($0.scalar) }).isSuperset(of: letters))
    }
}
