import FuzzInputs

/// libFuzzer's own loop, as its reference names it.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// One thread tests one input after the other.
nonisolated(unsafe) private let pack = FuzzPack()

private var count = CommandLine.argc
private var arguments = unsafe CommandLine.unsafeArgv
_ = unsafe runDriver(&count, &arguments) { start, count in
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    unsafe pack.compile(FuzzInput(bytes))
    return 0
}
