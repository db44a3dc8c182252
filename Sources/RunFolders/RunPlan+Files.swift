public import Compression
import Glibc
import Primitives

/// The plan's two files: shards as one JSON object, decisions as one JSON object a line.
extension RunPlan {
    private static let format = 2

    /// Writes both files, the shards last: a plan without them is none.
    ///
    /// - Returns: the plan's digest: that of the shards' file, which names that of the decisions.
    /// - Throws: `RunFolderError`.
    public func write(
        to paths: RunPaths, durability: Durability
    ) throws(RunFolderError) -> SHA256Digest {
        do throws(FileError) {
            var file = try DurableFile(path: paths.decisionPlan, durability: durability)
            var lines = ByteBuffer(capacity: 1 << 16)
            for decision in decisions {
                decision.append(to: &lines)
                if lines.count >= 1 << 16 {
                    try file.write(lines.view)
                    lines.removeAll()
                }
            }
            try file.write(lines.view)
            let digest = try file.commit()
            return try DurableFile.write(
                text(decisions: digest), to: paths.shardPlan, durability: durability)
        } catch {
            throw .file(error)
        }
    }

    private func text(decisions digest: SHA256Digest) -> [UInt8] {
        var json = CanonicalJSON()
        json.add("format", RunPlan.format)
        json.add("decisions", decisions.count)
        json.add("decisionsSha256", digest.hexadecimal)
        json.list("shards", shards, isBroken: true) { json, shard in
            json.object { shard.write(to: &$0) }
        }
        json.list("findings", findings, isBroken: true) { json, finding in
            json.object { finding.write(to: &$0) }
        }
        return json.finish()
    }

    /// Reads a plan.
    ///
    /// - Returns: the plan and its digest; nil where there is none.
    /// - Throws: `RunFolderError` for one that is damaged.
    public static func read(
        from paths: RunPaths
    ) throws(RunFolderError) -> (plan: RunPlan, digest: SHA256Digest)? {
        let bytes: [UInt8]
        let lines: [UInt8]
        do throws(FileError) {
            guard try RunPaths.names(in: paths.planFolder).contains("shards.json") else {
                return nil
            }
            bytes = try InputDescriptor.bytes(of: paths.shardPlan)
            lines = try InputDescriptor.bytes(of: paths.decisionPlan)
        } catch {
            guard error.code == ENOENT else { throw .file(error) }
            throw .refused(
                Diagnostic(
                    code: JSONFields.code, file: paths.decisionPlan,
                    message: "the file is not there",
                    cure: cure(paths)))
        }
        do throws(Diagnostic) {
            var fields = try JSONFields(file: paths.shardPlan, bytes: bytes)
            guard try fields.count("format") == format else {
                throw fields.wrong("the plan is of another version of fatura")
            }
            let count = try fields.count("decisions")
            let digest = try fields.digest("decisionsSha256")
            guard SHA256Digest(ofArray: lines) == digest else {
                throw fields.wrong("plan/decisions.ndjson is not what the plan was written with")
            }
            var plan = RunPlan()
            for shard in try fields.objects("shards") {
                plan.shards.append(try PlannedShard(reading: shard))
            }
            plan.findings = try fields.objects("findings").map(RunFinding.init(reading:))
            try fields.finish()
            for (index, line) in lines.split(separator: 0x0A).enumerated() {
                plan.decisions.append(
                    try PlanDecision(
                        reading: JSONFields(
                            file: "\(paths.decisionPlan):\(index + 1)", bytes: Array(line))))
            }
            guard plan.decisions.count == count else {
                throw fields.wrong(
                    "the plan has \(count) decisions, and the file \(plan.decisions.count)")
            }
            return (plan, SHA256Digest(ofArray: bytes))
        } catch {
            var error = error
            if error.code == JSONFields.code { error.cure = cure(paths) }
            throw .refused(error)
        }
    }

    /// What mends a plan that is damaged: equal input gives an equal one.
    private static func cure(_ paths: RunPaths) -> String {
        "move \(paths.planFolder) away and give the command again with the same records: they are "
            + "planned anew, and what is rendered stays"
    }
}

extension PlannedShard {
    func write(to json: inout CanonicalJSON) {
        json.add("firstRecord", firstRecord)
        json.add("records", records)
        json.add("firstLine", firstLine)
        json.add("bytes", bytes)
        json.add("sha256", sha256.hexadecimal)
        json.list("overlong", overlong) { json, line in
            json.object {
                $0.add("record", line.record)
                $0.add("line", line.line)
            }
        }
        json.list("incoming", incoming) { json, sum in json.object { sum.write(to: &$0) } }
    }

    init(reading fields: JSONFields) throws(Diagnostic) {
        var fields = fields
        firstRecord = try fields.count("firstRecord")
        records = try fields.count("records")
        firstLine = try fields.count("firstLine")
        bytes = try fields.count("bytes")
        sha256 = try fields.digest("sha256")
        overlong = []
        for var line in try fields.objects("overlong") {
            overlong.append(
                OverlongRecord(record: try line.count("record"), line: try line.count("line")))
            try line.finish()
        }
        incoming = []
        for sum in try fields.objects("incoming") {
            incoming.append(try IncomingTotal(reading: sum))
        }
        try fields.finish()
    }
}

extension PlanDecision {
    func append(to lines: inout ByteBuffer) {
        lines.append("{\"shard\":")
        lines.append(decimal: shard)
        lines.append(",\"record\":")
        lines.append(decimal: record)
        lines.append(",\"kind\":\"")
        lines.append(string: kind.rawValue)
        lines.append("\",\"place\":")
        lines.append(decimal: place)
        if kind == .total {
            lines.append(",\"last\":")
            lines.append(decimal: Int(last))
        }
        if kind == .released {
            lines.append(",\"rule\":")
            lines.append(string: JSONLine.quoted(rule))
        }
        lines.append("}\n")
    }

    init(reading fields: JSONFields) throws(Diagnostic) {
        var fields = fields
        shard = try fields.count("shard")
        record = try fields.count("record")
        kind = try fields.word("kind")
        place = try fields.count("place")
        last = kind == .total ? try fields.integer("last") : 0
        rule = kind == .released ? try fields.text("rule") : ""
        try fields.finish()
    }
}

extension SHA256Digest {
    /// Of an array's bytes.
    fileprivate init(ofArray bytes: [UInt8]) {
        var buffer = ByteBuffer(capacity: bytes.count)
        buffer.append(bytes)
        self.init(of: buffer.view)
    }
}
