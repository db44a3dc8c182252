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

/// Takes records through the stages one by one and measures each; the floor is measured on the same bytes
/// after every few bills, so that a slow moment of the machine hits both.
final class StageRun {
    private let options: RunOptions
    private let pipeline: Pipeline
    let floor: Floor
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
            try take(.read, number: chunks) { try pipeline.read(again: $0) }
            let count = pipeline.chunk.lineCount
            guard count > 0 else { break }
            pipeline.removeOutput()
            for first in stride(from: 0, to: count, by: Batch.capacity) {
                try measure(first..<min(first + Batch.capacity, count))
            }
            try take(.append, number: chunks) { _ in try pipeline.append(documents: count) }
            warmed += count
            chunks += 1
        }
        meter_stop_counting()
        guard isCounting else {
            throw Pipeline.Failure(message: "no more records than those to warm up")
        }
    }

    private func start() {
        isCounting = true
        tally.removeAll()
        (records, inputBytes, documentBytes, contentBytes) = (0, 0, 0, 0)
        (deflatedBytes, pageCount, chunks) = (0, 0, 0)
        floor.removeAll()
        meter_start_counting()
    }

    /// Takes a few records through every stage, and through the floor.
    private func measure(_ range: Range<Int>) throws {
        pipeline.removeBatch()
        for index in range { try measure(index, number: records + index - range.lowerBound) }
        try pipeline.inflateContents()
        for bill in 0..<range.count {
            try take(.qr, number: records + bill) { _ in pipeline.qr(bill) }
        }
        for bill in 0..<range.count {
            try take(.deflate, number: records + bill) { _ in pipeline.deflate(bill) }
            count(bill)
        }
        if options.hasFloor { try floor.measure(from: range.lowerBound, with: &tally) }
        records += range.count
    }

    /// Takes one record through every stage.
    private func measure(_ index: Int, number: Int) throws {
        billTime = 0
        try take(.parse, number: number) { _ in try pipeline.parse(index) }
        try take(.rules, number: number) { _ in pipeline.rules() }
        try take(.payments, number: number) { _ in pipeline.payments() }
        try take(.expand, number: number) { _ in pipeline.expand() }
        try take(.layout, number: number) { _ in pipeline.layout() }
        try take(.emit, number: number) { _ in try pipeline.emit() }
        pipeline.beginDocument()
        try take(.assemble, number: number) { _ in try pipeline.assemble() }
        try take(.sha256, number: number) { _ in pipeline.sha256() }
        try take(.append, number: number) { _ in pipeline.append() }
        tally.endBill(nanoseconds: billTime)
        inputBytes += pipeline.chunk.line(index).count + 1
        pageCount += pipeline.pageCount
        pipeline.keep()
    }

    private func count(_ bill: Int) {
        documentBytes += pipeline.batch.document(bill).count
        contentBytes += pipeline.batch.contentBytes(bill)
        deflatedBytes += pipeline.batch.deflatedBytes(bill)
    }

    /// Measures a stage; once more for one record in ten, or chunk where chunks are read, if it is to be slow.
    ///
    /// - Parameters:
    ///   - stage: what is measured.
    ///   - number: of the record or chunk, from 0.
    ///   - body: its work; told whether it is done again.
    /// - Throws: what the work throws.
    private func take(_ stage: Stage, number: Int, _ body: (Bool) throws -> Void) throws {
        billTime += try tally.measure(stage) { () throws in
            try body(false)
            if stage == options.allocating { allocate(stage) }
        }
        guard stage == options.slow, number % 10 == 0 else { return }
        if stage == .assemble { try pipeline.restore() }
        billTime += try tally.measure(stage) { () throws in try body(true) }
    }

    private func allocate(_ stage: Stage) {
        for _ in 0..<(stage == .read ? pipeline.chunk.lineCount : 1) { meter_allocate() }
    }
}
