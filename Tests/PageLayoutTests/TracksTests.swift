import DocumentModel
import Primitives
import XCTest

@testable import PageLayout

final class TracksTests: XCTestCase {
    /// Content widths of `auto` tracks are their values.
    private func resolve(_ tracks: [Track], room: Int32) -> (widths: [Int32], excess: Int32) {
        var pool = Pool<TrackMeasure>()
        pool.append(TrackMeasure(track: Track(.fixed, 999)))  // somebody else's
        for track in tracks {
            var measure = TrackMeasure(track: track)
            if track.kind == .auto { measure.preferred = Length(milliPoints: track.value) }
            pool.append(measure)
        }
        let excess = resolveTracks(&pool, from: 1, room: Length(milliPoints: room))
        return ((1..<pool.count).map { pool[$0].width.milliPoints }, excess.milliPoints)
    }

    func testShares() {
        let rows: [(tracks: [Track], room: Int32, widths: [Int32], excess: Int32, line: UInt)] = [
            ([], 100, [], 0, #line),
            ([Track(.fixed, 30), Track(.percent, 25_000)], 200, [30, 50], 0, #line),
            ([Track(.fraction, 1), Track(.fraction, 2)], 100, [33, 67], 0, #line),
            (
                [Track(.fraction, 1), Track(.fraction, 1), Track(.fraction, 1)], 100, [33, 33, 34],
                0, #line
            ),
            ([Track(.auto, 40), Track(.fraction, 1)], 100, [40, 60], 0, #line),
            ([Track(.auto, 40), Track(.auto, 50)], 100, [40, 50], 0, #line),
            ([Track(.auto, 20), Track(.auto, 500)], 100, [20, 80], 0, #line),
            (
                [Track(.auto, 60), Track(.auto, 500), Track(.auto, 10)], 100, [45, 45, 10], 0, #line
            ),
            (
                [Track(.auto, 500), Track(.fixed, 70), Track(.fraction, 1)], 100, [30, 70, 0], 0,
                #line
            ),
            (
                [Track(.fixed, 70), Track(.fixed, 50), Track(.auto, 9)], 100, [70, 50, 0], 20, #line
            ),
            ([Track(.fraction, 0), Track(.fixed, 10)], 100, [0, 10], 0, #line),
        ]
        for row in rows {
            let result = resolve(row.tracks, room: row.room)
            XCTAssertEqual(result.widths, row.widths, line: row.line)
            XCTAssertEqual(result.excess, row.excess, line: row.line)
        }
    }
}
