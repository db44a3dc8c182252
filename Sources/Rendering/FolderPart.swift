/// The part of a path that names its folder: `a/b` is in `a`, `/a` in `/`, `a` in the current one, ``.
///
/// Slashes at the end do not count. (Foundation's `deletingLastPathComponent` traps on names of one
/// character, seen in 6.3.1.)
public func folderPart(of path: String) -> String {
    let bytes = Array(path.utf8)
    var end = bytes.count
    while end > 1, bytes[end - 1] == 0x2F { end -= 1 }
    guard let slash = bytes[..<end].lastIndex(of: 0x2F) else { return "" }
    var start = slash
    while start > 0, bytes[start - 1] == 0x2F { start -= 1 }
    return start == 0 ? "/" : String(decoding: bytes[..<start], as: UTF8.self)
}
