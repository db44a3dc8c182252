public import Primitives

/// Text to fields: every rule that a payer's bank may refuse a code by is checked.
extension PixPayload {
    /// Reads and verifies a payload; the fields are views into it.
    ///
    /// Accents are accepted, and amounts such as `100` and `10.`; templates of other schemes are skipped.
    ///
    /// - Parameter payload: UTF-8, without line breaks.
    /// - Throws: `payloadTooLong`, `crc`, then the first rule of structure or field that is broken.
    /// - Complexity: O(*n*), no allocation.
    public init(reading payload: ByteView) throws(PaymentError) {
        guard characterCount(payload) <= PixPayload.largestCount else { throw .payloadTooLong }
        let body = try PixPayload.checkedBody(payload)
        var reader = TLVReader(body)
        guard let first = try reader.object(), first.id == 0, first.value == "01" else {
            throw .payloadFormatIndicator
        }
        self.init(merchantName: ByteView(), merchantCity: ByteView())
        var found = Found()
        while let (id, value) = try reader.object() {
            try read(id, value, &found)
        }
        guard found.account else { throw .noPixAccount }
        guard found.mandatory == Found.all else { throw .missingObject }
        try checkMerchant()
        try checkAccount()
        try checkReadAmount()
    }

    /// Which objects have been met.
    private struct Found {
        var account = false
        var mandatory: UInt8 = 0
        static let all: UInt8 = 0b11_1111

        mutating func note(_ bit: UInt8) { mandatory |= 1 << bit }
    }

    /// The payload without its checksum object, which must be the last one and right.
    private static func checkedBody(_ payload: ByteView) throws(PaymentError) -> ByteView {
        let end = payload.count - 4
        guard end >= 4, payload[end - 4..<end] == "6304" else { throw .crc }
        var stated: UInt16 = 0
        for index in end..<payload.count {
            // Written in capitals (Manual de Padrões, CRC-16): not every app takes small letters.
            guard let digit = hexadecimalDigit(payload[index]), payload[index] < 97 else {
                throw .crc
            }
            stated = stated << 4 | UInt16(digit)
        }
        guard stated == crc16(payload[0..<end]) else { throw .crc }
        return payload[0..<end - 4]
    }

    private mutating func read(
        _ id: Int, _ value: ByteView, _ found: inout Found
    ) throws(PaymentError) {
        switch id {
        case 1: pointOfInitiation = try PixPayload.point(value)
        case 26...51: if !found.account { found.account = try readAccount(value) }
        case 52:
            guard value.count == 4, isDigits(value) else { throw .merchantCategoryCode }
            found.note(0)
        case 53:
            guard value == "986" else { throw .currency }
            found.note(1)
        case 54: amount = try PixPayload.amount(value)
        case 58:
            guard value == "BR" else { throw .country }
            found.note(2)
        case 59:
            guard characterCount(value) <= 25 else { throw .merchantNameTooLong }
            merchantName = value
            found.note(3)
        case 60:
            guard characterCount(value) <= 15 else { throw .merchantCityTooLong }
            merchantCity = value
            found.note(4)
        case 61:
            guard characterCount(value) <= 10 else { throw .postalCodeTooLong }
            // A CEP as people write it, 01310-100, is understood.
            for index in 0..<value.count where value[index] != UInt8(ascii: "-") {
                guard value[index] &- 48 <= 9 else { throw .postalCodeFormat }
            }
            postalCode = value
        case 62:
            try readTxid(value)
            found.note(5)
        case 80...99: try readRecurrence(value)
        default: break
        }
    }

    private static func point(_ value: ByteView) throws(PaymentError) -> PointOfInitiation {
        if value == "11" { return .reusable }
        if value == "12" { return .singleUse }
        throw .pointOfInitiation
    }

    /// Reads a merchant account template; false when it belongs to another scheme.
    private mutating func readAccount(_ template: ByteView) throws(PaymentError) -> Bool {
        var reader = TLVReader(template)
        guard let gui = try reader.object(), gui.id == 0, PixPayload.isPix(gui.value) else {
            return false
        }
        while let (id, value) = try reader.object() {
            switch id {
            case 1: key = value
            case 2: info = value
            case 3: fss = value
            case 25: url = value
            default: break
            }
        }
        return true
    }

    private mutating func readRecurrence(_ template: ByteView) throws(PaymentError) {
        var reader = TLVReader(template)
        guard let gui = try reader.object(), gui.id == 0, PixPayload.isPix(gui.value) else {
            return
        }
        while let (id, value) = try reader.object() {
            if id == 25 { recurrenceURL = value }
        }
        guard !recurrenceURL.isEmpty else { throw .recurrenceWithoutUrl }
    }

    private mutating func readTxid(_ template: ByteView) throws(PaymentError) {
        var reader = TLVReader(template)
        while let (id, value) = try reader.object() {
            guard id == 5, !(value == "***") else { continue }
            try check(txid: value)
            txid = value
        }
    }

    /// Digits, at most one point, at most two decimals, at most 13 characters.
    private static func amount(_ value: ByteView) throws(PaymentError) -> Int64 {
        guard value.count <= 13 else { throw .amountTooLong }
        var cents: Int64 = 0
        var decimals = -1
        for index in 0..<value.count {
            let byte = value[index]
            if byte == UInt8(ascii: "."), decimals < 0, index > 0 {
                decimals = 0
            } else {
                guard byte &- 48 <= 9, decimals < 2 else { throw .amountFormat }
                cents = cents * 10 + Int64(byte - 48)
                if decimals >= 0 { decimals += 1 }
            }
        }
        return cents * (decimals == 2 ? 1 : decimals == 1 ? 10 : 100)
    }

    private func checkReadAmount() throws(PaymentError) {
        guard amount == 0, url.isEmpty, fss.isEmpty else { return }
        throw .amountZero
    }

    /// The scheme's name compares without regard to case.
    private static func isPix(_ gui: ByteView) -> Bool {
        let name: StaticString = "br.gov.bcb.pix"
        guard gui.count == 14 else { return false }
        return name.withUTF8Buffer { expected in
            for index in 0..<14 {
                let byte = gui[index]
                let lower = byte &- 65 <= 25 ? byte | 0x20 : byte
                guard unsafe lower == expected[index] else { return false }
            }
            return true
        }
    }
}
