import CQREncode
import Primitives
import Symbology

/// Our QR kernel and libqrencode on one Pix payload, in turns on one thread.
struct SymbolRace {
    /// 180 characters, a dynamic Pix payload (Manual de Padrões para Iniciação do Pix, 1.5.1): version 9 at
    /// level M.
    private static let payload =
        "00020101021226850014br.gov.bcb.pix2563pix.telecom.example/qr/v2/cobv/"
        + "5f2c9a41d7b84e0f93a6c1e82b7d4f605204000053039865406187.425802BR5915TELECOM EXEMPLO"
        + "6006RECIFE62070503***630404F8"

    private static let rounds = 41
    private static let symbolsEach = 25

    /// The middle round of both, in nanoseconds a symbol, and the sides of both symbols in modules.
    func report() -> String {
        let payload = Array(SymbolRace.payload.utf8)
        let encoder = QREncoder()
        var modules = Pool<ModuleRect>(capacity: 4096)
        var (ours, theirs): ([Int], [Int]) = ([], [])
        var (ourSide, theirSide) = (0, 0)
        for _ in 0..<SymbolRace.rounds {
            ours.append(
                time { ourSide = encode(payload, with: encoder, into: &modules) })
            theirs.append(time { theirSide = encodeByLibqrencode() })
        }
        return "{\"characters\":\(payload.count),\"ours\":\(Tally.median(ours)),"
            + "\"libqrencode\":\(Tally.median(theirs)),\"ourSide\":\(ourSide),"
            + "\"libqrencodeSide\":\(theirSide)}"
    }

    /// CPU time of one call in nanoseconds.
    private func time(_ body: () -> Void) -> Int {
        let start = Tally.now()
        for _ in 0..<SymbolRace.symbolsEach { body() }
        return (Tally.now() - start) / SymbolRace.symbolsEach
    }

    private func encode(
        _ payload: [UInt8], with encoder: QREncoder, into modules: inout Pool<ModuleRect>
    ) -> Int {
        modules.removeAll()
        let symbol = unsafe payload.withUnsafeBufferPointer { bytes in
            let start = unsafe bytes.baseAddress ?? ByteView().base
            return try? encoder.encode(
                unsafe ByteView(base: start, count: bytes.count), level: .medium, into: &modules)
        }
        return symbol.map { Int($0.columns) } ?? 0
    }

    private func encodeByLibqrencode() -> Int {
        guard
            let code = unsafe QRcode_encodeString(
                SymbolRace.payload, 0, QR_ECLEVEL_M, QR_MODE_8, 1)
        else { return 0 }
        defer { unsafe QRcode_free(code) }
        return Int(unsafe code.pointee.width)
    }
}
