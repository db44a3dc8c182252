import Primitives
import Records

/// To whom a bill goes, as it orders bills for the post.
///
/// Texts are folded: letters of A to Z and À to Þ in one case, all else that is printed but letters and digits as
/// one blank. So `Rua A, 12` and `RUA A 12` are one address.
struct MailingKey: BitwiseCopyable {
    /// In the keys' bytes.
    var start = 0
    /// Bytes of country, postal code and address; two of them where all are empty.
    var addressCount: UInt32 = 0
    /// Bytes up to the name's end.
    var nameCount: UInt32 = 0
    /// All bytes of the key, the last of them the customer's id.
    var count: UInt32 = 0
    /// Bytes of the postal code as it is, behind the key.
    var postalCount: UInt32 = 0

    /// The place, without the name.
    var address: Range<Int> { start..<start + Int(addressCount) }
    /// The place and the name.
    var name: Range<Int> { start..<start + Int(nameCount) }
    /// What bills are ordered by.
    var all: Range<Int> { start..<start + Int(count) }
    /// The customer's id, as it is.
    var customer: Range<Int> { start + Int(nameCount) + 1..<start + Int(count) }
    /// The postal code, as it is.
    var postalCode: Range<Int> {
        start + Int(count)..<start + Int(count) + Int(postalCount)
    }
}

/// Reads from kept records to whom they go.
final class AddressReader {
    private let parser: RecordParser
    private let customer, name, address, postalCode, country: Int
    private let lines: [Int]

    /// No text of a key is longer.
    private static let mostBytes = 1000

    init() {
        let schema = Schema.standard.keeping(["id", "customer"])
        parser = RecordParser(schema: schema)
        func slot(_ path: String) -> Int { schema.field(at: path)?.slot ?? -1 }
        (customer, name) = (slot("customer"), slot("customer.name"))
        address = slot("customer.address")
        (postalCode, country) = (
            slot("customer.address.postalCode"), slot("customer.address.country")
        )
        lines = ["line1", "line2", "city", "region"].map { slot("customer.address.\($0)") }
    }

    /// Appends the key of a record.
    ///
    /// - Parameters:
    ///   - line: the record, followed by `RecordChunk.padding` readable bytes.
    ///   - number: of the record.
    ///   - id: of its customer.
    ///   - keys: grows by the key.
    /// - Returns: where it lies in `keys`.
    func read(
        _ line: ByteView, number: Int, customer id: String, to keys: inout ByteBuffer
    ) -> MailingKey {
        _ = parser.parse(line, number: number)
        let record = parser.record
        let who = record.slot(customer, of: record.root)
        let place = record.slot(address, of: who)
        var key = MailingKey(start: keys.count)
        append(record.text(record.slot(country, of: place)), to: &keys)
        keys.append(0)
        append(record.text(record.slot(postalCode, of: place)), to: &keys)
        keys.append(0)
        for (index, line) in lines.enumerated() {
            if index > 0 { keys.append(UInt8(ascii: " ")) }
            append(record.text(record.slot(line, of: place)), to: &keys)
        }
        while keys.count > key.start, keys[keys.count - 1] == UInt8(ascii: " ") {
            keys.truncate(to: keys.count - 1)
        }
        key.addressCount = UInt32(keys.count - key.start)
        keys.append(0)
        append(record.text(record.slot(name, of: who)), to: &keys)
        key.nameCount = UInt32(keys.count - key.start)
        keys.append(0)
        keys.append(string: id)
        key.count = UInt32(keys.count - key.start)
        keys.append(clipped(record.text(record.slot(postalCode, of: place))))
        key.postalCount = UInt32(keys.count - key.all.upperBound)
        return key
    }

    private func clipped(_ text: ByteView) -> ByteView {
        text[0..<min(text.count, AddressReader.mostBytes)]
    }

    /// Appends a folded text.
    private func append(_ text: ByteView, to keys: inout ByteBuffer) {
        let (text, start) = (clipped(text), keys.count)
        for index in 0..<text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): keys.append(byte - 32)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                keys.append(byte)
            // U+00E0 to U+00FE are C3 A0 to C3 BE; U+00F7, the division sign, is no letter.
            case 0xA0...0xBE where index > 0 && text[index - 1] == 0xC3 && byte != 0xB7:
                keys.append(byte - 32)
            case 0x80...: keys.append(byte)
            default:
                guard keys.count > start, keys[keys.count - 1] != UInt8(ascii: " ") else {
                    continue
                }
                keys.append(UInt8(ascii: " "))
            }
        }
        if keys.count > start, keys[keys.count - 1] == UInt8(ascii: " ") {
            keys.truncate(to: keys.count - 1)
        }
    }
}
