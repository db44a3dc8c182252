import Foundation
import Primitives
import Samples

/// `--faults`: terms, or `@FILE` with the same as JSON.
enum FaultFile {
    /// The faults that the option's value asks for.
    static func spec(_ value: String, sector: SampleSector) throws(UsageError) -> FaultSpec {
        let file: SourceText? = value.hasPrefix("@") ? try read(String(value.dropFirst())) : nil
        do throws(FaultSpecError) {
            if let file { return try FaultSpec(file, sector: sector) }
            return try FaultSpec(value, sector: sector)
        } catch {
            throw UsageError(message: (file == nil ? "--faults: " : "") + error.message)
        }
    }

    private static func read(_ path: String) throws(UsageError) -> SourceText {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UsageError(message: "\(path): cannot be read")
        }
        return SourceText(file: path, bytes: [UInt8](data))
    }
}
