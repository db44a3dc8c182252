import Glibc
import Synchronization

/// Memory for what grows with the longest documents: files without a name, of which only what is in use is in memory.
///
/// A bill of a million rows takes a hundred times the memory of one of ten thousand. What holds something of
/// each row moves here once it is large, and `trim`, called every few thousand rows, lets go of the pages in memory
/// where they could be many: what is read again comes back from the file by itself. So nothing that is worked out
/// depends on it.
///
/// The files lie in `TMPDIR`, or in `/var/tmp`, which is for large ones (Filesystem Hierarchy Standard 3.0,
/// section 5.15); they have no name, so nobody else can open or shorten them and nothing of them is left whatever
/// happens. Their space is taken before it is used. Where there is none, memory is used as ever.
@safe
public enum Spool {
    /// A file in memory.
    private struct Region {
        var address: UInt
        var bytes: Int
        let descriptor: Int32
    }

    private static let regions = Mutex<[Region]>([])
    private static let count = Atomic<Int>(0)
    /// Of all files.
    private static let bytes = Atomic<Int>(0)
    private static let limit = Atomic<Int>(Spool.usualLimit)

    /// Pools and buffers of more than so many bytes move to a file, if they were made for it.
    ///
    /// As many rows as a bill of some hundred pages has do not reach it: each page that comes from a file costs a
    /// fault, which is as dear as the row it holds.
    public static let usualLimit = 16 << 20

    /// Files grow by so many bytes at least.
    private static let step = 16 << 20

    /// All files may be in memory up to so many times the limit of one.
    private static let residentLimits = 6

    /// Sets how large pools and buffers are that move to a file, for all that grow from now on.
    ///
    /// Documents do not depend on it; tests show that.
    public static func setLimit(_ bytes: Int) { limit.store(bytes, ordering: .relaxed) }

    /// How many files there are.
    public static var fileCount: Int { count.load(ordering: .relaxed) }

    /// Lets go of the files' pages in memory; their content stays, and comes back where it is needed.
    ///
    /// Costs next to nothing while the files are small, and changes nothing then.
    public static func trim() {
        let most = residentLimits * limit.load(ordering: .relaxed)
        guard bytes.load(ordering: .relaxed) > most else { return }
        regions.withLock { regions in
            for region in regions {
                let base = unsafe UnsafeMutableRawPointer(bitPattern: region.address)
                unsafe _ = madvise(base, region.bytes, MADV_DONTNEED)
            }
        }
    }

    // MARK: What pools and buffers ask for

    /// Whether something that grows to so many bytes moves to a file.
    static func takes(_ bytes: Int) -> Bool { bytes > limit.load(ordering: .relaxed) }

    /// A file of at least so many bytes, in memory; nil if there is no room for it.
    @unsafe
    static func make(bytes: Int) -> (base: UnsafeMutableRawPointer, bytes: Int)? {
        let bytes = rounded(bytes)
        let descriptor = openFile()
        guard descriptor >= 0 else { return nil }
        guard posix_fallocate(descriptor, 0, bytes) == 0,
            let base = unsafe mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            unsafe base != MAP_FAILED
        else {
            close(descriptor)
            return nil
        }
        regions.withLock {
            $0.append(
                Region(address: UInt(bitPattern: base), bytes: bytes, descriptor: descriptor))
        }
        count.add(1, ordering: .relaxed)
        Self.bytes.add(bytes, ordering: .relaxed)
        return unsafe (base, bytes)
    }

    /// Makes a file larger; it may lie elsewhere then.
    ///
    /// Nil if there is no room: it is what it was.
    @unsafe
    static func grow(
        _ base: UnsafeMutableRawPointer, to bytes: Int
    ) -> (base: UnsafeMutableRawPointer, bytes: Int)? {
        let address = UInt(bitPattern: base)
        let moved = regions.withLock { regions -> (address: UInt, bytes: Int)? in
            guard let index = regions.firstIndex(where: { $0.address == address }) else {
                return nil
            }
            let region = regions[index]
            let bytes = rounded(max(bytes, region.bytes + region.bytes / 2))
            guard posix_fallocate(region.descriptor, 0, bytes) == 0 else { return nil }
            guard
                let new = unsafe mmap(
                    nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, region.descriptor, 0),
                unsafe new != MAP_FAILED
            else { return nil }
            unsafe munmap(UnsafeMutableRawPointer(bitPattern: region.address), region.bytes)
            Self.bytes.add(bytes - region.bytes, ordering: .relaxed)
            regions[index].address = UInt(bitPattern: new)
            regions[index].bytes = bytes
            return (UInt(bitPattern: new), bytes)
        }
        guard let moved, let new = unsafe UnsafeMutableRawPointer(bitPattern: moved.address) else {
            return nil
        }
        return unsafe (new, moved.bytes)
    }

    /// Gives a file back.
    @unsafe
    static func free(_ base: UnsafeMutableRawPointer) {
        let address = UInt(bitPattern: base)
        regions.withLock { regions in
            guard let index = regions.firstIndex(where: { $0.address == address }) else { return }
            let region = regions.remove(at: index)
            unsafe munmap(UnsafeMutableRawPointer(bitPattern: region.address), region.bytes)
            close(region.descriptor)
            count.subtract(1, ordering: .relaxed)
            bytes.subtract(region.bytes, ordering: .relaxed)
        }
    }

    private static func rounded(_ bytes: Int) -> Int { (bytes + step - 1) / step * step }

    /// A new file that has no name, for this user alone; −1 if there can be none.
    private static func openFile() -> Int32 {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/var/tmp"
        // `O_TMPFILE` is a macro of several: `__O_TMPFILE | O_DIRECTORY`.
        let descriptor = unsafe open(folder, O_RDWR | O_CLOEXEC | O_DIRECTORY | 0o20_000_000, 0o600)
        guard descriptor < 0 else { return descriptor }
        var name = Array("\(folder)/fatura-XXXXXX".utf8CString)
        let named = unsafe name.withUnsafeMutableBufferPointer { buffer -> Int32 in
            guard let start = buffer.baseAddress else { return -1 }
            let named = unsafe mkstemp(start)
            if named >= 0 { unsafe _ = unlink(start) }
            return named
        }
        if named >= 0 { _ = fcntl(named, F_SETFD, FD_CLOEXEC) }
        return named
    }
}
