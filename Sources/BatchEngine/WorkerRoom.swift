import Glibc
import Primitives

/// Whether the machine has room for a run's workers.
///
/// Asked before anything begins: Dispatch waits for ever for a thread that the system does not give, and Swift
/// ends a process that gets no memory without a word about what would help.
enum WorkerRoom {
    /// What a worker holds beside twice a shard, about.
    private static let workerBytes = 8 << 20

    /// Takes what the workers will need, all at once, and gives it back.
    ///
    /// - Throws: `RunFailure.file` (F769).
    /// - Complexity: 20 µs a worker; the memory is not touched.
    static func check(_ options: BatchOptions) throws(RunFailure) {
        // One shard more than there are workers is read ahead; Dispatch has a thread of its own.
        let count = options.workers + 1
        let bytes = count * (2 * options.shardBytes + workerBytes)
        guard !hasMemory(bytes, while: { hasThreads(count) }) else { return }
        throw .file(
            Diagnostics([
                Diagnostic(
                    code: "F769", file: options.folder,
                    message:
                        "the system has no room for \(options.workers) workers: \(count) threads and "
                        + "\(bytes >> 20) MiB of memory",
                    cure:
                        "take fewer workers or smaller shards, or allow more memory (ulimit -v, the "
                        + "container's limit) and processes (ulimit -u)")
            ]))
    }

    /// Whether so much memory can be had, and `body` holds with it.
    private static func hasMemory(_ bytes: Int, while body: () -> Bool) -> Bool {
        let base = unsafe mmap(
            nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard unsafe base != MAP_FAILED else { return false }
        defer { unsafe munmap(base, bytes) }
        return body()
    }

    /// Whether so many threads can be there at once.
    private static func hasThreads(_ count: Int) -> Bool {
        let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        defer { unsafe gate.deallocate() }
        unsafe pthread_mutex_init(gate, nil)
        unsafe pthread_mutex_lock(gate)
        var threads: [pthread_t] = []
        while threads.count < count, let thread = unsafe makeThread(behind: gate) {
            threads.append(thread)
        }
        unsafe pthread_mutex_unlock(gate)
        for thread in threads { pthread_join(thread, nil) }
        unsafe pthread_mutex_destroy(gate)
        return threads.count == count
    }

    /// A thread that ends when the gate opens; nil if the system gives none.
    @unsafe
    private static func makeThread(
        behind gate: UnsafeMutablePointer<pthread_mutex_t>
    ) -> pthread_t? {
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { gate in
                guard let gate = unsafe gate?.assumingMemoryBound(to: pthread_mutex_t.self) else {
                    return nil
                }
                unsafe pthread_mutex_lock(gate)
                unsafe pthread_mutex_unlock(gate)
                return nil
            }, gate)
        return code == 0 ? thread : nil
    }
}
