public import Primitives

/// What a GS1-128 symbol holds: elements one after the other.
///
/// People write `(01)04012345678901(10)ABC`; scanners read `010401234567890110ABC`, with the control character
/// GS where an FNC1 parts an element of variable length from the next. The first FNC1, which makes the Code 128
/// symbol one of GS1, is the symbol's own and written nowhere.
///
/// Source: GS1 General Specifications 24, 5.4.
public struct GS1ElementString: BitwiseCopyable, Sendable {
    private let text: ByteView
    private let isScanned: Bool
    private var place = 0

    /// The most characters of a symbol, identifiers and separating FNC1 among them.
    public static let largestCount = 48

    /// What scanners transmit for an FNC1 between elements.
    public static let separator: UInt8 = 0x1D

    /// Elements as people write them; data with an opening parenthesis cannot be written so.
    public init(writing text: ByteView) { (self.text, isScanned) = (text, false) }

    /// Elements as scanners read them, with or without `]C1` in front.
    public init(scanned text: ByteView) {
        let isMarked = text.count >= 3 && text[0..<3] == "]C1"
        (self.text, isScanned) = (isMarked ? text[3..<text.count] : text, true)
    }

    /// The next element; nil behind the last.
    ///
    /// - Throws: `elementFormat`, `identifierUnknown`, and what `GS1Element` throws.
    public mutating func next() throws(PaymentError) -> GS1Element? {
        guard place < text.count else { return nil }
        return isScanned ? try nextScanned() : try nextWritten()
    }

    private mutating func nextWritten() throws(PaymentError) -> GS1Element {
        guard text[place] == UInt8(ascii: "(") else { throw .elementFormat }
        var close = place + 1
        while close < text.count, text[close] != UInt8(ascii: ")") { close += 1 }
        guard close < text.count else { throw .elementFormat }
        let identifier = try GS1Identifier(text[place + 1..<close])
        place = close + 1
        while place < text.count, text[place] != UInt8(ascii: "(") { place += 1 }
        return try GS1Element(identifier, text[close + 1..<place])
    }

    private mutating func nextScanned() throws(PaymentError) -> GS1Element {
        guard text.count - place >= 2, isDigits(text[place..<place + 2]),
            let count = GS1Identifier.digits(behind: text[place..<place + 2]),
            text.count - place >= count
        else { throw .identifierUnknown }
        let identifier = try GS1Identifier(text[place..<place + count])
        let start = place + count
        place = start
        let longest =
            identifier.hasPredefinedLength ? start + identifier.format.fixed : text.count
        while place < min(longest, text.count), text[place] != GS1ElementString.separator {
            place += 1
        }
        let data = text[start..<place]
        if place < text.count, text[place] == GS1ElementString.separator { place += 1 }
        return try GS1Element(identifier, data)
    }

    /// Verifies elements as people write them.
    ///
    /// - Throws: what `next` throws, `elementEmpty` where there is none, `duplicateId`, `payloadTooLong`.
    /// - Complexity: O(*n*²) in elements, of which at most 16 fit.
    public static func check(writing text: ByteView) throws(PaymentError) {
        try GS1ElementString(writing: text).check()
    }

    /// Verifies all elements.
    public func check() throws(PaymentError) {
        var (reader, count, isOpen) = (self, 0, false)
        while let element = try reader.next() {
            count += element.identifier.digits + element.data.count + (isOpen ? 1 : 0)
            guard count <= GS1ElementString.largestCount else { throw .payloadTooLong }
            isOpen = !element.identifier.hasPredefinedLength
            try checkIsOne(element, before: reader.place)
        }
        guard count > 0 else { throw .elementEmpty }
    }

    /// No identifier stands twice.
    private func checkIsOne(_ element: GS1Element, before end: Int) throws(PaymentError) {
        var (reader, seen) = (self, 0)
        while reader.place < end, let other = try reader.next() {
            if other.identifier == element.identifier { seen += 1 }
        }
        guard seen == 1 else { throw .duplicateId }
    }
}

/// Elements to text.
extension GS1ElementString {
    /// Appends an element as people write it.
    ///
    /// - Parameters:
    ///   - identifier: two to four digits.
    ///   - data: the element's data; a number whose last digit checks the others may lack that digit.
    ///   - buffer: takes the element, or nothing when an error is thrown; the parts must not lie in it.
    /// - Throws: `identifierUnknown`, `elementFormat` for an opening parenthesis, and what `GS1Element` throws.
    public static func append(
        identifier: ByteView, data: ByteView, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        let known = try GS1Identifier(identifier)
        for index in 0..<data.count where data[index] == UInt8(ascii: "(") { throw .elementFormat }
        let start = buffer.count
        buffer.append(UInt8(ascii: "("))
        buffer.append(identifier)
        buffer.append(UInt8(ascii: ")"))
        let first = buffer.count
        buffer.append(data)
        if known.format.kind == .checked, known.format.most == 0,
            data.count == known.format.fixed - 1, isDigits(data)
        {
            buffer.append(48 + GTIN.digit(behind: data))
        }
        do throws(PaymentError) {
            _ = try GS1Element(known, buffer.view(first..<buffer.count))
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }

    /// Appends the elements as people write them.
    ///
    /// - Throws: what `check` throws.
    public func append(writingTo buffer: inout ByteBuffer) throws(PaymentError) {
        try check()
        var reader = self
        while let element = try reader.next() {
            buffer.append(UInt8(ascii: "("))
            buffer.append(decimal: element.identifier.number, width: element.identifier.digits)
            buffer.append(UInt8(ascii: ")"))
            buffer.append(element.data)
        }
    }

    /// Appends the elements as scanners read them: a GS behind those of variable length but the last.
    ///
    /// - Throws: what `check` throws.
    public func append(scannedTo buffer: inout ByteBuffer) throws(PaymentError) {
        try check()
        var (reader, isOpen) = (self, false)
        while let element = try reader.next() {
            if isOpen { buffer.append(GS1ElementString.separator) }
            buffer.append(decimal: element.identifier.number, width: element.identifier.digits)
            buffer.append(element.data)
            isOpen = !element.identifier.hasPredefinedLength
        }
    }
}
