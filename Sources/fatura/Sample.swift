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
    return write(SampleCycle(options: options), count: count)
}

private func write(_ cycle: SampleCycle, count: Int) -> ExitCode {
    var buffer = ByteBuffer(capacity: 1 << 21)
    for index in 0..<count {
        cycle.append(index, to: &buffer)
        guard buffer.count >= 1 << 20 || index == count - 1 else { continue }
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(buffer.view.bytes))
        } catch {
            complain("fatura sample: cannot write: \(error.localizedDescription)")
            return .file
        }
        buffer.removeAll()
    }
    return .done
}
