import CSQLite
import Compression
import Primitives

/// A prepared statement; owns one `sqlite3_stmt`.
///
/// Texts and blobs are bound in place: they must be there until the next `reset`.
@safe
struct SQLStatement: ~Copyable {
    private let handle: OpaquePointer
    private let connection: SQLConnection

    /// Takes over a statement.
    @unsafe
    init(_ handle: OpaquePointer, of connection: SQLConnection) {
        unsafe self.handle = handle
        self.connection = connection
    }

    deinit { _ = unsafe sqlite3_finalize(handle) }

    /// Binds a number; places count from 1.
    func bind(_ place: Int32, _ value: some FixedWidthInteger) {
        _ = unsafe sqlite3_bind_int64(handle, place, sqlite3_int64(value))
    }

    /// Binds a text.
    func bind(_ place: Int32, _ text: ByteView) {
        unsafe text.withUnsafeBytes { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                _ = unsafe sqlite3_bind_text(
                    handle, place, characters.baseAddress, Int32(characters.count), nil)
            }
        }
    }

    /// Binds a literal as text.
    func bind(_ place: Int32, _ text: StaticString) {
        bind(place, unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Binds bytes.
    func bind(_ place: Int32, blob bytes: ByteView) {
        unsafe bytes.withUnsafeBytes { buffer in
            _ = unsafe sqlite3_bind_blob(
                handle, place, buffer.baseAddress, Int32(buffer.count), nil)
        }
    }

    /// Binds nothing.
    func bindNull(_ place: Int32) { _ = unsafe sqlite3_bind_null(handle, place) }

    /// Goes to the next row; false if there is none.
    func step() throws(RunFolderError) -> Bool {
        let code = unsafe sqlite3_step(handle)
        guard code == SQLITE_ROW || code == SQLITE_DONE else {
            throw connection.failure("step", code)
        }
        return code == SQLITE_ROW
    }

    /// Runs a statement that gives no rows, and makes it ready for the next values.
    func run() throws(RunFolderError) {
        defer { reset() }
        _ = try step()
    }

    /// Makes the statement ready for the next values.
    func reset() { _ = unsafe sqlite3_reset(handle) }

    /// What a column may hold; the ledger has no fractions.
    enum Kind { case null, integer, text, blob }

    /// How many columns a row has.
    var columnCount: Int32 { unsafe sqlite3_column_count(handle) }

    /// What a column holds.
    func kind(_ column: Int32) -> Kind {
        switch unsafe sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer
        case SQLITE_BLOB: .blob
        default: .text
        }
    }

    /// Whether a column is null; columns count from 0.
    func isNull(_ column: Int32) -> Bool {
        unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    /// A column's number.
    func integer(_ column: Int32) -> Int { Int(unsafe sqlite3_column_int64(handle, column)) }

    /// A column's text or bytes, there until the next step.
    func bytes(_ column: Int32) -> ByteView {
        guard let start = unsafe sqlite3_column_blob(handle, column) else { return ByteView() }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe ByteView(base: start.assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// A column's text.
    func text(_ column: Int32) -> String { bytes(column).string }

    /// A column's digest.
    func digest(_ column: Int32) throws(RunFolderError) -> SHA256Digest {
        guard let digest = SHA256Digest(bytes: bytes(column)) else {
            throw .refused(Ledger.damaged(connection.path, "a digest has not 32 bytes"))
        }
        return digest
    }
}
