/// The codewords of a Code 128 or GS1-128 symbol and what they are drawn as.
///
/// Source: ISO/IEC 15417: check = (start + Σ place · value) mod 103; 11 modules a symbol, the stop has 13.
public enum Code128 {
    /// The check symbol of codewords that begin with a start symbol, 103 to 105.
    ///
    /// - Parameter codewords: the start and what follows it, without check and stop.
    /// - Returns: 0 to 102.
    /// - Throws: `codeword` when the first is no start, or another is none of 0 to 102.
    public static func checkSymbol(of codewords: [Int]) throws(PaymentError) -> Int {
        guard let start = codewords.first, (103...105).contains(start) else { throw .codeword }
        var sum = start
        for (place, codeword) in codewords.enumerated().dropFirst() {
            guard (0...102).contains(codeword) else { throw .codeword }
            // Taken modulo 103 each time: no number of codewords overflows.
            sum = (sum + place % 103 * codeword) % 103
        }
        return sum % 103
    }

    /// The widths of a symbol's bars and spaces in modules, bar first.
    ///
    /// - Parameter value: 0 to 105, or 106 for the stop, which ends with a bar of its own.
    /// - Returns: six digits, seven for the stop.
    /// - Throws: `codeword`.
    public static func widths(of value: Int) throws(PaymentError) -> StaticString {
        guard table.indices.contains(value) else { throw .codeword }
        return table[value]
    }

    private static let table: [StaticString] = [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
        "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
        "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
        "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
        "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
        "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
        "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
        "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
        "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
        "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
        "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
        "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
    ]
}
