import Primitives

/// The months before: what was billed, and what was used.
///
/// Seats grow month by month at the customer's pace, some by a step; calls follow, with more chance.
extension SaaSBill {
    /// Twelve invoices; a pilot has none yet.
    func appendHistory(to buffer: inout ByteBuffer) {
        guard !traits.isCreditNote, !traits.isFree else { return }
        buffer.openArray("history")
        for ago in (1...12).reversed() {
            buffer.openElement()
            buffer.member("cycle", cycle: Cycle(months: cycle.months - Int32(ago)))
            buffer.member("total", money: earlierTotal(ago))
            buffer.member("status", "paid")
            buffer.closeObject()
        }
        buffer.closeArray()
    }

    /// Calls and seats of twelve months; the billed one is the last.
    func appendUsage(to buffer: inout ByteBuffer) {
        guard !traits.isCreditNote else { return }
        buffer.openObject("usage")
        buffer.openArray("series")
        appendSeries(
            isGerman ? "API-Aufrufe" : "API calls", isGerman ? "Tsd." : "k",
            \.isOfCalls, share: callShare, to: &buffer)
        appendSeries(
            isGerman ? "Nutzerplätze" : "User seats", isGerman ? "Plätze" : "seats",
            \.isOfSeats, share: seatShare, to: &buffer)
        buffer.closeArray()
        buffer.closeObject()
    }

    private func appendSeries(
        _ name: StaticString, _ unit: StaticString, _ counts: (SaaSLine) -> Bool,
        share: (Int) -> Int, to buffer: inout ByteBuffer
    ) {
        let used = trueLines.reduce(0) { $0 + (counts($1) ? $1.thousandths : 0) } / 1000
        let billed =
            trueLines.map { $0.distorted(by: distortion) }
            .reduce(0) { $0 + (counts($1) ? $1.thousandths : 0) } / 1000
        buffer.openElement()
        buffer.member("name", name)
        buffer.member("unit", unit)
        buffer.openArray("points")
        for ago in (0..<12).reversed() {
            buffer.openElement()
            buffer.member("cycle", cycle: Cycle(months: cycle.months - 1 - Int32(ago)))
            buffer.member("value", integer: ago == 0 ? billed : (used * share(ago) + 500) / 1000)
            buffer.closeObject()
        }
        buffer.closeArray()
        buffer.closeObject()
    }

    /// Seats of a month before against the billed one's, in 1/1000.
    private func seatShare(_ ago: Int) -> Int {
        var random = SplitMix64(key: key, purpose: 61)
        let growth = random.below(26)  // 1/1000 a month
        let step = random.chance(150) ? (ago: random.any(1...11), share: random.any(80...900)) : nil
        var month = SplitMix64(key: key, purpose: 610 + UInt64(ago))
        var share = 1000 - ago * growth + month.any(-20...20)
        if let step, ago >= step.ago { share -= share * step.share / 4000 }
        return share
    }

    /// Calls of a month before against the billed one's, in 1/1000; the billed one has its chance, too.
    private func callShare(_ ago: Int) -> Int {
        func chance(_ ago: Int) -> Int {
            var month = SplitMix64(key: key, purpose: 620 + UInt64(ago))
            return month.any(850...1150)
        }
        return seatShare(ago) * chance(ago) / chance(0)
    }

    /// The total of an invoice before; orders of goods are of another size each month.
    private func earlierTotal(_ ago: Int) -> Int64 {
        var random = SplitMix64(key: key, purpose: 640 + UInt64(ago))
        let (seats, calls) = (Int64(seatShare(ago)), Int64(callShare(ago)))
        let orders = Int64(random.any(700...1300))
        var (net, billed): (Int64, Int64) = (0, 0)
        for line in trueLines {
            billed += line.amount
            net += line.amount * (line.subscription == 0 ? orders : line.isOfCalls ? calls : seats)
        }
        guard billed > 0 else { return 0 }
        return trueTotal * (net / 1000) / billed
    }

    /// The total before any fault.
    private var trueTotal: Int64 {
        distortion == Distortion()
            ? total : SaaSBill(traits: traits, key: key, index: index, cycle: cycle).total
    }
}
