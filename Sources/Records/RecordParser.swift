public import Primitives

/// Reads one JSON line after the other into one record; one per worker.
///
/// A record in order is bound in one pass over its tokens. Any other is taken apart again, and all of its
/// findings come from that pass: what can be judged is judged, whatever else is wrong. Only text that
/// cannot be taken apart as JSON ends with a single finding. In the steady state nothing is allocated.
///
/// Not `Sendable`.
@safe
public final class RecordParser {
    /// More findings than this are counted, not listed.
    public static let maximumFindings = 20

    /// An id has at most this many bytes.
    public static let maximumIdBytes = 200

    /// A record has at most this many nodes (512 MiB of them): 3.6 million usage details.
    public static let maximumNodes = 1 << 25

    /// The record last read.
    public let record: Record

    /// What is wrong with it, in the order of the text; missing fields behind their object.
    public internal(set) var findings: [Finding] = []

    let table: BindingTable
    let nodeLimit: Int
    // No two accesses overlap: one worker, and nothing calls out while the tape is read.
    @exclusivity(unchecked) private var storedView: JSONTapeView

    @inline(__always)
    var view: JSONTapeView { unsafe storedView }

    var line = ByteView()
    var currency = ByteView()
    /// The place of the record's currency on the tape, or −1, and whether ISO 4217 has it.
    var currencyValue = -1
    var isKnownCurrency = false
    var unlisted = 0
    private let tape: JSONTape
    private var binder: RecordBinder

    /// A parser for records of this schema.
    public convenience init(schema: Schema) {
        self.init(schema: schema, nodeLimit: RecordParser.maximumNodes)
    }

    init(schema: Schema, nodeLimit: Int, partBytes: Int = JSONTape.usualPartBytes) {
        self.nodeLimit = nodeLimit
        // The default of `kind` lies in front of every record's strings.
        tape = JSONTape(preface: Schema.defaultKind, partBytes: partBytes)
        table = BindingTable(schema)
        binder = RecordBinder(table, nodeLimit: nodeLimit)
        record = Record(schema: schema, owner: tape)
        _ = tape.scan(ByteView())
        unsafe storedView = tape.read()
    }

    /// Reads a record.
    ///
    /// - Parameters:
    ///   - line: one JSON object, followed by at least `RecordChunk.padding` readable bytes.
    ///   - number: the record's place in the input, from 1.
    /// - Returns: whether the record can be rendered: no finding rejects it.
    /// - Complexity: O(bytes); about 1 ns a byte.
    public func parse(_ line: ByteView, number: Int) -> Bool {
        start(line, number: number)
        if binder.bind(tape.scan(line), into: record) {
            checkRecord()
            if findings.isEmpty {
                tape.forgetTokens()
                return true
            }
        }
        return judge()
    }

    /// Reads a record of a chunk, which stays alive meanwhile.
    ///
    /// - Returns: whether the record can be rendered: no finding rejects it.
    public func parse(_ index: Int, of chunk: RecordChunk) -> Bool {
        withExtendedLifetime(chunk) { parse(chunk.line(index), number: chunk.number(index)) }
    }

    private func start(_ line: ByteView, number: Int) {
        self.line = line
        record.number = number
        // A huge record's memory is given back before the next one.
        if record.nodes.count > 1 << 20 { record.nodes = Pool(capacity: 1024, spools: true) }
        empty()
    }

    private func empty() {
        findings.removeAll(keepingCapacity: true)
        unlisted = 0
        record.root = .absent
        record.currencyScale = 2
        record.nodes.removeAll()
        record.strings = ByteView()
        record.added.removeAll()
    }

    /// Reads the line again, value by value, and says of each what is wrong with it.
    func judge() -> Bool {
        empty()
        unsafe storedView = tape.read()
        guard view.error == .none else {
            findings.append(syntaxFinding())
            return false
        }
        guard view[0].kind == .object else {
            report(
                "record.json", at: 0, "the record is \(describe(view[0])), not an object",
                cure: "Write one JSON object on each line")
            return false
        }
        record.strings = view.strings
        findCurrency()
        record.root = bindObject(0, type: 0)
        checkRecord()
        closeFindings()
        return findings.isEmpty
    }

    /// Money's decimals depend on the currency, which may stand behind it in the text.
    private func findCurrency() {
        currency = ByteView()
        currencyValue = -1
        var member = 1
        for _ in 0..<view[0].low {
            let value = view[member + 1]
            if value.kind == .string, view.text(view[member]) == "currency" {
                currency = view.text(value)
                currencyValue = member + 1
                break
            }
            member = view.end(of: member + 1)
        }
        let decimals = Currencies.decimals(of: currency)
        isKnownCurrency = decimals != nil
        // Without a known currency nothing can be said about decimals up to the most there are.
        record.currencyScale = decimals ?? 4
    }

    /// What is asked of a record beyond its fields' kinds.
    private func checkRecord() {
        let root = record.root
        let kind = Int(root.payload) + table.kindSlot
        if table.kindSlot >= 0, record.nodes[kind].isWanting {
            let count = Schema.defaultKind.utf8CodeUnitCount
            record.nodes[kind] = RecordNode(.string, count: count, payload: 0)
        }
        let id = record.slot(table.idSlot, of: root)
        if id.count > RecordParser.maximumIdBytes {
            report(
                "record.length", at: 0, name: "id",
                "the id has \(id.count) bytes; at most \(RecordParser.maximumIdBytes) are allowed",
                cure: "Shorten the id")
        }
        let due = record.slot(table.amountDueSlot, of: root)
        if due.tag == .money, due.payload > 0, record.slot(table.dueSlot, of: root).isWanting {
            report(
                "record.missing", at: 0, name: "due",
                "due is missing, and \(amountText(due)) is to be paid",
                cure: "Add the due date, or set amountDue to 0")
        }
    }

    private func amountText(_ node: RecordNode) -> String {
        "\(currency.string) \(text(ofMantissa: node.payload, scale: Int(node.scale)))"
    }
}
