public import Primitives
import Records

/// Counts what lines cost by code and currency, without a text made for any of them; one per worker.
///
/// Emptied and filled again without giving memory back. The first codes in the order of the records are told
/// apart; lines of others count for none.
public struct ChargeCounter: ~Copyable {
    /// A code in a currency.
    struct Entry: BitwiseCopyable {
        var codeStart: Int
        var codeCount: Int
        var currencyCount: Int
        var count: Int
        var sum: Int128
    }

    private var entries = Pool<Entry>(capacity: 64)
    /// Codes, each with its currency behind it.
    private var texts = ByteBuffer(capacity: 1 << 10)
    private var table = KeyTable()

    /// So many codes are told apart.
    public static let mostCodes = 4096

    /// Nothing charged.
    public init() { table.removeAll(room: ChargeCounter.mostCodes) }

    /// Forgets all codes.
    public mutating func removeAll() {
        guard !entries.isEmpty else { return }
        entries.removeAll()
        texts.removeAll()
        table.removeAll(room: ChargeCounter.mostCodes)
    }

    /// The place of a code in a currency, which gets one if it is new; −1 if there are too many.
    public mutating func place(of code: ByteView, currency: ByteView) -> Int {
        let hash = currency.hash(seed: code.hash(seed: 0))
        let found = table.place(of: hash)
        if found >= 0 { return has(code, currency, at: found) ? found : -1 }
        guard found != KeyTable.unknown, entries.count < ChargeCounter.mostCodes else { return -1 }
        _ = table.insert(hash, at: entries.count)
        entries.append(
            Entry(
                codeStart: texts.count, codeCount: code.count, currencyCount: currency.count,
                count: 0, sum: 0))
        texts.append(code)
        texts.append(currency)
        return entries.count - 1
    }

    /// Counts a line.
    public mutating func add(_ amount: Int64, at place: Int) {
        entries[place].count += 1
        entries[place].sum += Int128(amount)
    }

    /// How many codes there are.
    public var count: Int { entries.count }

    /// What the lines of a code cost.
    public func fact(at place: Int) -> ChargeFact {
        ChargeFact(count: entries[place].count, sum: entries[place].sum)
    }

    /// A code, there until the next call that adds one.
    public func code(at place: Int) -> ByteView {
        let start = entries[place].codeStart
        return texts.view(start..<start + entries[place].codeCount)
    }

    /// A code's currency, there as long as the code.
    public func currency(at place: Int) -> ByteView {
        let start = entries[place].codeStart + entries[place].codeCount
        return texts.view(start..<start + entries[place].currencyCount)
    }

    private func has(_ code: ByteView, _ currency: ByteView, at place: Int) -> Bool {
        self.code(at: place) == code && self.currency(at: place) == currency
    }
}

/// A line of a record: what it costs, and its code's place among those counted.
public struct ChargeLine: BitwiseCopyable, Sendable {
    /// In a `ChargeCounter`.
    public var place: Int32
    /// In minor units.
    public var amount: Int64
}

extension RuleChecker {
    /// Counts the last record's lines by their codes.
    public func count(into charges: inout ChargeCounter) {
        var place = 0
        while let line = nextCharge(&place, &charges) {
            charges.add(line.amount, at: Int(line.place))
        }
    }

    /// Appends the last record's lines that have codes, without counting them.
    ///
    /// - Parameters:
    ///   - lines: gets one for each line with a code.
    ///   - charges: gets the codes.
    public func appendCharges(
        to lines: inout Pool<ChargeLine>, of charges: inout ChargeCounter
    ) {
        var place = 0
        while let line = nextCharge(&place, &charges) { lines.append(line) }
    }

    /// The next line with a code that is counted, from the `place`-th on; nil behind the last one.
    private func nextCharge(
        _ place: inout Int, _ charges: inout ChargeCounter
    ) -> ChargeLine? {
        let root = record.root
        let list = record.slot(fields.lines, of: root)
        guard list.tag == .list else { return nil }
        let currency = record.text(record.slot(fields.currency, of: root))
        while place < Int(list.count) {
            let line = record.element(place, of: list)
            place += 1
            let code = record.text(record.slot(fields.line.code, of: line))
            guard code.count > 0 else { continue }
            let counted = charges.place(of: code, currency: currency)
            guard counted >= 0 else { continue }
            let amount = record.slot(fields.line.amount, of: line).payload
            return ChargeLine(place: Int32(truncatingIfNeeded: counted), amount: amount)
        }
        return nil
    }
}
