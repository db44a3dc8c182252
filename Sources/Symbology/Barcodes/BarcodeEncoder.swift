import CZint
public import Primitives

/// Makes bar codes and the matrix codes that are not QR: Interleaved 2 of 5 itself, the others through libzint.
///
/// Owns one `zint_symbol`, which is emptied and filled again. Not `Sendable`: one encoder, one worker.
@safe
public final class BarcodeEncoder {
    private let symbol: UnsafeMutablePointer<zint_symbol>?

    /// Whether a Data Matrix is a square; else it is whichever shape is smaller (ISO/IEC 16022, table 7).
    public var isSquare = false

    /// An encoder that has made nothing yet.
    public init() { unsafe symbol = ZBarcode_Create() }

    deinit {
        if let symbol = unsafe symbol { unsafe ZBarcode_Delete(symbol) }
    }

    /// Appends the rectangles of the symbol for `payload`.
    ///
    /// - Parameters:
    ///   - payload: bytes of the symbology's alphabet and length, see `BarSymbology`.
    ///   - symbology: what to draw. Linear symbols have one row, one module high.
    ///   - rects: takes the rectangles behind those it has; unchanged if an error is thrown.
    /// - Returns: width and height in modules, the norm's quiet zone, and which rectangles are the symbol's.
    /// - Throws: `SymbologyError` other than `.version`; `.library` for what libzint alone knows.
    /// - Complexity: O(modules).
    public func encode(
        _ payload: ByteView, as symbology: BarSymbology, into rects: inout Pool<ModuleRect>
    ) throws(SymbologyError) -> SymbolShape {
        let payload = try symbology.check(payload)
        guard symbology != .interleaved2of5 else {
            let first = rects.count
            let columns = Interleaved2of5.draw(payload, into: &rects)
            return SymbolShape(
                columns: columns, rows: 1, quietZone: symbology.quietZone, firstRect: first,
                rectCount: rects.count - first)
        }
        return try encodeByZint(payload, as: symbology, into: &rects)
    }

    /// Appends the rectangles of a checked payload's symbol as libzint makes them.
    func encodeByZint(
        _ payload: ByteView, as symbology: BarSymbology, into rects: inout Pool<ModuleRect>
    ) throws(SymbologyError) -> SymbolShape {
        guard let symbol = unsafe symbol else { throw .library(code: Int(ZINT_ERROR_MEMORY)) }
        unsafe prepare(symbol, for: symbology)
        let status = unsafe payload.withUnsafeBytes { bytes in
            unsafe ZBarcode_Encode(symbol, bytes.baseAddress, Int32(bytes.count))
        }
        if let error = symbology.error(status: status, bytes: payload.count) { throw error }
        let first = rects.count
        let rowHeight = symbology == .pdf417 ? 3 : 1
        let modules = unsafe ZintModules(symbol)
        modules.merge(rowHeight: rowHeight, into: &rects)
        return SymbolShape(
            columns: modules.columns, rows: modules.rows * rowHeight,
            quietZone: symbology.quietZone, firstRect: first, rectCount: rects.count - first)
    }

    /// Empties the symbol and sets all that an earlier encoding may have left.
    private func prepare(_ symbol: UnsafeMutablePointer<zint_symbol>, for symbology: BarSymbology) {
        unsafe ZBarcode_Clear(symbol)
        unsafe symbol.pointee.symbology = symbology.zintCode
        unsafe symbol.pointee.input_mode =
            symbology == .gs1_128 ? GS1_MODE | GS1PARENS_MODE : DATA_MODE
        unsafe symbol.pointee.option_1 = -1
        unsafe symbol.pointee.option_2 = 0
        unsafe symbol.pointee.option_3 =
            isSquare && symbology == .dataMatrix ? Int32(DM_SQUARE) : 0
        unsafe symbol.pointee.eci = 0
        unsafe symbol.pointee.show_hrt = 0
        unsafe symbol.pointee.warn_level = WARN_FAIL_ALL
    }
}

extension BarSymbology {
    fileprivate var zintCode: Int32 {
        switch self {
        case .interleaved2of5: BARCODE_C25INTER
        case .code128: BARCODE_CODE128
        case .gs1_128: BARCODE_GS1_128
        case .ean13, .ean8: BARCODE_EANX
        case .itf14: BARCODE_ITF14
        case .code39: BARCODE_CODE39
        case .dataMatrix: BARCODE_DATAMATRIX
        case .pdf417: BARCODE_PDF417
        }
    }

    /// What a status of `ZBarcode_Encode` means for a payload that passed `check`.
    fileprivate func error(status: Int32, bytes: Int) -> SymbologyError? {
        switch status {
        case 0: nil
        case ZINT_ERROR_TOO_LONG: .tooLong(bytes: bytes, capacity: capacity)
        case ZINT_ERROR_INVALID_DATA where self == .gs1_128,
            ZINT_ERROR_INVALID_CHECK where self == .gs1_128,
            ZINT_ERROR_NONCOMPLIANT where self == .gs1_128:
            .elementString
        default: .library(code: Int(status))
        }
    }
}

/// The modules libzint made: one bit each, the leftmost lowest in its byte.
@safe
private struct ZintModules {
    let columns: Int
    let rows: Int
    private let symbol: UnsafeMutablePointer<zint_symbol>

    init(_ symbol: UnsafeMutablePointer<zint_symbol>) {
        unsafe self.symbol = symbol
        columns = Int(unsafe symbol.pointee.width)
        rows = Int(unsafe symbol.pointee.rows)
    }

    /// Appends the dark runs, each extended down over the rows that have exactly the same run.
    func merge(rowHeight: Int, into rects: inout Pool<ModuleRect>) {
        unsafe withUnsafeBytes(of: &symbol.pointee.encoded_data) { bytes in
            let grid = unsafe ModuleGrid(
                bytes: bytes, stride: bytes.count / 200, columns: columns, rows: rows)
            grid.merge(rowHeight: rowHeight, into: &rects)
        }
    }
}
