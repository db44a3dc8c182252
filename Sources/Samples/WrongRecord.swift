import Primitives

/// One record on its way to being wrong: faults that distort how it is drawn come first, then those that change
/// its text.
struct WrongRecord {
    let index: Int
    let cycle: FaultyCycle
    /// The record as it is now.
    var text: RecordText
    var random: SplitMix64

    private let faults: [FaultyCycle.Drawn]
    private var seeded: [Seeded] = []

    /// A fault that found something to change.
    private struct Seeded {
        let drawn: FaultyCycle.Drawn
        /// What was changed, and what findings name.
        let changed, path: String
        let was: [UInt8]?
        let now: [UInt8]?
    }

    /// Where a fault is, and whether what it says there was not there before, or is not there now.
    struct Change {
        var path: String
        var isNew = false
        var isGone = false
    }

    /// The record before its faults.
    init(_ index: Int, of cycle: FaultyCycle, faults: [FaultyCycle.Drawn]) {
        (self.index, self.cycle, self.faults) = (index, cycle, faults)
        text = cycle.clean(index)
        random = SplitMix64(key: cycle.key(index), purpose: 9001)
    }

    /// Seeds the faults; those that find nothing to change come to nothing.
    mutating func seed() {
        distort()
        for drawn in faults where !drawn.kind.distorts {
            guard drawn.kind.faultClass != .duplicate || seeded.isEmpty else { continue }
            let before = text
            guard let change = edit(drawn) else { continue }
            note(drawn, change, before: before)
            if drawn.kind == .recordDuplicate { return }
        }
    }

    /// Appends a line of JSON for each fault.
    func appendTruth(to truth: inout ByteBuffer) {
        for fault in seeded {
            truth.openElement()
            truth.member("record", integer: index + 1)
            truth.key("id")
            truth.append(text.raw("id") ?? [])
            append("kind", fault.drawn.kind.rawValue, to: &truth)
            append("class", fault.drawn.kind.faultClass.rawValue, to: &truth)
            append("rule", fault.drawn.kind.rule, to: &truth)
            append("path", fault.path, to: &truth)
            append("changed", fault.changed, to: &truth)
            truth.key("was")
            truth.append(fault.was ?? Array("null".utf8))
            truth.key("is")
            truth.append(fault.now ?? Array("null".utf8))
            if fault.drawn.kind.magnitudes != nil {
                truth.member("magnitude", decimal: fault.drawn.magnitude, scale: 2)
            }
            truth.append("}\n")
        }
    }

    private func append(_ name: StaticString, _ value: String, to truth: inout ByteBuffer) {
        truth.openText(name)
        truth.append(string: value)
        truth.closeText()
    }

    private mutating func note(
        _ drawn: FaultyCycle.Drawn, _ change: Change, before: RecordText
    ) {
        seeded.append(
            Seeded(
                drawn: drawn, changed: change.path,
                path: drawn.kind.place(of: change.path, in: text),
                was: change.isNew ? nil : before.raw(change.path),
                now: change.isGone ? nil : text.raw(change.path)))
    }

    /// Draws the record once more, with all that its faults distort.
    private mutating func distort() {
        var distortion = Distortion()
        let before = text
        var changes: [(FaultyCycle.Drawn, Change)] = []
        for drawn in faults where drawn.kind.distorts {
            if let change = distort(&distortion, drawn) { changes.append((drawn, change)) }
        }
        guard !changes.isEmpty else { return }
        var buffer = ByteBuffer(capacity: 1 << 14)
        cycle.cycle.append(index, distorted: distortion, to: &buffer)
        text = RecordText(buffer.view)
        for (drawn, change) in changes { note(drawn, change, before: before) }
    }
}
