public import Primitives
public import Records

/// Fields of a loop's elements written straight to where they are wanted: no value between, no copy.
extension Evaluator {
    /// Index of a list's first element among the record's nodes; −1 if they lie elsewhere, or no more may be
    /// worked out.
    public func firstNode(of list: Value) -> Int {
        guard list.tag == .list, list.store == .record, runsThreaded, !isExhausted else {
            return -1
        }
        return list.place
    }

    /// Whether so many steps can be spent, see `spend(_:)`.
    public func canSpend(_ steps: Int) -> Bool {
        stepsLeft >= steps && lists.count <= Evaluator.listLimit
            && scratch.count &+ joinedBytes <= Evaluator.textLimit
    }

    /// Writes a formatted field where `FieldText.room` bytes are free.
    ///
    /// - Parameters:
    ///   - field: of the kind `formatted`.
    ///   - node: what stands in its slot.
    ///   - target: gets up to `FieldText.room` bytes of UTF-8; those that are not counted mean nothing.
    /// - Returns: how many bytes the text has; −1 if it is none of the usual ones, and `append(_:ofNode:to:)` is
    ///   to be asked for it.
    public func write(
        _ field: FieldText, _ node: RecordNode, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        unsafe write(field.format, node, to: target)
    }

    /// Writes a node in a format, as `write(_:_:to:)` a field.
    @inline(__always)
    func write(
        _ format: Format, _ node: RecordNode, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        switch (format.kind, node.tag) {
        case (_, .absent): return 0
        case (.date, .date), (.standard, .date):
            return unsafe writeDay(node.payload, to: target)
        case (.duration, .time), (.duration, .integer), (.standard, .time):
            return unsafe writeDuration(node.payload, to: target)
        case (.bareMoney, .money):
            // As most amounts are, with the currency's own places.
            guard Int(node.scale) == currencyScale else { return -1 }
            return unsafe writeNumber(node.payload, scale: Int(node.scale), to: target)
        case (.number, .decimal), (.number, .integer), (.standard, .decimal), (.standard, .integer):
            guard let number = rounded(node, format) else { return -1 }
            return unsafe writeNumber(number.value, scale: number.scale, to: target)
        case (.percent, .decimal), (.percent, .integer):
            guard let number = rounded(node, format) else { return -1 }
            return unsafe numbers.write(percent: number.value, scale: number.scale, to: target)
        default: return -1
        }
    }

    /// A number with a format's places; nil for what is not rounded as most are, or gets more places.
    @inline(__always)
    private func rounded(_ node: RecordNode, _ format: Format) -> (value: Int64, scale: Int)? {
        let (scale, places) = (Int(node.scale), Int(format.places))
        if places < 0 || places == scale { return (node.payload, scale) }
        // Halves away from zero: what is not negative goes up. So the half is added, and the digits are cut.
        guard places < scale, rounding == .halfUp, let value = UInt32(exactly: node.payload),
            let unit = Self.unit(ofPlaces: scale - places)
        else { return nil }
        return (Int64((UInt64(value) + unit / 2) / unit), places)
    }

    /// 10 to the power of a few places.
    @inline(__always)
    private static func unit(ofPlaces places: Int) -> UInt64? {
        switch places {
        case 1: 10
        case 2: 100
        case 3: 1000
        case 4: 10_000
        default: nil
        }
    }

    /// Appends a formatted field, whatever stands in it.
    public func append(_ field: FieldText, ofNode index: Int, to buffer: inout ByteBuffer) {
        write(value(ofNode: index), field.format, to: &buffer)
    }

    /// Digits behind the point that amounts have.
    public var moneyScale: UInt8 { UInt8(truncatingIfNeeded: currencyScale) }

    /// Writes a number of up to three places; −1 for what is not written so, see `write(_:_:to:)`.
    public func writeNumber(
        _ value: Int64, scale: Int, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        unsafe numbers.write(value, scale: scale, to: target)
    }

    /// Writes hours of two digits, minutes and seconds; −1 for what is longer or negative.
    public func writeDuration(_ seconds: Int64, to target: UnsafeMutablePointer<UInt8>) -> Int {
        guard let seconds = UInt32(exactly: seconds), seconds < 360_000 else { return -1 }
        let minutes = seconds / 60
        let hours = minutes / 60
        // The numbers, three bytes apart as they stand between the colons, each below 100.
        let numbers =
            UInt64(hours) | UInt64(minutes &- hours &* 60) &<< 24
            | UInt64(seconds &- minutes &* 60) &<< 48
        let tens = (numbers &* 103) &>> 10 & 0x000F_0000_0F00_000F
        let text = 0x3030_3A30_303A_3030 | tens | (numbers &- tens &* 10) &<< 8
        unsafe UnsafeMutableRawPointer(target).storeBytes(of: text.littleEndian, as: UInt64.self)
        return 8
    }

    /// Writes a day by the locale's short pattern; −1 if that is not of figures alone.
    public func writeDay(_ days: Int64, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let days = Int32(truncatingIfNeeded: days)
        let place = Int(days & DayText.mask)
        if dayTexts[place].days != days || dayTexts[place].count == 0 {
            guard keepDay(days, at: place) else { return -1 }
        }
        unsafe UnsafeMutableRawPointer(target).storeBytes(
            of: dayTexts[place].bytes, as: SIMD16<UInt8>.self)
        return Int(dayTexts[place].count)
    }

    /// Keeps a day's text; false if it is too long, or not of figures alone.
    @inline(never)
    private func keepDay(_ days: Int32, at place: Int) -> Bool {
        guard let shortDate else { return false }
        dayBytes.removeAll()
        shortDate.append(CivilDate(days: days), to: &dayBytes)
        guard dayBytes.count <= 16 else { return false }
        var text = DayText(days: days, count: Int32(dayBytes.count))
        for index in 0..<dayBytes.count { text.bytes[index] = dayBytes[index] }
        dayTexts[place] = text
        return true
    }
}

/// A day as the locale's short pattern writes it: most bills are about the days of one month.
struct DayText: BitwiseCopyable {
    var days: Int32 = 0
    /// 0: none is kept.
    var count: Int32 = 0
    var bytes = SIMD16<UInt8>()

    /// So many are kept, less one.
    static let mask: Int32 = 63
}
