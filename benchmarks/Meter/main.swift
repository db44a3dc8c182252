import Rendering
import Glibc
import Primitives

// meter PACK RECORDS FOLDER [--warm N] [--no-floor] [--slow STAGE] [--allocate STAGE]
//     the stages of each bill and the floor under them, as one JSON object
// meter --qr
//     our QR kernel beside libqrencode, as one JSON object
//
// `scripts/bench` and `scripts/gate` make the records and the tables.

func stop(_ message: String) -> Never {
    let text = Array("meter: \(message)\n".utf8)
    _ = unsafe text.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
}

func stage(_ name: String?) -> Stage {
    guard let name, let stage = Stage(named: name) else {
        stop("name one of the stages " + Stage.engine.map(\.name).joined(separator: ", "))
    }
    return stage
}

var operands: [String] = []
var options = RunOptions()
var rest = CommandLine.arguments.dropFirst()
while let word = rest.popFirst() {
    switch word {
    case "--qr":
        print(SymbolRace().report())
        exit(0)
    case "--warm":
        guard let count = rest.popFirst().flatMap({ Int($0) }) else {
            stop("--warm needs a number")
        }
        options.warm = count
    case "--no-floor": options.hasFloor = false
    case "--slow": options.slow = stage(rest.popFirst())
    case "--allocate": options.allocating = stage(rest.popFirst())
    default: operands.append(word)
    }
}
guard operands.count == 3 else { stop("usage: meter PACK RECORDS FOLDER [OPTION]...") }

do {
    guard let fonts = Engine.findFonts(pack: operands[0]) else { stop("no font catalogue") }
    let engine = try Engine(pack: operands[0], fonts: fonts)
    let pipeline = try Pipeline(
        engine: engine, records: operands[1], tar: operands[2] + "/stages.tar")
    let floor = try Floor(under: pipeline, path: operands[2] + "/floor.bin")
    let run = StageRun(pipeline: pipeline, floor: floor, options: options)
    try run.run()
    pipeline.finish()
    print(report(run))
} catch let error as Pipeline.Failure {
    stop(error.message)
} catch let error as Diagnostics {
    stop(error.all.map { $0.message }.joined(separator: "\n"))
} catch {
    stop("\(error)")
}
