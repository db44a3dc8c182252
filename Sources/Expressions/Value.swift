public import Primitives
import Records

/// What an expression yields for one record.
///
/// Plain bytes: texts and lists are referred to, not held.
public struct Value: BitwiseCopyable, Sendable {
    /// What the value is.
    public enum Tag: UInt8, BitwiseCopyable, Sendable {
        /// Nothing: the field is not in the record, or an operation has no result.
        case absent
        case text, number, money, bool, date, time, cycle, object, list
    }

    /// Where the bytes of a text or the elements of a list lie.
    public enum Store: UInt8, BitwiseCopyable, Sendable {
        /// In the record.
        case record
        /// Among the template's constants (texts only).
        case constant
        /// In the evaluator's scratch, until the next record.
        case scratch
    }

    /// What the value is.
    public var tag: Tag
    /// Of texts and lists.
    public var store: Store = .record
    /// Digits behind the point, of numbers and money.
    public var scale: UInt8 = 0
    /// Bytes of a text, elements of a list, slots of an object of the record.
    public var count: Int32 = 0
    /// The record node the value was read from; −1 if it was made.
    public var path: Int32 = -1
    /// Mantissa, days, seconds, months, 0 or 1; start of a text or list; first slot of an object.
    public var payload: Int128 = 0

    /// Nothing.
    @inlinable
    public init() { tag = .absent }

    @inlinable
    init(tag: Tag, payload: Int128, path: Int32 = -1) {
        self.tag = tag
        self.payload = payload
        self.path = path
    }

    /// A number or, with `isMoney`, an amount.
    @inlinable
    public init(_ number: ExactDecimal, isMoney: Bool = false) {
        tag = isMoney ? .money : .number
        scale = UInt8(truncatingIfNeeded: number.scale)
        payload = number.mantissa
    }

    /// A whole number.
    @inlinable
    public init(_ number: Int) { self.init(ExactDecimal(number)) }

    /// A truth value.
    @inlinable
    public init(_ truth: Bool) {
        tag = .bool
        payload = truth ? 1 : 0
    }

    /// Where a text or list begins, or an object's first slot.
    @inlinable
    var place: Int { Int(truncatingIfNeeded: payload) }

    /// What a record's node is as a value.
    @inline(__always)
    static func tag(of tag: RecordNode.Tag) -> Tag {
        switch tag {
        case .absent: .absent
        case .string: .text
        case .money: .money
        case .decimal, .integer: .number
        case .bool: .bool
        case .date: .date
        case .time: .time
        case .cycle: .cycle
        case .object: .object
        case .list: .list
        }
    }

    /// A number or amount; zero for anything else.
    @inlinable
    public var decimal: ExactDecimal {
        tag == .number || tag == .money
            ? ExactDecimal(mantissa: payload, scale: Int(scale)) : .zero
    }

    /// Whether the value is a number or an amount.
    @inlinable
    public var isNumeric: Bool { tag == .number || tag == .money }

    /// As a condition: true, or present and not empty.
    @inlinable
    public var isTrue: Bool {
        switch tag {
        case .absent: false
        case .bool: payload != 0
        case .text, .list: count > 0
        default: true
        }
    }
}
