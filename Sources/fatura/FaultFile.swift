import Foundation
import Samples

/// `--faults`: terms, or `@FILE` with the same as JSON.
struct FaultFile: Decodable {
    let most: Int?
    let faults: [Fault]

    /// One kind; `all` stands for those that no other element names.
    struct Fault: Decodable {
        let kind: String
        let rate: Decimal?
        let magnitude: Decimal?
    }

    /// The faults that the option's value asks for.
    static func spec(_ value: String, sector: SampleSector) throws(UsageError) -> FaultSpec {
        let path = value.hasPrefix("@") ? String(value.dropFirst()) : nil
        let file: FaultFile? = if let path { try read(path) } else { nil }
        do throws(FaultSpecError) {
            if let file { return try file.spec(sector) }
            return try FaultSpec(value, sector: sector)
        } catch {
            throw UsageError(message: (path.map { "\($0): " } ?? "--faults: ") + error.message)
        }
    }

    private static func read(_ path: String) throws(UsageError) -> FaultFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UsageError(message: "\(path): cannot be read")
        }
        guard let file = try? JSONDecoder().decode(FaultFile.self, from: data) else {
            throw UsageError(
                message: "\(path): is not {\"faults\": [{\"kind\": \"total.sum\"}, …]}")
        }
        return file
    }

    private func spec(_ sector: SampleSector) throws(FaultSpecError) -> FaultSpec {
        var spec = FaultSpec(sector: sector)
        if let most { try spec.setMost(String(most)) }
        for fault in faults where fault.kind != "all" {
            try spec.add(
                fault.kind, rate: fault.rate.map(FaultFile.text),
                magnitude: fault.magnitude.map(FaultFile.text))
        }
        if let all = faults.first(where: { $0.kind == "all" }) {
            try spec.addAll(rate: all.rate.map(FaultFile.text))
        }
        return spec
    }

    private static func text(_ number: Decimal) -> String { "\(number)" }
}
