import CMeter
import Primitives

/// What is asked of a run.
struct RunOptions {
    /// So many records come first and are not counted; counting starts with the next chunk.
    var warm = 0
    /// Whether the floor is measured too.
    var hasFloor = true
    /// A stage that does its work twice for one record in ten.
    var slow: Stage?
    /// A stage that allocates once more for each record.
    var allocating: Stage?
}

/// Takes records through the stages one by one and measures each; the floor is measured on the same bytes,
/// record by record, so that a slow moment of the machine hits both.
final class StageRun {
    private let options: RunOptions
    private let pipeline: Pipeline
    private let floor: Floor
    private var isCounting = false
    private var chunks = 0
    private var billTime = 0
    private(set) var tally: Tally
    private(set) var records = 0
    private(set) var inputBytes = 0
    private(set) var documentBytes = 0
    private(set) var contentBytes = 0
    private(set) var deflatedBytes = 0
    private(set) var pageCount = 0

    /// What each level of libdeflate made of the content streams, in bytes.
    var libdeflateBytes: [Int] { floor.libdeflateBytes }

    init(pipeline: Pipeline, floor: Floor, options: RunOptions) {
        self.pipeline = pipeline
        self.floor = floor
        self.options = options
        tally = Tally(expecting: 1 << 16)
    }

    /// Measures all records that follow those of warming up.
    func run() throws {
        var warmed = 0
        while true {
            if !isCounting, warmed >= options.warm { start() }
            try take(.read) { () throws in
                _ = try pipeline.read()
            } again: {
                try $0.readAgain()
            }
            guard pipeline.chunk.lineCount > 0 else { break }
            for index in 0..<pipeline.chunk.lineCount { try measure(index) }
            warmed += pipeline.chunk.lineCount
            chunks += 1
        }
        meter_stop_counting()
    }

    private func start() {
        isCounting = true
        tally.removeAll()
        (records, inputBytes, documentBytes, contentBytes) = (0, 0, 0, 0)
        (deflatedBytes, pageCount, chunks) = (0, 0, 0)
        floor.removeAll()
        meter_start_counting()
    }

    /// Takes one record through every stage, and through the floor.
    private func measure(_ index: Int) throws {
        let line = pipeline.chunk.line(index)
        billTime = 0
        try take(.parse) { try pipeline.parse(index) }
        try take(.expand) { pipeline.expand() }
        try take(.layout) { pipeline.layout() }
        try take(.emit) { try pipeline.emit() }
        pipeline.removeDocument()
        try take(.assemble) { () throws in
            try pipeline.assemble()
        } again: {
            try $0.restore()
        }
        try take(.sha256) { pipeline.sha256() }
        try take(.append) { try pipeline.append() }
        tally.endBill(nanoseconds: billTime)
        try take(.qr) { pipeline.qr() }
        try pipeline.inflateContents()
        try take(.deflate) { pipeline.deflate() }
        count(line)
        if options.hasFloor { try floor.measure(line, with: &tally) }
    }

    private func count(_ line: ByteView) {
        records += 1
        inputBytes += line.count + 1
        documentBytes += pipeline.document.count
        contentBytes += pipeline.contents.count
        deflatedBytes += pipeline.deflatedBytes
        pageCount += pipeline.pageCount
    }

    /// Measures a stage; once more after `again` for one record in ten, or chunk where chunks are read, if it
    /// is to be slow.
    private func take(
        _ stage: Stage, _ body: () throws -> Void, again: (Pipeline) throws -> Void = { _ in }
    ) throws {
        billTime += try tally.measure(stage) { () throws in
            try body()
            if stage == options.allocating { allocate(stage) }
        }
        guard stage == options.slow, (stage == .read ? chunks : records) % 10 == 0 else { return }
        if stage == .read {
            try tally.measure(stage) { () throws in try again(pipeline) }
        } else {
            try again(pipeline)
            try tally.measure(stage) { () throws in try body() }
        }
    }

    private func allocate(_ stage: Stage) {
        for _ in 0..<(stage == .read ? pipeline.chunk.lineCount : 1) { meter_allocate() }
    }
}
