public import Primitives

/// The code of a bank (ISO 9362): institution 4, country 2, location 2, and a branch of 3 or none.
public enum BIC {
    /// Whether two codes name the same bank and branch; one without a branch is the head office's, `XXX`.
    public static func isSame(_ a: ByteView, _ b: ByteView) -> Bool {
        guard a.count >= 8, b.count >= 8, a[0..<8] == b[0..<8] else { return a == b }
        let (first, second) = (a[8..<a.count], b[8..<b.count])
        if first == second { return true }
        return first.isEmpty && second == "XXX" || second.isEmpty && first == "XXX"
    }

    /// Whether a bank can keep an account: both are of one country.
    ///
    /// Banks of the territories of France and the United Kingdom keep accounts that are numbered as those of the
    /// country itself.
    ///
    /// Source: SWIFT, IBAN registry, entries FR and GB.
    ///
    /// - Parameters:
    ///   - bic: 8 or 11 characters.
    ///   - iban: with spaces or without; at least its country.
    /// - Returns: true also where one of them names no country.
    public static func canKeep(_ bic: ByteView, _ iban: ByteView) -> Bool {
        guard bic.count >= 6, iban.count >= 2 else { return true }
        let (bank, first, second) = (bic[4..<6], iban[0] & 0xDF, iban[1] & 0xDF)
        if bank[0] == first, bank[1] == second { return true }
        if first == UInt8(ascii: "F"), second == UInt8(ascii: "R") {
            return holds(bank, "GFGPMQREPFTFYTNCBLMFPMWF")
        }
        return first == UInt8(ascii: "G") && second == UInt8(ascii: "B") && holds(bank, "IMJEGG")
    }

    private static func holds(_ country: ByteView, _ countries: StaticString) -> Bool {
        let list = countries.view
        for place in stride(from: 0, to: list.count, by: 2)
        where list[place..<place + 2] == country {
            return true
        }
        return false
    }
}
