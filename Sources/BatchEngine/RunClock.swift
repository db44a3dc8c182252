import Glibc

/// The clocks of a run; nothing that it writes but the report and the progress depends on them.
enum RunClock {
    /// Nanoseconds of a clock that nobody sets.
    ///
    /// - Complexity: about 25 ns, no call of the system.
    static func now() -> Int { read(CLOCK_MONOTONIC) }

    /// CPU time of this process so far, in nanoseconds.
    static func cpu() -> Int { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// CPU time of this thread so far, in nanoseconds.
    static func threadCPU() -> Int { read(CLOCK_THREAD_CPUTIME_ID) }

    /// Seconds since 1970.
    static func time() -> Int { Glibc.time(nil) }

    private static func read(_ clock: clockid_t) -> Int {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
