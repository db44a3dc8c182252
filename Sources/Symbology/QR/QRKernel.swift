import Primitives

/// The steps from segments to rectangles, with the scratch they share.
///
/// Data codewords, blocks with error correction interleaved, placement column by column, transposition
/// to rows, mask choice, merging. Everything that depends on version and level alone is made when first
/// used and kept.
@safe
struct QRKernel: ~Copyable {
    var segmenter = QRSegmenter()

    /// Data codewords in stream order, and 8 bytes of slack.
    private let data: UnsafeMutablePointer<UInt8>
    /// All codewords as they are placed, and 8 bytes of slack.
    private let stream: UnsafeMutablePointer<UInt8>
    private var narrow = QRScratch(words: 1)
    private var wide = QRScratch(words: 3)
    private let pairs = QRPairPenalty()

    private var plans = [QRVersionPlan?](repeating: nil, count: 41)
    private var masks = [QRMaskSet?](repeating: nil, count: 41 * 4)
    private var corrections = [ReedSolomon?](repeating: nil, count: 33)

    init() {
        let room = QRCapacity(version: 40, level: .low).total + 8
        unsafe data = .allocate(capacity: room)
        unsafe stream = .allocate(capacity: room)
        unsafe data.initialize(repeating: 0, count: room)
        unsafe stream.initialize(repeating: 0, count: room)
    }

    deinit {
        unsafe data.deallocate()
        unsafe stream.deallocate()
    }

    /// Draws the segmenter's segments of `payload`, which fit; gives the shape and the mask.
    ///
    /// `mask` is 0...7, or nil for the one with the lowest score, of equal ones the first.
    mutating func draw(
        _ payload: ByteView, version: Int, level: QRLevel, mask: Int?,
        into rects: inout Pool<ModuleRect>
    ) -> (shape: SymbolShape, mask: Int) {
        let plan = place(payload, version: version, level: level)
        let masks = maskSet(plan, level)
        let first = rects.count
        let chosen: Int
        if plan.words == 1 {
            chosen = mask ?? narrow.bestMask(plan.size, masks, pairs)
            narrow.merge(plan.size, masks, chosen, as: UInt64.self, into: &rects)
        } else {
            chosen = mask ?? wide.bestMask(plan.size, masks, as: WideLine.self)
            wide.merge(plan.size, masks, chosen, as: WideLine.self, into: &rects)
        }
        let shape = SymbolShape(
            columns: plan.size, rows: plan.size, quietZone: 4, firstRect: first,
            rectCount: rects.count - first)
        return (shape, chosen)
    }

    /// The scores of all eight masks.
    mutating func scores(_ payload: ByteView, version: Int, level: QRLevel) -> [Int] {
        let plan = place(payload, version: version, level: level)
        let masks = maskSet(plan, level)
        if plan.words == 1 {
            return stride(from: 0, to: 8, by: 2).flatMap { mask in
                let (first, second) = narrow.scores(plan.size, masks, mask, pairs)
                return [first, second]
            }
        }
        return (0..<8).map { wide.score(plan.size, masks, $0, as: WideLine.self) }
    }

    /// Everything up to the mask: fills the scratch's rows and columns.
    private mutating func place(
        _ payload: ByteView, version: Int, level: QRLevel
    ) -> QRVersionPlan {
        let plan = plan(version)
        let capacity = QRCapacity(version: version, level: level)
        writeData(payload, version: version, codewords: capacity.data)
        interleave(capacity)
        if plan.words == 1 {
            unsafe narrow.place(stream, plan)
        } else {
            unsafe wide.place(stream, plan)
        }
        return plan
    }

    private func writeData(_ payload: ByteView, version: Int, codewords: Int) {
        var writer = unsafe QRBitWriter(to: data)
        let `class` = QRVersionClass(version: version)
        for index in segmenter.segments.indices {
            writer.put(segmenter.segments[index], of: payload, `class`)
        }
        writer.finish(codewords: codewords)
    }

    /// Blocks side by side: first their data codewords in turn, then their corrections (7.6).
    private mutating func interleave(_ capacity: QRCapacity) {
        let correction = reedSolomon(capacity.correction)
        let (blocks, short, shortBlocks) =
            (capacity.blocks, capacity.shortBlock, capacity.shortBlocks)
        var start = 0
        for block in 0..<blocks {
            let isLong = block >= shortBlocks
            let bytes = unsafe ByteView(base: data + start, count: isLong ? short + 1 : short)
            for index in 0..<short {
                unsafe stream[index &* blocks &+ block] = data[start &+ index]
            }
            if isLong {
                unsafe stream[short * blocks + block - shortBlocks] = data[start + short]
            }
            unsafe correction.write(bytes, to: stream + (capacity.data + block), stride: blocks)
            start += bytes.count
        }
    }

    private mutating func plan(_ version: Int) -> QRVersionPlan {
        if let plan = plans[version] { return plan }
        let plan = QRVersionPlan(version: version)
        plans[version] = plan
        return plan
    }

    private mutating func maskSet(_ plan: QRVersionPlan, _ level: QRLevel) -> QRMaskSet {
        let index = plan.version * 4 + Int(level.rawValue)
        if let set = masks[index] { return set }
        let set = QRMaskSet(plan: plan, level: level)
        masks[index] = set
        return set
    }

    private mutating func reedSolomon(_ degree: Int) -> ReedSolomon {
        if let correction = corrections[degree] { return correction }
        let correction = ReedSolomon(degree: degree)
        corrections[degree] = correction
        return correction
    }
}
