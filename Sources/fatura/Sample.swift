import Foundation
import Packs
import Primitives
import Samples

/// `fatura sample`.
@Sendable func sample(_ arguments: Arguments) -> ExitCode {
    let count: Int
    var options = SampleOptions()
    do throws(UsageError) {
        count = try arguments.number("count", in: 0...1_000_000_000, standard: 1)
        options.seed = UInt64(try arguments.number("seed", in: 0...Int.max, standard: 1))
        if arguments.has("rows") {
            options.rows = try arguments.number("rows", in: 0...1_000_000, standard: 40)
        }
        if let month = arguments["cycle"] { options.cycle = try cycle(month) }
    } catch {
        complain("fatura sample: \(error.message)")
        return .usage
    }
    let pack = Pack(folder: arguments.operands[0])
    guard FileManager.default.fileExists(atPath: pack.path("template.xml")) else {
        complain("\(pack.path("template.xml")): error: there is no template here")
        return .template
    }
    guard let sector = pack.sector.flatMap(SampleSector.init(rawValue:)) else {
        complain("\(pack.path("template.xml")): error: the template names no sector of samples")
        return .template
    }
    options.sector = sector
    var faults = FaultSpec(sector: sector)
    do throws(UsageError) {
        if let spec = arguments["faults"] {
            faults = try FaultFile.spec(spec, sector: sector)
        } else if arguments.has("truth") {
            throw UsageError(message: "--truth goes with --faults")
        }
        if let truth = arguments["truth"] { try requireFree(truth) }
    } catch {
        complain("fatura sample: \(error.message)")
        return .usage
    }
    let cycle = FaultyCycle(cycle: SampleCycle(options: options), faults: faults)
    let truth = arguments.has("faults") ? arguments["truth"] ?? "truth.ndjson" : nil
    return write(cycle, count: count, truth: truth)
}

/// A month of this century.
private func cycle(_ text: String) throws(UsageError) -> Cycle {
    var buffer = ByteBuffer(capacity: 16)
    buffer.append(string: text)
    guard let cycle = Cycle(iso: buffer.view), (2001...2099).contains(cycle.year) else {
        throw UsageError(message: "--cycle takes a month such as 2026-07, not “\(text)”")
    }
    return cycle
}

/// Records to standard output, the truth about those that are wrong to a file.
private func write(_ cycle: FaultyCycle, count: Int, truth path: String?) -> ExitCode {
    var buffer = ByteBuffer(capacity: 1 << 21)
    var truth = ByteBuffer(capacity: 1 << 16)
    do {
        let file = try path.map { try createdFile($0) }
        for index in 0..<count {
            cycle.append(index, to: &buffer, truth: &truth)
            guard buffer.count >= 1 << 20 || index == count - 1 else { continue }
            try FileHandle.standardOutput.write(contentsOf: Data(buffer.view.bytes))
            try file?.write(contentsOf: Data(truth.view.bytes))
            buffer.removeAll()
            truth.removeAll()
        }
        try file?.close()
    } catch {
        complain("fatura sample: cannot write: \(error.localizedDescription)")
        return .file
    }
    return .done
}

/// An empty file to write to; what was in it is gone.
private func createdFile(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: path))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
}
