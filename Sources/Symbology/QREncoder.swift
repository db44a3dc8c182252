public import Primitives

/// Makes QR symbols (ISO/IEC 18004:2015), versions 1 to 40.
///
/// Keeps its scratch and, for each version and level it was used for, what depends on these alone: at
/// most 12 MiB for all of them. Not `Sendable`: one encoder, one worker.
public final class QREncoder {
    private var kernel = QRKernel()

    /// An encoder that has made nothing yet.
    public init() {}

    /// Appends the rectangles of the smallest symbol that holds `payload`.
    ///
    /// Numeric, alphanumeric and byte segments are chosen so that the bits are fewest; bytes are written
    /// as they are, without an ECI header, which readers take for UTF-8 if it is. The mask is the one
    /// with the lowest score of 7.8.3.1, of equal ones the first.
    ///
    /// - Parameters:
    ///   - payload: at least one byte.
    ///   - level: how much may be lost.
    ///   - minimumVersion: 1...40; the symbol is not smaller than this version's 17 + 4 × version.
    ///   - rects: takes the rectangles behind those it has; unchanged if an error is thrown.
    /// - Returns: side, quiet zone of 4 modules (6.3.8), and which rectangles are the symbol's.
    /// - Throws: `SymbologyError.empty`, `.version`, or `.tooLong` with the bytes version 40 holds in byte
    ///   mode at this level.
    /// - Complexity: O(bytes) + O(side × words of a side); allocates nothing once a payload as long was
    ///   encoded at the version and level, except when the pool grows.
    public func encode(
        _ payload: ByteView, level: QRLevel, minimumVersion: Int = 1,
        into rects: inout Pool<ModuleRect>
    ) throws(SymbologyError) -> SymbolShape {
        guard !payload.isEmpty else { throw .empty }
        guard (1...40).contains(minimumVersion) else { throw .version(minimumVersion) }
        let version = try kernel.fit(payload, level: level, minimumVersion: minimumVersion)
        return kernel.draw(payload, version: version, level: level, mask: nil, into: &rects).shape
    }

    /// Appends the symbol of given segments, version and mask, for comparison with other encoders.
    ///
    /// - Precondition: the segments fit the version at the level, and each has characters of its mode.
    func encode(
        _ payload: ByteView, segments: [QRSegment], version: Int, level: QRLevel, mask: Int?,
        into rects: inout Pool<ModuleRect>
    ) -> (shape: SymbolShape, mask: Int) {
        kernel.segmenter.take(segments)
        return kernel.draw(payload, version: version, level: level, mask: mask, into: &rects)
    }

    /// The scores of the eight masks for given segments and version.
    func scores(
        _ payload: ByteView, segments: [QRSegment], version: Int, level: QRLevel
    ) -> [Int] {
        kernel.segmenter.take(segments)
        return kernel.scores(payload, version: version, level: level)
    }
}

extension QRKernel {
    /// Leaves the segments for the smallest version that holds the payload, and returns that version.
    mutating func fit(
        _ payload: ByteView, level: QRLevel, minimumVersion: Int
    ) throws(SymbologyError) -> Int {
        let largest = QRCapacity(version: 40, level: level).data
        // No character takes less than a third of ten bits.
        guard payload.count <= largest * 24 / 10 else {
            throw .tooLong(bytes: payload.count, capacity: largest - 3)
        }
        for index in QRVersionClass(version: minimumVersion).rawValue..<3 {
            let `class` = QRVersionClass(rawValue: index) ?? .large
            let bits = segmenter.segment(payload, for: `class`)
            let first = max(`class`.versions.lowerBound, minimumVersion)
            for version in first...`class`.versions.upperBound
            where bits <= QRCapacity(version: version, level: level).data * 8 {
                return version
            }
        }
        throw .tooLong(bytes: payload.count, capacity: largest - 3)
    }
}
