import Glibc

/// The key under which a thread finds the arena of the worker it runs; nil when the system has no more.
///
/// libharu's allocator has no argument to carry the arena in.
private let arenaKey: pthread_key_t? = {
    var key = pthread_key_t()
    return unsafe pthread_key_create(&key, nil) == 0 ? key : nil
}()

/// Memory that is handed out in one direction and taken back all at once.
///
/// libharu allocates some thousand small blocks a document and this makes each an addition. It grows by
/// further chunks when a document needs more, and is one chunk again for the next document.
@safe
struct HaruArena: ~Copyable {
    private let state: UnsafeMutablePointer<State>

    /// What is kept between documents at most.
    static let keptBytes = 8 << 20

    init() throws(HaruError) {
        guard arenaKey != nil else { throw .threadStorage }
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: State())
    }

    deinit {
        unsafe state.pointee.release()
        unsafe state.deallocate()
    }

    /// Empties the arena and makes it the one the current thread's libharu calls allocate from.
    func install() throws(HaruError) {
        guard let key = arenaKey else { throw .threadStorage }
        unsafe state.pointee.reset()
        guard unsafe pthread_setspecific(key, state) == 0 else { throw .threadStorage }
    }

    /// Takes the arena from the current thread.
    func remove() {
        guard let key = arenaKey else { return }
        pthread_setspecific(key, nil)
    }

    /// How many bytes the current document has taken.
    var used: Int { unsafe state.pointee.total + state.pointee.used }

    /// Chunks are linked through their first word.
    @safe
    struct State {
        var chunk: UnsafeMutableRawPointer?
        var used = 16
        var capacity = 0
        /// Bytes of the chunks that are full already.
        var total = 0

        mutating func reset() {
            let wanted = min(total + used, HaruArena.keptBytes)
            if unsafe chunk != nil, total == 0, capacity <= HaruArena.keptBytes {
                used = 16
                return
            }
            release()
            _ = addChunk(min(max(wanted + wanted / 2, 1 << 17), HaruArena.keptBytes))
        }

        mutating func release() {
            while let chunk = unsafe chunk {
                unsafe self.chunk = chunk.load(as: UnsafeMutableRawPointer?.self)
                unsafe free(chunk)
            }
            used = 16
            capacity = 0
            total = 0
        }

        mutating func addChunk(_ bytes: Int) -> Bool {
            guard let memory = unsafe malloc(bytes) else { return false }
            let previous = unsafe chunk
            unsafe memory.storeBytes(of: previous, as: UnsafeMutableRawPointer?.self)
            if unsafe previous != nil { total += used }
            unsafe chunk = memory
            used = 16
            capacity = bytes
            return true
        }

        mutating func take(_ size: Int) -> UnsafeMutableRawPointer? {
            let rounded = (size + 15) & ~15
            if used + rounded > capacity {
                guard addChunk(max(capacity * 2, rounded + 16)) else { return nil }
            }
            defer { used += rounded }
            return unsafe chunk.map { unsafe $0 + used }
        }
    }
}

/// `HPDF_Alloc_Func`: memory from the arena of the current thread.
func allocateFromArena(_ size: UInt32) -> UnsafeMutableRawPointer? {
    guard let key = arenaKey, let memory = unsafe pthread_getspecific(key) else { return nil }
    return unsafe memory.assumingMemoryBound(to: HaruArena.State.self).pointee.take(Int(size))
}

/// `HPDF_Free_Func`: the arena takes everything back at once.
func keepInArena(_: UnsafeMutableRawPointer?) {}
