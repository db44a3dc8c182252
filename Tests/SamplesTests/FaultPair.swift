import Foundation
import Primitives
import Samples

/// One record without and with its faults, as an outside reader compares them.
struct FaultPair {
    let index: Int
    let clean: [UInt8]
    let faulty: [UInt8]
    let truthBytes: [UInt8]
    let truth: [Truth]

    /// A line of the truth; values as JSON, nil for null.
    struct Truth {
        let record: Int
        let id, kind, faultClass, rule, path, changed: String
        let was, now: String?
        let magnitude: Decimal?
    }

    init(_ index: Int, of cycle: FaultyCycle) throws {
        var records = ByteBuffer()
        var truth = ByteBuffer()
        cycle.append(index, to: &records, truth: &truth)
        var clean = ByteBuffer()
        cycle.cycle.append(index, to: &clean)
        self.index = index
        (self.clean, faulty, truthBytes) = (
            clean.view.bytes, records.view.bytes, truth.view.bytes
        )
        self.truth = try truthBytes.split(separator: 10).map { try Truth(Data($0)) }
    }

    /// The values of a record by path, as JSON.
    func values(_ record: [UInt8]) throws -> [String: String] {
        var values: [String: String] = [:]
        let root = try JSONSerialization.jsonObject(with: Data(record))
        FaultPair.flatten(root, "", into: &values)
        return values
    }

    /// A number of a record, exactly.
    func number(_ path: String, of record: [UInt8]) throws -> Decimal? {
        try values(record)[path].flatMap { Decimal(string: $0) }
    }

    /// Where the records differ; lists without their numbers.
    var changedPaths: Set<String> {
        guard let old = try? values(clean), let new = try? values(faulty) else { return ["?"] }
        let paths = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        return Set(paths.map { $0.replacing(#/\[\d+\]/#, with: "[]") })
    }

    fileprivate static func flatten(
        _ value: Any, _ path: String, into values: inout [String: String]
    ) {
        switch value {
        case let object as [String: Any]:
            for (name, value) in object {
                flatten(value, path.isEmpty ? name : "\(path).\(name)", into: &values)
            }
        case let list as [Any]:
            for (index, value) in list.enumerated() {
                flatten(value, "\(path)[\(index)]", into: &values)
            }
        default: values[path] = json(value)
        }
    }

    /// A value as JSON; numbers without zeros at the end.
    fileprivate static func json(_ value: Any) -> String? {
        switch value {
        case is NSNull: nil
        case let text as String: "\"\(text)\""
        case is [String: Any]: "{…}"
        default: "\(value)"
        }
    }
}

extension FaultPair.Truth {
    init(_ line: Data) throws {
        let object = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
        record = object["record"] as? Int ?? 0
        func text(_ name: String) -> String { object[name] as? String ?? "" }
        (id, kind, faultClass, rule) = (text("id"), text("kind"), text("class"), text("rule"))
        (path, changed) = (text("path"), text("changed"))
        was = object["was"].flatMap(FaultPair.json)
        now = object["is"].flatMap(FaultPair.json)
        magnitude = object["magnitude"].flatMap { Decimal(string: "\($0)") }
    }
}
