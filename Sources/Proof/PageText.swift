/// The words of a finished bill where an outside reader finds them: what `pdftotext -raw -bbox` writes.
///
/// Lengths are thousandths of a point from a page's top left corner. A word is as high as the ascent and the
/// descent of its font, so heights of one family are in the ratio of their sizes.
struct PageText {
    /// In the order of the pages' content.
    let words: [Word]

    struct Word {
        let text: String
        /// 0-based.
        let page: Int
        let box: PageArea
    }

    /// Takes the program's XHTML apart; what is no word is left out.
    init(xhtml: [UInt8]) {
        var words: [Word] = []
        var page = -1
        for line in xhtml.split(separator: UInt8(ascii: "\n")) {
            let element = line.drop { $0 == UInt8(ascii: " ") }
            if element.starts(with: "<page ".utf8) { page += 1 }
            guard element.starts(with: "<word ".utf8), page >= 0,
                let word = PageText.word(element, page)
            else { continue }
            words.append(word)
        }
        self.words = words
    }

    /// Words that are known, for what is said of them.
    init(words: [Word]) { self.words = words }

    private static func word(_ element: ArraySlice<UInt8>, _ page: Int) -> Word? {
        guard let end = element.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let values = element[..<end].split(separator: UInt8(ascii: "\""))
        guard values.count >= 8 else { return nil }
        let sides = [1, 3, 5, 7].compactMap { thousandths(values[$0]) }
        guard sides.count == 4 else { return nil }
        let content = element[(end + 1)...]
        let text = content.prefix { $0 != UInt8(ascii: "<") }
        return Word(
            text: unescaped(String(decoding: text, as: UTF8.self)), page: page,
            box: PageArea(left: sides[0], top: sides[1], right: sides[2], bottom: sides[3]))
    }

    /// A number with six decimals as thousandths.
    private static func thousandths(_ digits: ArraySlice<UInt8>) -> Int? {
        let isNegative = digits.first == UInt8(ascii: "-")
        var value = 0
        var decimals = -1
        for digit in digits.dropFirst(isNegative ? 1 : 0) {
            if digit == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
            } else if (48...57).contains(digit), value < 1 << 40 {
                guard decimals < 3 else { continue }
                value = value * 10 + Int(digit - 48)
                if decimals >= 0 { decimals += 1 }
            } else {
                return nil
            }
        }
        for _ in max(decimals, 0)..<3 { value *= 10 }
        return isNegative ? -value : value
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&apos;", with: "'").replacing("&amp;", with: "&")
    }

    // MARK: Reading

    /// The whole text, as it is copied.
    var text: String { PageText.text(words[...]) }

    /// Words one behind the other, with a line's end where the next one stands elsewhere.
    static func text(_ words: some Sequence<Word>) -> String {
        var text = ""
        var last: Word?
        for word in words {
            if let last { text += separator(last, word) }
            text += word.text
            last = word
        }
        return text
    }

    /// As poppler's own text has it: words of a line are parted by a blank if 0.15 em are between them.
    private static func separator(_ last: Word, _ next: Word) -> String {
        let height = max(last.box.height, 1)
        let isLine =
            last.page == next.page && abs(last.box.bottom - next.box.bottom) * 5 < height * 2
            && (last.box.right - next.box.left) * 5 < height
        guard isLine else { return "\n" }
        return (next.box.left - last.box.right) * 8 > height ? " " : ""
    }

    /// The words in some areas of a page, in order.
    func words(in area: PageArea, page: Int) -> [Word] {
        words.filter { $0.page == page && area.holdsMiddle(of: $0.box) }
    }
}

/// A rectangle of a page, in thousandths of a point from its top left corner.
struct PageArea: Sendable, Hashable {
    var left, top, right, bottom: Int

    var height: Int { bottom - top }

    /// Takes in another one.
    mutating func add(_ other: PageArea) {
        left = min(left, other.left)
        top = min(top, other.top)
        right = max(right, other.right)
        bottom = max(bottom, other.bottom)
    }

    /// Whether another one's middle lies in it.
    func holdsMiddle(of other: PageArea) -> Bool {
        let (x, y) = ((other.left + other.right) / 2, (other.top + other.bottom) / 2)
        return (left...max(left, right)).contains(x) && (top...max(top, bottom)).contains(y)
    }

    /// Whether two stand on a line: the lower one overlaps with the other by half of its height.
    func isBeside(_ other: PageArea) -> Bool {
        let common = min(bottom, other.bottom) - max(top, other.top)
        return common * 2 >= min(height, other.height)
    }
}
