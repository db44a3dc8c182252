/// ISO 4217 alphabetic codes of money in use, with their minor units (list one, 2025).
///
/// Metals, test codes, bond-market units and the SDR have no minor unit and cannot be billed in.
/// Codes withdrawn since 2020 stay, so that earlier bills can be made again.
public enum Currencies {
    /// How many decimals a currency has; nil when there is no such code.
    public static func decimals(of code: ByteView) -> Int? {
        guard let key = key(code) else { return nil }
        var low = 0
        var high = table.count
        while low < high {
            let middle = (low + high) / 2
            if table[middle] >> 8 < key { low = middle + 1 } else { high = middle }
        }
        guard low < table.count, table[low] >> 8 == key else { return nil }
        return Int(table[low] & 0xFF)
    }

    /// Three capital letters as one number; nil for anything else.
    private static func key(_ code: ByteView) -> UInt32? {
        guard code.count == 3 else { return nil }
        var key: UInt32 = 0
        for index in 0..<3 {
            guard code[index] >= 65, code[index] <= 90 else { return nil }
            key = key << 8 | UInt32(code[index])
        }
        return key
    }

    /// `key << 8 | decimals`, ascending.
    private static let table: [UInt32] = {
        let byDecimals = [(0, none), (2, two), (3, three), (4, four)]
        return byDecimals.flatMap { decimals, codes in
            codes.split(separator: " ").map { code in
                code.utf8.reduce(0) { $0 << 8 | UInt32($1) } << 8 | UInt32(decimals)
            }
        }.sorted()
    }()

    private static let none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
    private static let three = "BHD IQD JOD KWD LYD OMR TND"
    private static let four = "CLF UYW"
    private static let two = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN \
        BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP \
        GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT \
        LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO \
        NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS \
        SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD \
        XCG YER ZAR ZMW ZWG ZWL
        """
}
