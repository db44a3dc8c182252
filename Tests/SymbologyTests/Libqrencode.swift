import CQREncode

@testable import Symbology

/// The outside encoder our modules are compared with.
enum Libqrencode {
    /// The modules for given segments, version, level and mask; its own mask if none is given.
    static func modules(_ test: QRCase, mask: Int?) -> PaintedSymbol? {
        guard let input = unsafe QRinput_new() else { return nil }
        defer { unsafe QRinput_free(input) }
        let level = QRecLevel(rawValue: UInt32(test.level.rawValue))
        guard
            unsafe QRinput_setVersionAndErrorCorrectionLevel(input, Int32(test.version), level) == 0
        else { return nil }
        for segment in test.segments {
            let bytes = Array(test.payload[Int(segment.start)..<Int(segment.start + segment.count)])
            let mode = QRencodeMode(rawValue: Int32(segment.mode.rawValue))
            guard unsafe QRinput_append(input, mode, segment.count, bytes) == 0 else { return nil }
        }
        let code =
            if let mask { unsafe QRcode_encodeMask(input, Int32(mask)) } else {
                unsafe QRcode_encodeInput(input)
            }
        guard let code = unsafe code else { return nil }
        defer { unsafe QRcode_free(code) }
        let width = Int(unsafe code.pointee.width)
        var modules = [UInt8](repeating: 0, count: width * width)
        unsafe modules.withUnsafeMutableBytes { modules in
            for index in 0..<width * width {
                unsafe modules[index] = code.pointee.data[index] & 1
            }
        }
        return PaintedSymbol(columns: width, rows: width, modules: modules)
    }

    /// N1, N2 and N3 as libqrencode counts them.
    static func runBlockAndFinderScore(_ symbol: PaintedSymbol) -> Int {
        var modules = symbol.modules
        return Int(unsafe Mask_evaluateSymbol(Int32(symbol.columns), &modules))
    }
}
