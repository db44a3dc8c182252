import Primitives

/// Calls `body` with a view of `bytes`, valid for that call.
func withView<Result>(
    of bytes: [UInt8], _ body: (ByteView) throws -> Result
) rethrows -> Result {
    let table = FrozenTable(bytes)
    return try withExtendedLifetime(table) { try body(table.view(0..<bytes.count)) }
}

/// Calls `body` with a view of a text's UTF-8, valid for that call.
func withView<Result>(
    of text: String, _ body: (ByteView) throws -> Result
) rethrows -> Result {
    try withView(of: Array(text.utf8), body)
}
