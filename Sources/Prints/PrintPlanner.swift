import Compression
import Primitives
import Records
import RunFolders

/// Puts the documents of a run in the order of the post, into envelopes and print files.
///
/// By country, postal code, address, name, customer and record, in the order of their folded bytes. Depends on
/// the ledger and the kept records alone. Memory: about 150 bytes a document.
struct PrintPlanner: ~Copyable {
    private let paths: RunPaths
    private let preset: PrintPreset
    private let inflater = Inflater()
    private let addresses = AddressReader()
    private var packed = ByteBuffer(capacity: 1 << 16)
    private var records = ByteBuffer(capacity: 1 << 16)
    private var plan = PrintPlan()

    /// A planner of a run whose shards are all in its ledger.
    init(_ paths: RunPaths, _ preset: PrintPreset) {
        self.paths = paths
        self.preset = preset
    }

    /// The plan.
    ///
    /// - Throws: `RunFolderError`; F771 for records that are not those of the run.
    consuming func plan(_ run: RunPlan, _ ledger: Ledger) throws(RunFolderError) -> PrintPlan {
        for shard in run.shards.indices { try read(shard, of: run, ledger) }
        sort()
        findHouseholds()
        fillEnvelopes()
        fillFiles()
        return plan
    }

    // MARK: Reading

    private mutating func read(
        _ shard: Int, of run: RunPlan, _ ledger: Ledger
    ) throws(RunFolderError) {
        let documents = try ledger.documentsOnPaper(ofShard: shard)
        guard !documents.isEmpty else { return }
        try readRecords(shard, of: run)
        for document in documents {
            guard document.offset + document.length <= run.shards[shard].bytes else {
                throw damaged(shard)
            }
            let line = records.view(document.offset..<document.offset + document.length)
            let key = addresses.read(
                line, number: document.record, customer: document.customer, to: &plan.keys)
            plan.rows.append(
                PrintRow(
                    record: document.record, key: key, shard: Int32(shard),
                    pages: Int32(clamping: document.pages)))
        }
    }

    /// Reads the records of a shard as they were.
    private mutating func readRecords(_ shard: Int, of run: RunPlan) throws(RunFolderError) {
        packed.removeAll()
        records.removeAll()
        do throws(FileError) {
            try InputDescriptor.read(
                paths.path(RunPaths.recordsName(shard: shard)), into: &packed)
        } catch {
            throw .file(error)
        }
        do throws(CompressionError) {
            try inflater.gzip(packed.view, size: run.shards[shard].bytes, into: &records)
        } catch {
            throw damaged(shard)
        }
        guard SHA256Digest(of: records.view) == run.shards[shard].sha256 else {
            throw damaged(shard)
        }
        records.append(repeating: 0, count: RecordChunk.padding)
    }

    private func damaged(_ shard: Int) -> RunFolderError {
        .refused(
            Diagnostics([
                Diagnostic(
                    code: "F771", file: paths.path(RunPaths.recordsName(shard: shard)),
                    message: "the records of shard \(shard) are not those that the run kept",
                    cure: "restore the file from a copy")
            ]))
    }

    // MARK: Order

    private mutating func sort() {
        plan.order = (0..<Int32(plan.rows.count)).map { $0 }
        let (rows, keys) = (plan.rows.view(plan.rows.indices), plan.keys.view)
        plan.order.sort { one, other in
            let (a, b) = (rows[Int(one)], rows[Int(other)])
            let order = keys[a.key.all].compared(to: keys[b.key.all])
            return order == 0 ? a.record < b.record : order < 0
        }
    }

    /// Says which documents may share an envelope, and lays them side by side.
    private mutating func findHouseholds() {
        var (start, count) = (0, 0)
        while start < plan.order.count {
            var end = start + 1
            let key = plan.row(start).key
            // Without an address only the same name of the same customer is the same.
            let isPlaced = key.addressCount > 2
            let place = isPlaced ? key.address : key.all
            while end < plan.order.count {
                let next = plan.row(end).key
                guard
                    plan.keys.view(isPlaced ? next.address : next.all)
                        .compared(to: plan.keys.view(place)) == 0
                else { break }
                end += 1
            }
            join(start..<end, &count)
            start = end
        }
    }

    /// Numbers the households of one address, in the order of their first documents.
    private mutating func join(_ range: Range<Int>, _ count: inout Int) {
        guard range.count > 1, preset.household != .none else {
            for place in range { set(household: &count, of: place..<place + 1) }
            return
        }
        var known: [[UInt8]: Int32] = [:]
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start + 1
            let own = plan.row(start).key
            let same = preset.household == .name ? own.name : own.all
            while end < range.upperBound {
                let next = plan.row(end).key
                let other = preset.household == .name ? next.name : next.all
                guard plan.keys.view(other).compared(to: plan.keys.view(same)) == 0 else { break }
                end += 1
            }
            let customers = (start..<end).map { plan.keys.view(plan.row($0).key.customer).bytes }
            if let joined = customers.lazy.compactMap({ known[$0] }).first {
                for place in start..<end { plan.rows[Int(plan.order[place])].household = joined }
                for customer in customers { known[customer] = joined }
            } else {
                for customer in customers { known[customer] = Int32(count) }
                set(household: &count, of: start..<end)
            }
            start = end
        }
        let rows = plan.rows.view(plan.rows.indices)
        plan.order[range].sort { one, other in
            let (a, b) = (rows[Int(one)], rows[Int(other)])
            return a.household == b.household
                ? a.record < b.record : a.household < b.household
        }
    }

    private mutating func set(household: inout Int, of places: Range<Int>) {
        for place in places { plan.rows[Int(plan.order[place])].household = Int32(household) }
        household += 1
    }

    // MARK: Envelopes and files

    /// Fills envelopes with whole documents; those that one alone does not hold come last, each by itself.
    private mutating func fillEnvelopes() {
        var flats = Pool<PrintEnvelope>()
        var (start, letters) = (0, plan.envelopes.count)
        while start < plan.order.count {
            let household = plan.row(start).household
            var end = start + 1
            while end < plan.order.count, plan.row(end).household == household { end += 1 }
            letters = plan.envelopes.count
            for place in start..<end {
                let sheets = preset.sheets(ofPages: Int(plan.row(place).pages))
                let new = PrintEnvelope(
                    first: Int32(place), count: 1, sheets: Int32(sheets),
                    household: Int32(end - start))
                if sheets > preset.sheetsPerEnvelope {
                    flats.append(new)
                } else if let last = plan.envelopes.last, plan.envelopes.count > letters,
                    last.range.upperBound == place,
                    Int(last.sheets) + sheets <= preset.sheetsPerEnvelope
                {
                    plan.envelopes[plan.envelopes.count - 1].count += 1
                    plan.envelopes[plan.envelopes.count - 1].sheets += Int32(sheets)
                } else {
                    plan.envelopes.append(new)
                }
            }
            start = end
        }
        letters = plan.envelopes.count
        plan.envelopes.append(0..<flats.count, of: flats)
        firstFlat = letters
    }

    /// The first envelope that is a flat.
    private var firstFlat = 0

    /// Cuts the envelopes into files; none is cut itself.
    private mutating func fillFiles() {
        for (range, isFlat) in [
            (0..<firstFlat, false), (firstFlat..<plan.envelopes.count, true),
        ] {
            var (start, sheets) = (range.lowerBound, 0)
            for number in range {
                let more = Int(plan.envelopes[number].sheets)
                if number > start, sheets + more > preset.sheetsPerFile {
                    plan.files.append(
                        PrintFilePlan(envelopes: start..<number, sheets: sheets, isFlat: isFlat))
                    (start, sheets) = (number, 0)
                }
                sheets += more
            }
            guard start < range.upperBound else { continue }
            plan.files.append(
                PrintFilePlan(envelopes: start..<range.upperBound, sheets: sheets, isFlat: isFlat))
        }
    }
}

extension ByteView {
    /// Less than zero, zero or more, as the bytes come before, are, or come behind those of `other`.
    func compared(to other: ByteView) -> Int {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return Int(self[index]) - Int(other[index])
        }
        return count - other.count
    }
}
