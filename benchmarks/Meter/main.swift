import BatchEngine
import Glibc
import Primitives
import Records

// meter PACK RECORDS FOLDER [WARM]: the stages of each bill and the floor under them, as one JSON object.
//
// WARM records come first and are not counted. `scripts/bench` makes the records and the table.

func stop(_ message: String) -> Never {
    let text = Array("meter: \(message)\n".utf8)
    _ = unsafe text.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count >= 4 else { stop("usage: meter PACK RECORDS FOLDER [WARM]") }
let warm = arguments.count > 4 ? Int(arguments[4]) ?? 0 : 0

do {
    guard let fonts = Engine.findFonts(pack: arguments[1]) else { stop("no font catalogue") }
    let engine = try Engine(pack: arguments[1], fonts: fonts)
    let run = try StageRun(engine: engine, folder: arguments[3])
    let reader = try RecordReader(path: arguments[2], chunkBytes: 1 << 18)
    let chunk = RecordChunk()
    var seen = 0
    while try reader.next(into: chunk) {
        for index in 0..<chunk.lineCount {
            if seen == warm { run.reset() }
            try run.measure(chunk, index)
            seen += 1
        }
    }
    run.finish()
    print(report(run))
} catch let error as StageRun.Failure {
    stop(error.message)
} catch let error as Diagnostics {
    stop(error.all.map { $0.message }.joined(separator: "\n"))
} catch {
    stop("\(error)")
}
