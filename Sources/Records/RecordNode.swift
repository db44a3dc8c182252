/// One JSON value, bound to the schema: 16 plain bytes.
///
/// What `count` and `payload` mean depends on the tag; the accessors of `Record` know.
public struct RecordNode: BitwiseCopyable, Sendable {
    /// What a node holds.
    public enum Tag: UInt8, BitwiseCopyable, Sendable {
        /// Nothing: the field is missing or null.
        case absent
        /// Text, also that of an enumeration.
        case string
        /// Minor units of the record's currency.
        case money
        /// An exact decimal.
        case decimal
        /// A whole number.
        case integer
        /// true or false.
        case bool
        /// A day.
        case date
        /// A time of day.
        case time
        /// A month.
        case cycle
        /// An object.
        case object
        /// A list.
        case list
    }

    /// What the node holds.
    public var tag: Tag

    /// Digits behind the point: the currency's for money, as written for a decimal, else 0.
    public var scale: UInt8

    /// Bytes of a string, elements of a list, slots of an object, else 0.
    public var count: Int32

    /// The value.
    ///
    /// Minor units, mantissa, whole number, 0 or 1, days since 1970-01-01, seconds since midnight,
    /// months since year 0, a string's byte offset (the complement of one among texts that the record was given
    /// later), or the index of the first slot or element node.
    /// Of an absent node it says nothing.
    public var payload: Int64

    /// A node of these parts.
    @inlinable @inline(__always)
    public init(_ tag: Tag, scale: Int = 0, count: Int = 0, payload: Int64) {
        self.tag = tag
        self.scale = UInt8(truncatingIfNeeded: scale)
        self.count = Int32(truncatingIfNeeded: count)
        self.payload = payload
    }

    /// No value.
    public static let absent = RecordNode(.absent, payload: 0)

    /// Whether there is no value.
    @inlinable @inline(__always)
    public var isAbsent: Bool { tag == .absent }
}

// While a record is bound, an absent node's payload tells why it is absent.
extension RecordNode {
    /// JSON said null.
    static let null = RecordNode(.absent, payload: 1)

    /// The value was refused and a finding says so.
    static let refused = RecordNode(.absent, payload: 2)

    /// Whether no value was met yet.
    var isUntouched: Bool { tag == .absent && payload == 0 }

    /// Whether the value was refused.
    var isRefused: Bool { tag == .absent && payload == 2 }

    /// Whether the value is wanting and no finding says so yet.
    var isWanting: Bool { tag == .absent && payload != 2 }
}
