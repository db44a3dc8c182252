import Dispatch
import Primitives
import Records
import Rules
import Synchronization

/// Checks any number of records over several workers; what is found is told in the records' order.
///
/// As `RenderRun`: a worker takes a chunk, checks it, and then tells what is next in order unless another one
/// does. At most two chunks per worker are under way.
public final class CheckRun: @unchecked Sendable {
    // Sendable: `reader` is used under `reading` only; `judge` and `told` by the thread that set `isTelling`
    // in `queue` or, when no worker is left, by that of `run`; `queue`, `free` and `failure` are Mutexes.
    private let engine: Engine
    private let options: CheckOptions
    private let reader: RecordReader
    private let reading = Mutex(0)
    private let judge: CheckJudge
    private let queue = Mutex(Queue())
    private let window: DispatchSemaphore
    private let free = Mutex<[JobBox]>([])
    private let failure = Mutex<RenderFailure?>(nil)

    /// A job on its way between threads; one of them owns it at a time.
    private struct JobBox: @unchecked Sendable { let job: CheckJob }

    /// Checked jobs that wait for earlier ones.
    private struct Queue {
        var waiting: [Int: JobBox] = [:]
        var next = 0
        var isTelling = false

        /// The next job in order; nil if it is not there yet.
        mutating func take() -> JobBox? {
            let box = waiting.removeValue(forKey: next)
            if box != nil { next += 1 }
            isTelling = box != nil
            return box
        }
    }

    /// Opens the input.
    ///
    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: input and workers.
    ///   - told: called for each record, in order, by one thread at a time.
    /// - Throws: `RenderFailure.file` for what cannot be opened.
    public init(
        engine: Engine, options: CheckOptions, told: @escaping @Sendable (CheckedRecord) -> Void
    ) throws(RenderFailure) {
        self.engine = engine
        self.options = options
        judge = CheckJudge(rules: engine.rules, told: told)
        window = DispatchSemaphore(value: options.workers * 2)
        do throws(RecordReadError) {
            reader = try RecordReader(path: options.records, chunkBytes: options.chunkBytes)
        } catch {
            throw .file(
                error.cure.isEmpty ? error.description : "\(error.description); \(error.cure)")
        }
    }

    /// Checks everything.
    ///
    /// - Throws: `RenderFailure.file` for what cannot be read, or kept in a temporary file.
    public func run() throws(RenderFailure) {
        let group = DispatchGroup()
        for number in 0..<options.workers {
            let queue = DispatchQueue(label: "fatura.worker.\(number)")
            queue.async(group: group) { self.work() }
        }
        group.wait()
        judge.refuse(reading.withLock { _ in reader.overlongLines }, before: .max)
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func fail(_ reason: RenderFailure) {
        failure.withLock { if $0 == nil { $0 = reason } }
    }

    private func work() {
        let checker = RecordChecker(engine: engine)
        while true {
            window.wait()
            guard failure.withLock({ $0 == nil }), let job = read() else {
                window.signal()
                return
            }
            checker.check(job)
            commit(job)
        }
    }

    /// The next chunk of the input; nil at its end.
    private func read() -> CheckJob? {
        let job = free.withLock { $0.popLast() }?.job ?? CheckJob()
        let isRead = reading.withLock { sequence in
            do throws(RecordReadError) {
                guard try reader.next(into: job.chunk) else { return false }
            } catch {
                fail(.file(error.description))
                return false
            }
            job.sequence = sequence
            sequence += 1
            return true
        }
        return isRead ? job : nil
    }

    /// Tells the chunks that are next in order, unless another thread does.
    private func commit(_ job: CheckJob) {
        let box = JobBox(job: job)
        var taken = queue.withLock { queue in
            queue.waiting[box.job.sequence] = box
            return queue.isTelling ? nil : queue.take()
        }
        while let box = taken {
            let overlong = reading.withLock { _ in reader.overlongLines }
            if failure.withLock({ $0 == nil }) {
                do throws(FileError) {
                    try judge.tell(box.job, overlong: overlong)
                } catch {
                    fail(.file(error.message))
                }
            }
            free.withLock { $0.append(box) }
            window.signal()
            taken = queue.withLock { $0.take() }
        }
    }
}
