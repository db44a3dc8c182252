import Compression

/// Samples deflated, with or without PNG filters before each row, whichever is smaller.
///
/// - Parameters:
///   - samples: rows without gaps.
///   - rowBytes: bytes in a row.
///   - pixelBytes: distance to the byte of the pixel on the left; 1 where pixels share a byte.
/// - Returns: a zlib stream, and whether it needs `/Predictor 15` (ISO 32000-1, 7.4.4.4).
func deflatedSmallest(
    _ samples: [UInt8], rowBytes: Int, pixelBytes: Int
) -> (data: [UInt8], isPredicted: Bool) {
    let deflater = Deflater(level: 12)
    let plain = deflater.zlib(samples)
    let predicted = deflater.zlib(
        filtered(samples, rowBytes: rowBytes, pixelBytes: pixelBytes))
    return predicted.count < plain.count ? (predicted, true) : (plain, false)
}

/// Rows with the filter of least total difference each (PNG 3rd edition, 12.7).
func filtered(_ samples: [UInt8], rowBytes: Int, pixelBytes: Int) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(samples.count + samples.count / max(rowBytes, 1))
    var best = [UInt8](repeating: 0, count: rowBytes)
    var trial = best
    for start in stride(from: 0, to: samples.count, by: rowBytes) {
        var bestSum = Int.max
        var bestType: UInt8 = 0
        for type in UInt8(0)...4 {
            var sum = 0
            for x in 0..<rowBytes {
                let left = x >= pixelBytes ? samples[start + x - pixelBytes] : 0
                let up = start > 0 ? samples[start + x - rowBytes] : 0
                let corner =
                    start > 0 && x >= pixelBytes ? samples[start + x - rowBytes - pixelBytes] : 0
                trial[x] = samples[start + x] &- prediction(type, left, up, corner)
                sum += Int(Int8(bitPattern: trial[x]).magnitude)
            }
            if sum < bestSum {
                (bestSum, bestType) = (sum, type)
                swap(&best, &trial)
            }
        }
        output.append(bestType)
        output += best
    }
    return output
}

/// The filter types None, Sub, Up, Average and Paeth (PNG 3rd edition, 9.2).
private func prediction(_ type: UInt8, _ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
    switch type {
    case 0: return 0
    case 1: return left
    case 2: return up
    case 3: return UInt8((Int(left) + Int(up)) / 2)
    default:
        let estimate = Int(left) + Int(up) - Int(corner)
        let toLeft = abs(estimate - Int(left))
        let toUp = abs(estimate - Int(up))
        let toCorner = abs(estimate - Int(corner))
        if toLeft <= toUp, toLeft <= toCorner { return left }
        return toUp <= toCorner ? up : corner
    }
}
