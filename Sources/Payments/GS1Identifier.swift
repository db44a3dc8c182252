public import Primitives

/// An application identifier of GS1: what the data behind it mean, and how they are written.
///
/// Source: GS1 General Specifications 24, 3.2, Application Identifiers in numerical order.
public struct GS1Identifier: BitwiseCopyable, Hashable, Sendable {
    /// The number, 0...9999.
    public let number: Int
    /// How many digits it is written with, 2 to 4.
    public let digits: Int
    let format: GS1Format

    /// The identifier that two to four digits are.
    ///
    /// - Throws: `identifierUnknown`.
    public init(_ text: ByteView) throws(PaymentError) {
        guard text.count >= 2, isDigits(text[0..<2]),
            let count = GS1Identifier.digits(behind: text[0..<2]), text.count == count,
            isDigits(text)
        else { throw .identifierUnknown }
        number = Int(Payments.number(text))
        digits = count
        guard let format = GS1Format.of(number, digits: count) else { throw .identifierUnknown }
        self.format = format
    }

    /// How many digits an identifier has that begins with two; nil where there is none.
    static func digits(behind first: ByteView) -> Int? {
        switch Payments.number(first) {
        case 0...2, 10...13, 15...17, 20...22, 30, 37, 90...99: 2
        case 23...25, 40...42, 71: 3
        case 31...36, 39, 43, 70, 72, 80...82: 4
        default: nil
        }
    }

    /// Whether the length of the data follows from the first two digits, so that no FNC1 need end them.
    ///
    /// Source: GS1 General Specifications, 7.8.5, element strings with predefined length.
    public var hasPredefinedLength: Bool {
        switch digits == 2 ? number : digits == 3 ? number / 10 : number / 100 {
        case 0...4, 11...20, 31...36, 41: true
        default: false
        }
    }

    /// What the data are, in words.
    public var meaning: StaticString { format.meaning }
}

/// How the data behind an identifier are written: digits in front, and what may follow.
struct GS1Format: BitwiseCopyable, Hashable, Sendable {
    /// What the digits in front are besides digits.
    enum Kind: UInt8, BitwiseCopyable, Sendable {
        case plain
        /// The last one checks the others.
        case checked
        /// `YYMMDD`; day 00 is the month's last.
        case day
        /// `YYMMDD`, then hours and minutes.
        case minutes
    }

    /// How many digits stand in front.
    let fixed: Int
    let kind: Kind
    /// How many characters follow.
    let least: Int
    let most: Int
    /// Whether those are digits; otherwise they are of the 82 characters of GS1.
    let isNumeric: Bool
    let meaning: StaticString

    private init(
        _ meaning: StaticString, fixed: Int = 0, _ kind: Kind = .plain,
        rest: ClosedRange<Int> = 0...0, isNumeric: Bool = false
    ) {
        self.meaning = meaning
        self.fixed = fixed
        self.kind = kind
        (least, most) = (rest.lowerBound, rest.upperBound)
        self.isNumeric = isNumeric
    }

    static func == (a: GS1Format, b: GS1Format) -> Bool {
        a.fixed == b.fixed && a.kind == b.kind && a.least == b.least && a.most == b.most
            && a.isNumeric == b.isNumeric
    }

    func hash(into hasher: inout Hasher) { hasher.combine(fixed) }

    private static func text(_ most: Int, _ meaning: StaticString) -> GS1Format {
        GS1Format(meaning, rest: 1...most)
    }

    private static func numeric(_ most: Int, _ meaning: StaticString) -> GS1Format {
        GS1Format(meaning, rest: 1...most, isNumeric: true)
    }

    private static func digits(
        _ count: Int, _ meaning: StaticString, _ kind: Kind = .plain
    ) -> GS1Format {
        GS1Format(meaning, fixed: count, kind)
    }

    /// The format of an identifier's data; nil where the number is not assigned.
    static func of(_ number: Int, digits count: Int) -> GS1Format? {
        switch count {
        case 2: ofTwo(number)
        case 3: ofThree(number)
        default:
            number < 4000 ? ofMeasure(number) : number < 5000 ? ofTransport(number) : ofFour(number)
        }
    }

    private static func ofTwo(_ number: Int) -> GS1Format? {
        switch number {
        case 0: digits(18, "shipping container (SSCC)", .checked)
        case 1: digits(14, "trade item (GTIN)", .checked)
        case 2: digits(14, "trade items contained (GTIN)", .checked)
        case 10: text(20, "batch or lot")
        case 11: digits(6, "production date", .day)
        case 12: digits(6, "due date", .day)
        case 13: digits(6, "packaging date", .day)
        case 15: digits(6, "best before", .day)
        case 16: digits(6, "sell by", .day)
        case 17: digits(6, "expiration date", .day)
        case 20: digits(2, "product variant")
        case 21: text(20, "serial number")
        case 22: text(20, "consumer product variant")
        case 30: numeric(8, "count of items")
        case 37: numeric(8, "count of items contained")
        case 90: text(30, "as agreed between partners")
        case 91...99: text(90, "the company's own")
        default: nil
        }
    }

    private static func ofThree(_ number: Int) -> GS1Format? {
        switch number {
        case 235: text(28, "third party's serial number")
        case 240, 241: text(30, "additional item number")
        case 242: numeric(6, "made-to-order variation")
        case 243: text(20, "packaging component")
        case 250, 251: text(30, "secondary serial number")
        case 253:
            GS1Format("document type (GDTI)", fixed: 13, .checked, rest: 0...17)
        case 254: text(20, "extension of the location")
        case 255:
            GS1Format("coupon (GCN)", fixed: 13, .checked, rest: 0...12, isNumeric: true)
        case 400: text(30, "customer's order number")
        case 401: text(30, "consignment (GINC)")
        case 402: digits(17, "shipment (GSIN)", .checked)
        case 403: text(30, "routing code")
        case 415: digits(13, "who invoices (GLN)", .checked)
        case 410...417: digits(13, "location or party (GLN)", .checked)
        case 420: text(20, "postal code")
        case 421: GS1Format("country and postal code", fixed: 3, rest: 1...9)
        case 422, 424, 426: digits(3, "country")
        case 423, 425: GS1Format("countries", fixed: 3, rest: 0...12, isNumeric: true)
        case 427: text(3, "subdivision of the country")
        case 710...717: text(20, "national healthcare number")
        default: nil
        }
    }

    /// Measures, and what is to be paid; the last digit says where the decimal point is.
    private static func ofMeasure(_ number: Int) -> GS1Format? {
        switch number / 10 {
        case 310...316, 320...337, 340...357, 360...369:
            number % 10 <= 5
                ? digits(6, "measure; the last digit of the identifier counts decimals") : nil
        case 390, 392: numeric(15, "amount; the last digit of the identifier counts decimals")
        case 391, 393:
            GS1Format("currency and amount", fixed: 3, rest: 1...15, isNumeric: true)
        case 394: digits(4, "discount in per cent")
        case 395: digits(6, "price per unit")
        default: nil
        }
    }

    private static func ofTransport(_ number: Int) -> GS1Format? {
        switch number {
        case 4300, 4301, 4310, 4311, 4320: text(35, "delivery: name or service")
        case 4302...4306, 4312...4316: text(70, "delivery: address")
        case 4307, 4317: GS1Format("delivery: country", rest: 2...2)
        case 4308, 4319: text(30, "delivery: telephone")
        case 4309: digits(20, "delivery: place on the globe")
        case 4318: text(20, "delivery: postal code")
        case 4321...4323: digits(1, "delivery: yes or no")
        case 4324, 4325: digits(10, "delivery: not before, not after", .minutes)
        case 4326: digits(6, "release date", .day)
        default: nil
        }
    }

    private static func ofFour(_ number: Int) -> GS1Format? {
        switch number {
        case 7001: digits(13, "NATO stock number")
        case 7002: text(30, "cut of meat")
        case 7003: digits(10, "expiration date and time", .minutes)
        case 7004: numeric(4, "active potency")
        case 7005: text(12, "catch area")
        case 7006: digits(6, "first freeze date", .day)
        case 7007: GS1Format("harvest dates", fixed: 6, .day, rest: 0...6, isNumeric: true)
        case 7008: text(3, "species")
        case 7009: text(10, "fishing gear")
        case 7010: text(2, "production method")
        case 7011: GS1Format("test by date", fixed: 6, .day, rest: 0...4, isNumeric: true)
        case 7020...7022: text(20, "refurbishment")
        case 7023: text(30, "assembly (GIAI)")
        case 7030...7039: GS1Format("processor", fixed: 3, rest: 1...27)
        case 7230...7239: text(30, "certification")
        case 7240: text(20, "protocol")
        case 8001: digits(14, "roll: width, length, core, direction, splices")
        case 8002: text(20, "electronic serial number")
        case 8003: GS1Format("returnable asset (GRAI)", fixed: 14, .checked, rest: 0...16)
        case 8004: text(30, "individual asset (GIAI)")
        case 8005: digits(6, "price per unit of measure")
        case 8006, 8026:
            GS1Format("piece of a trade item", fixed: 14, .checked, rest: 4...4, isNumeric: true)
        case 8007: text(34, "account (IBAN)")
        case 8008:
            GS1Format("production date and time", fixed: 6, .day, rest: 2...6, isNumeric: true)
        case 8009: text(50, "optical sensor")
        case 8010: text(30, "component or part")
        case 8011: numeric(12, "component's serial number")
        case 8012: text(20, "software version")
        case 8013: text(25, "model (GMN)")
        case 8017, 8018: digits(18, "service relation (GSRN)", .checked)
        case 8019: numeric(10, "instance of the service relation")
        case 8020: text(25, "reference of the payment slip")
        case 8110, 8112, 8200: text(70, "coupon or address of the item")
        default: nil
        }
    }
}
