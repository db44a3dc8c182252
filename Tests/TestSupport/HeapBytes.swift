import Foundation
import Glibc

/// How many bytes of the C library's heap are in use, by its own count: no page of memory is looked at.
///
/// Swift's module of the C library leaves `malloc.h` out, so `malloc_info` is looked up by its name.
public func heapBytesInUse() -> Int {
    typealias Information = @convention(c) (Int32, UnsafeMutablePointer<FILE>?) -> Int32
    guard let symbol = unsafe dlsym(nil, "malloc_info") else { return -1 }
    let write = unsafe unsafeBitCast(symbol, to: Information.self)
    var text: UnsafeMutablePointer<CChar>?
    var count = 0
    guard let stream = unsafe open_memstream(&text, &count) else { return -1 }
    _ = unsafe write(0, stream)
    unsafe fclose(stream)
    defer { unsafe free(text) }
    guard let text = unsafe text else { return -1 }
    // What stands behind the last arena sums all of them up.
    let information = unsafe String(cString: text)
    guard let end = information.range(of: "</heap>", options: .backwards) else { return -1 }
    let totals = information[end.upperBound...]
    return size(of: "<system type=\"current\"", in: totals)
        + size(of: "<total type=\"mmap\"", in: totals)
        - size(of: "<total type=\"fast\"", in: totals)
        - size(of: "<total type=\"rest\"", in: totals)
}

/// The size in an element of `malloc_info`'s text.
private func size(of element: String, in text: Substring) -> Int {
    guard let start = text.range(of: element),
        let attribute = text[start.upperBound...].range(of: "size=\"")
    else { return 0 }
    return Int(text[attribute.upperBound...].prefix { $0 != "\"" }) ?? 0
}
