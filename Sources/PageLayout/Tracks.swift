import DocumentModel
import Primitives

/// Shares a width out among tracks.
///
/// Fixed and percent widths are as they are; tracks as wide as their content get that, and where it is too
/// much the widest ones are cut to one common width; fractions share what is left. None of these gets less
/// than its minimum, unless all minima together are too much: then each gets the same part of its own.
///
/// - Parameters:
///   - tracks: the pool that holds them.
///   - first: index of the first; the last one is the pool's.
///   - room: what there is, gaps left out.
/// - Returns: what the tracks are too wide by, zero if they fit.
/// - Complexity: O(*n*²) in tracks at worst.
func resolveTracks(_ tracks: inout Pool<TrackMeasure>, from first: Int, room: Length) -> Length {
    var left = room.thousandths
    var (wanted, fractions, minima) = (0, 0, 0)
    for index in first..<tracks.count {
        let track = tracks[index].track
        switch track.kind {
        case .fixed: tracks[index].width = Length(milliPoints: track.value)
        case .percent: tracks[index].width = track.share(of: room)
        case .auto:
            tracks[index].width = tracks[index].preferred
            wanted += tracks[index].preferred.thousandths
        case .fraction: fractions += Int(track.value)
        }
        if track.kind == .fixed || track.kind == .percent {
            left -= tracks[index].width.thousandths
        } else {
            minima += tracks[index].minimum.thousandths
        }
    }
    if minima > 0 { scaleMinima(&tracks, from: first, sum: minima, room: max(left, 0)) }
    let kept = minima > 0 ? minimum(of: .fraction, tracks, from: first) : 0
    let autoRoom = Length(sum: max(left - kept, 0))
    if wanted > autoRoom.thousandths {
        cutContent(&tracks, from: first, room: autoRoom)
        left -= autoRoom.thousandths
    } else {
        left -= wanted
    }
    let rest = Length(sum: max(left, 0))
    if kept > 0 { settleFractions(&tracks, from: first, room: rest) }
    shareOutFractions(&tracks, from: first, sum: fractions, room: rest)
    return left < 0 ? Length(sum: -left) : .zero
}

private func minimum(
    of kind: Track.Kind, _ tracks: borrowing Pool<TrackMeasure>, from first: Int
) -> Int {
    var sum = 0
    for index in first..<tracks.count where tracks[index].track.kind == kind {
        sum += tracks[index].minimum.thousandths
    }
    return sum
}

private func scaleMinima(
    _ tracks: inout Pool<TrackMeasure>, from first: Int, sum: Int, room: Int
) {
    guard sum > room else { return }
    for index in first..<tracks.count {
        let minimum = tracks[index].minimum.thousandths
        tracks[index].minimum = Length(sum: minimum * room / sum)
    }
}

/// Gives content tracks, which want more, all there is.
private func cutContent(_ tracks: inout Pool<TrackMeasure>, from first: Int, room: Length) {
    // The common width grows as long as all fit; what is narrower, or may not be cut so far, stays.
    var (low, high) = (0, room.thousandths + 1)
    while high - low > 1 {
        let cap = (low + high) / 2
        if cut(tracks, from: first, to: cap) <= room.thousandths { low = cap } else { high = cap }
    }
    for index in first..<tracks.count where tracks[index].track.kind == .auto {
        tracks[index].width = tracks[index].cut(to: low)
    }
}

/// What the content tracks need if the wide ones are cut to a common width.
private func cut(_ tracks: borrowing Pool<TrackMeasure>, from first: Int, to cap: Int) -> Int {
    var sum = 0
    for index in first..<tracks.count where tracks[index].track.kind == .auto {
        sum += tracks[index].cut(to: cap).thousandths
    }
    return sum
}

extension TrackMeasure {
    /// The width of a content track if the wide ones are cut to `cap`.
    fileprivate func cut(to cap: Int) -> Length {
        min(preferred, max(Length(sum: cap), minimum))
    }
}

/// Sets those fractions whose share would be less than their minimum.
private func settleFractions(
    _ tracks: inout Pool<TrackMeasure>, from first: Int, room: Length
) {
    for index in first..<tracks.count { tracks[index].isSettled = false }
    var hasChanged = true
    while hasChanged {
        hasChanged = false
        var (left, sum) = (room.thousandths, 0)
        for index in first..<tracks.count where tracks[index].track.kind == .fraction {
            if tracks[index].isSettled {
                left -= tracks[index].minimum.thousandths
            } else {
                sum += Int(tracks[index].track.value)
            }
        }
        guard sum > 0 else { return }
        for index in first..<tracks.count
        where tracks[index].track.kind == .fraction && !tracks[index].isSettled {
            let share = max(left, 0) * Int(tracks[index].track.value) / sum
            guard share < tracks[index].minimum.thousandths else { continue }
            tracks[index].isSettled = true
            hasChanged = true
        }
    }
}

private func shareOutFractions(
    _ tracks: inout Pool<TrackMeasure>, from first: Int, sum: Int, room: Length
) {
    var (left, shares) = (room.thousandths, sum)
    for index in first..<tracks.count where tracks[index].isSettled {
        tracks[index].width = tracks[index].minimum
        left -= tracks[index].minimum.thousandths
        shares -= Int(tracks[index].track.value)
    }
    guard shares > 0 else { return }
    left = max(left, 0)
    var before = 0
    for index in first..<tracks.count
    where tracks[index].track.kind == .fraction && !tracks[index].isSettled {
        // Edges, not widths, are rounded: the last one ends where the room ends.
        let start = left * before / shares
        before += Int(tracks[index].track.value)
        let end = left * before / shares
        tracks[index].width = Length(clamping: end - start)
    }
}
