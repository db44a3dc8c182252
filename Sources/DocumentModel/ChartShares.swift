public import Primitives

/// The whole percentage of a part, so that those of all parts sum up to 100.
///
/// Parts are rounded down; what is missing goes, one each, to those that lost most, of equals to the first.
///
/// - Parameters:
///   - place: one of `range`.
///   - points: holds the parts; values below zero count as zero.
///   - range: all parts of a ring.
/// - Returns: 0 to 100; 0 where the parts sum up to nothing.
/// - Complexity: O(parts²).
public func wholePercentage(
    of place: Int, in points: borrowing Pool<ChartPoint>, _ range: Range<Int>
) -> Int {
    var total = 0.0
    for index in range { total += max(points[index].value, 0) }
    guard total > 0 else { return 0 }
    var missing = 100
    for index in range { missing -= Int(max(points[index].value, 0) * 100 / total) }
    let own = max(points[place].value, 0) * 100 / total
    let loss = own - Double(Int(own))
    var ahead = 0
    for index in range where index != place {
        let other = max(points[index].value, 0) * 100 / total
        let otherLoss = other - Double(Int(other))
        if otherLoss > loss || (otherLoss == loss && index < place) { ahead += 1 }
    }
    return Int(own) + (ahead < missing ? 1 : 0)
}
