public import Primitives

/// A structured address of a Swiss QR-bill, type S.
///
/// Source: SIX, Implementation Guidelines QR-bill v2.3, 4.2.2.
public struct SwissAddress: BitwiseCopyable, Sendable {
    /// Who; 1 to 70 characters.
    public var name: ByteView
    /// Street or post box; up to 70 characters.
    public var street = ByteView()
    /// Number of the building; up to 16 characters.
    public var buildingNumber = ByteView()
    /// Postal code without a country in front; 1 to 16 characters.
    public var postalCode: ByteView
    /// Town; 1 to 35 characters.
    public var town: ByteView
    /// Two capitals (ISO 3166-1).
    public var country: ByteView

    /// An address, still without street.
    public init(name: ByteView, postalCode: ByteView, town: ByteView, country: ByteView) {
        self.name = name
        self.postalCode = postalCode
        self.town = town
        self.country = country
    }

    /// Whether there is nothing at all.
    var isEmpty: Bool {
        name.isEmpty && street.isEmpty && buildingNumber.isEmpty && postalCode.isEmpty
            && town.isEmpty && country.isEmpty
    }

    func check() throws(PaymentError) {
        guard !name.isBlank else { throw .nameMissing }
        guard characterCount(name) <= 70 else { throw .nameTooLong }
        guard characterCount(street) <= 70 else { throw .streetTooLong }
        guard characterCount(buildingNumber) <= 16 else { throw .buildingNumberTooLong }
        guard !postalCode.isBlank else { throw .postcodeMissing }
        guard characterCount(postalCode) <= 16 else { throw .postalCodeTooLong }
        guard !town.isBlank else { throw .townMissing }
        guard characterCount(town) <= 35 else { throw .townTooLong }
        guard isCountry(country) else { throw .country }
        try checkSwissCharacters(name)
        try checkSwissCharacters(street)
        try checkSwissCharacters(buildingNumber)
        try checkSwissCharacters(postalCode)
        try checkSwissCharacters(town)
    }

    func append(_ lines: inout LineWriter, to buffer: inout ByteBuffer) {
        lines.append("S", to: &buffer)
        lines.append(name, to: &buffer)
        lines.append(street, to: &buffer)
        lines.append(buildingNumber, to: &buffer)
        lines.append(postalCode, to: &buffer)
        lines.append(town, to: &buffer)
        lines.append(country, to: &buffer)
    }

    /// The next seven lines; nil when all are empty.
    init?(reading lines: inout LineReader) throws(PaymentError) {
        let type = try lines.next()
        self.init(
            name: try lines.next(), postalCode: ByteView(), town: ByteView(), country: ByteView())
        street = try lines.next()
        buildingNumber = try lines.next()
        postalCode = try lines.next()
        town = try lines.next()
        country = try lines.next()
        if type.isEmpty, isEmpty { return nil }
        guard type == "S" else { throw .addressTypeK }
        try check()
    }
}

/// Latin with its supplement and extension A, the commas of Romanian, and the euro sign.
///
/// Source: SIX, Implementation Guidelines QR-bill v2.3, 4.1.1.
///
/// - Throws: `lineBreakInField`, `controlCharacter`, `characterSet`.
func checkSwissCharacters(_ text: ByteView) throws(PaymentError) {
    try checkControls(text)
    var index = 0
    while index < text.count {
        switch decodeScalar(text, at: &index) {
        case 0x20...0x7E, 0xA0...0x17F, 0x218...0x21B, 0x20AC: break
        default: throw .characterSet
        }
    }
}
