import Primitives

/// What ZXing reads in pictures of pages.
struct SymbolReading {
    /// The payloads in each picture.
    let payloads: [[[UInt8]]]

    /// All kinds that templates have: what is read in a picture does not depend on its neighbours'.
    private static let formats = "QRCode,DataMatrix,PDF417,ITF,Code128,EAN-13,EAN-8,Code39"

    /// Reads pictures.
    ///
    /// - Parameters:
    ///   - pictures: grey levels.
    ///   - isThorough: whether turned and larger symbols are looked for, too: four times as dear.
    ///   - tools: the programs.
    ///   - meter: counts the run.
    /// - Throws: `ToolFailure` if the program fails.
    init(
        _ pictures: [MemoryFile], isThorough: Bool, _ tools: ProofTools, _ meter: ProofMeter
    ) throws(ToolFailure) {
        var words = ["-escape", "-format", SymbolReading.formats]
        if !isThorough { words += ["-norotate", "-noscale"] }
        let run = try meter.run(
            tools.symbols, words.map { .text($0) } + pictures.map { .file($0) })
        guard run.status == 0 else {
            throw ToolFailure("ZXingReader could not read a page: \(run.complaint)")
        }
        let text = String(decoding: try run.output.contents(), as: UTF8.self)
        payloads = SymbolReading.payloads(text, count: pictures.count)
    }

    /// Takes the reader's lines apart.
    ///
    /// With several pictures a line `File:` says which one the symbols after it are from; their order is that
    /// of the arguments. `Bytes:` are those of the payload, in hexadecimal digits.
    static func payloads(_ text: String, count: Int) -> [[[UInt8]]] {
        var payloads = [[[UInt8]]](repeating: [], count: count)
        var names: [Substring] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("File:") {
                let name = line.dropFirst(5)
                if names.last != name { names.append(name) }
            } else if line.hasPrefix("Bytes:") {
                let index = max(0, names.count - 1)
                guard index < count else { continue }
                let bytes = line.dropFirst(6).split(separator: " ").compactMap {
                    UInt8($0, radix: 16)
                }
                payloads[index].append(bytes)
            }
        }
        return payloads
    }
}

extension ProofSubject.WantedSymbol {
    /// Whether a reading is the symbol's payload, exactly.
    ///
    /// Bar codes whose norm adds a check digit, and GS1's, whose brackets and separators are not printed
    /// alike, are compared by what the payload says.
    func isRead(as bytes: [UInt8]) -> Bool {
        guard bytes != payload else { return true }
        guard isLinear else { return false }
        // EAN-8, EAN-13, ITF-14 (ISO/IEC 15420, 16390).
        if [7, 12, 13].contains(payload.count), bytes.dropLast().elementsEqual(payload) {
            return true
        }
        guard payload.first == UInt8(ascii: "(") || payload.first == UInt8(ascii: "[") else {
            return false
        }
        let brackets = Set("()[]".utf8)
        return payload.filter { !brackets.contains($0) } == bytes.filter { $0 != 0x1D }
    }
}
