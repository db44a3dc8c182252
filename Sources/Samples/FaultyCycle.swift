public import Primitives

/// A synthetic cycle in which some bills are wrong, and the truth about each of them.
///
/// Which bill has which fault depends on the cycle's seed, the faults asked for and the bill's index; bills
/// without one are those of the cycle, byte for byte.
public struct FaultyCycle: Sendable {
    /// The bills before any fault.
    public let cycle: SampleCycle

    /// What goes wrong, and how often.
    public let faults: FaultSpec

    /// A cycle with faults of its own sector.
    public init(cycle: SampleCycle, faults: FaultSpec) {
        (self.cycle, self.faults) = (cycle, faults)
    }

    /// Appends record `index` as one line of JSON, and a line of truth for each fault in it.
    ///
    /// - Parameters:
    ///   - index: 0 or above; the truth counts records from 1.
    ///   - buffer: takes the record.
    ///   - truth: takes lines of JSON as `docs/faults.md` describes them.
    /// - Complexity: O(bytes of the record), a second time for bills with a fault.
    public func append(
        _ index: Int, to buffer: inout ByteBuffer, truth: inout ByteBuffer
    ) {
        let drawn = drawn(index)
        guard !drawn.isEmpty else { return cycle.append(index, to: &buffer) }
        var wrong = WrongRecord(index, of: self, faults: drawn)
        wrong.seed()
        buffer.append(wrong.text.bytes)
        wrong.appendTruth(to: &truth)
    }

    /// A kind that was drawn for a bill, and how large it is to be.
    struct Drawn {
        let kind: FaultKind
        /// In hundredths.
        let magnitude: Int
    }

    /// The kinds drawn for a record, each once; those that find nothing to change come to nothing.
    func drawn(_ index: Int) -> [Drawn] {
        var random = SplitMix64(key: key(index), purpose: 9000)
        var drawn: [Drawn] = []
        for _ in 0..<faults.most {
            var point = random.below(1_000_000)
            let term = faults.terms.first { term in
                point -= term.rate
                return point < 0
            }
            guard let term, !drawn.contains(where: { $0.kind == term.kind }) else { continue }
            let magnitude = term.magnitude ?? random.pick(term.kind.standardMagnitudes)
            drawn.append(Drawn(kind: term.kind, magnitude: magnitude))
        }
        return drawn
    }

    /// What chance in a record hangs on.
    func key(_ index: Int) -> UInt64 {
        SplitMix64.mixed(cycle.options.seed) &+ UInt64(index)
    }

    /// A record as it is without faults.
    func clean(_ index: Int) -> RecordText {
        var buffer = ByteBuffer(capacity: 1 << 14)
        cycle.append(index, to: &buffer)
        return RecordText(buffer.view)
    }

    /// An earlier record without faults, found by chance; nil if eight tries find none.
    func earlier(
        than index: Int, _ random: inout SplitMix64, where isFit: (RecordText) -> Bool
    ) -> RecordText? {
        guard index > 0 else { return nil }
        for _ in 0..<8 {
            let other = random.below(index)
            guard drawn(other).isEmpty else { continue }
            let record = clean(other)
            if isFit(record) { return record }
        }
        return nil
    }
}
