import DocumentModel
import Primitives

/// Shares a width out among tracks.
///
/// Fixed and percent widths are as they are; tracks as wide as their content get that, and where it is too
/// much the widest ones are cut to one common width; fractions share what is left.
///
/// - Parameters:
///   - tracks: the pool that holds them.
///   - first: index of the first; the last one is the pool's.
///   - room: what there is, gaps left out.
/// - Returns: what the tracks are too wide by, zero if they fit.
/// - Complexity: O(*n*²) in tracks at worst.
func resolveTracks(_ tracks: inout Pool<TrackMeasure>, from first: Int, room: Length) -> Length {
    var left = room
    var wanted = Length.zero
    var fractions = 0
    for index in first..<tracks.count {
        let track = tracks[index].track
        switch track.kind {
        case .fixed: tracks[index].width = Length(milliPoints: track.value)
        case .percent: tracks[index].width = track.share(of: room)
        case .auto: wanted += tracks[index].preferred
        case .fraction: fractions += Int(track.value)
        }
        if track.kind == .fixed || track.kind == .percent { left -= tracks[index].width }
    }
    let autoRoom = max(left, .zero)
    left -= shareOutContent(&tracks, from: first, wanted: wanted, room: autoRoom)
    shareOutFractions(&tracks, from: first, sum: fractions, room: max(left, .zero))
    return left < .zero ? -left : .zero
}

/// Gives content tracks their width, or less; returns the sum.
private func shareOutContent(
    _ tracks: inout Pool<TrackMeasure>, from first: Int, wanted: Length, room: Length
) -> Length {
    guard wanted > room else {
        for index in first..<tracks.count where tracks[index].track.kind == .auto {
            tracks[index].width = tracks[index].preferred
        }
        return wanted
    }
    // The common width grows as narrow tracks leave more to the others, until none changes sides.
    var cap = Length.zero
    while true {
        var wide = 0
        var rest = room
        for index in first..<tracks.count where tracks[index].track.kind == .auto {
            if tracks[index].preferred <= cap { rest -= tracks[index].preferred } else { wide += 1 }
        }
        guard wide > 0, rest / wide > cap else { break }
        cap = rest / wide
    }
    for index in first..<tracks.count where tracks[index].track.kind == .auto {
        tracks[index].width = min(tracks[index].preferred, cap)
    }
    return room
}

private func shareOutFractions(
    _ tracks: inout Pool<TrackMeasure>, from first: Int, sum: Int, room: Length
) {
    guard sum > 0 else { return }
    var before = 0
    for index in first..<tracks.count where tracks[index].track.kind == .fraction {
        // Edges, not widths, are rounded: the last one ends where the room ends.
        let start = Int(room.milliPoints) * before / sum
        before += Int(tracks[index].track.value)
        let end = Int(room.milliPoints) * before / sum
        tracks[index].width = Length(clamping: end - start)
    }
}
