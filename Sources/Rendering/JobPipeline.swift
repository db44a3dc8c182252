import Dispatch
import Records
import Synchronization

/// A chunk of records on its way, with what became of them; used again for a later one.
///
/// Owned by one thread at a time.
protocol RecordJob: AnyObject {
    /// Its place in the input's order, from 0.
    var sequence: Int { get set }
    var chunk: RecordChunk { get }

    init()
}

/// Hands chunks of the input to several workers, and takes what they made of them in the input's order.
///
/// Each worker takes a chunk, works on it and then delivers what is next in order, its own chunk or one that
/// waited for it, unless another worker is delivering already: so no thread is there for that alone, and nobody
/// waits for it. At most two chunks per worker are under way, so memory stays flat whatever the number of records.
final class JobPipeline<Job: RecordJob>: @unchecked Sendable {
    // Sendable: `reader` is used under `reading` only; a job by the thread that took it, then by the one that
    // set `isDelivering` in `queue`; `queue`, `free` and `failure` are Mutexes of their own.
    private let workers: Int
    private let reader: RecordReader
    private let reading = Mutex(0)
    private let queue = Mutex(Queue())
    private let window: DispatchSemaphore
    private let free = Mutex<[JobBox]>([])
    private let failed = Mutex<RenderFailure?>(nil)

    /// A job on its way between threads; one of them owns it at a time.
    private struct JobBox: @unchecked Sendable { let job: Job }

    /// Jobs that are done and wait for earlier ones.
    private struct Queue {
        var waiting: [Int: JobBox] = [:]
        var next = 0
        var isDelivering = false

        /// The next job in order, to be delivered by who asks; nil if it is not there yet.
        mutating func take() -> JobBox? {
            let box = waiting.removeValue(forKey: next)
            if box != nil { next += 1 }
            isDelivering = box != nil
            return box
        }
    }

    /// Opens the input.
    ///
    /// - Parameters:
    ///   - records: as the user named it; `-` is standard input.
    ///   - chunkBytes: about how many bytes of it a worker takes at once.
    ///   - workers: how many work at the same time.
    /// - Throws: `RenderFailure.file` if it cannot be opened.
    init(records: String, chunkBytes: Int, workers: Int) throws(RenderFailure) {
        self.workers = workers
        window = DispatchSemaphore(value: workers * 2)
        do throws(RecordReadError) {
            reader = try RecordReader(path: records, chunkBytes: chunkBytes)
        } catch {
            throw .file(
                error.cure.isEmpty ? error.description : "\(error.description); \(error.cure)")
        }
    }

    /// Why the run ends before its records do; nil while nothing went wrong.
    var failure: RenderFailure? { failed.withLock { $0 } }

    /// Bytes read so far, of how many where that is known, and the lines so far that were too long to be read.
    var progress: (bytes: Int, size: Int?, overlong: [RecordReader.OverlongLine]) {
        reading.withLock { _ in (reader.bytesRead, reader.totalBytes, reader.overlongLines) }
    }

    /// Ends the run; the first reason stays.
    func fail(_ reason: RenderFailure) {
        failed.withLock { if $0 == nil { $0 = reason } }
    }

    /// Does something unless the run has failed; what goes wrong fails it.
    func attempt(_ body: () throws(RenderFailure) -> Void) {
        guard failure == nil else { return }
        do throws(RenderFailure) { try body() } catch { fail(error) }
    }

    /// Calls `work` once for each worker, on threads of their own, and waits for them.
    func run(_ work: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for number in 0..<workers {
            DispatchQueue(label: "fatura.worker.\(number)").async(group: group, execute: work)
        }
        group.wait()
    }

    /// The next chunk of the input, when there is room for it; nil at its end or when the run has failed.
    func next() -> Job? {
        window.wait()
        guard failure == nil, let job = read() else {
            window.signal()
            return nil
        }
        return job
    }

    private func read() -> Job? {
        let job = free.withLock { $0.popLast() }?.job ?? Job()
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

    /// Delivers the chunks that are next in order, unless another thread does; none once the run has failed.
    ///
    /// Only a chunk that is delivered makes room for another: were those counted that wait for an earlier
    /// one, a single slow chunk would let the rest of the input pile up behind it.
    func commit(_ job: Job, _ deliver: (Job) throws(RenderFailure) -> Void) {
        let box = JobBox(job: job)
        var taken = queue.withLock { queue in
            queue.waiting[box.job.sequence] = box
            return queue.isDelivering ? nil : queue.take()
        }
        while let box = taken {
            attempt { () throws(RenderFailure) in try deliver(box.job) }
            free.withLock { $0.append(box) }
            window.signal()
            taken = queue.withLock { $0.take() }
        }
    }
}
