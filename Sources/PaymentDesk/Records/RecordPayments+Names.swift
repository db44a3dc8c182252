import Payments
import Primitives
import Records

// Who is paid: names are compared as people read them.
extension RecordPayments {
    /// Whether two names are the same, or the shorter one, of five letters at least, begins the longer one.
    func beginsAlike(_ a: ByteView, _ b: ByteView) -> Bool {
        parts.removeAll()
        fold(a, isApart: false)
        let middle = parts.count
        fold(b, isApart: false)
        let (first, second) = (parts.view(0..<middle), parts.view(middle..<parts.count))
        if first == second { return true }
        let shorter = min(first.count, second.count)
        return shorter >= 5 && first[0..<shorter] == second[0..<shorter]
    }

    /// Whether a word of three letters or more stands in both names.
    func shareWord(_ a: ByteView, _ b: ByteView) -> Bool {
        parts.removeAll()
        fold(a, isApart: true)
        let middle = parts.count
        fold(b, isApart: true)
        var start = 0
        while start < middle {
            let end = wordEnd(start, middle)
            if end - start >= 3, holds(parts.view(start..<end), middle..<parts.count) {
                return true
            }
            start = end + 1
        }
        return false
    }

    private func holds(_ word: ByteView, _ text: Range<Int>) -> Bool {
        var start = text.lowerBound
        while start < text.upperBound {
            let end = wordEnd(start, text.upperBound)
            if parts.view(start..<end) == word { return true }
            start = end + 1
        }
        return false
    }

    private func wordEnd(_ start: Int, _ limit: Int) -> Int {
        var end = start
        while end < limit, parts[end] != 0x20 { end += 1 }
        return end
    }

    /// Appends a name to `parts` in small letters without accents; with one space behind each word, or none.
    private func fold(_ name: ByteView, isApart: Bool) {
        scratch.removeAll()
        // A name in letters without a base is compared as it is.
        if (try? appendFoldedToASCII(name, to: &scratch)) == nil { scratch.append(name) }
        let start = parts.count
        for index in 0..<scratch.count {
            let byte = scratch[index]
            if byte &- 65 <= 25 {
                parts.append(byte | 0x20)
            } else if isAlphanumeric(byte) || byte >= 0x80 {
                parts.append(byte)
            } else if byte == 0x20, isApart, parts.count > start, parts[parts.count - 1] != 0x20 {
                parts.append(byte)
            }
        }
    }

    /// Whether two numbers of an account or a reference are the same; spaces and case apart.
    func isSameNumber(_ a: ByteView, _ b: ByteView) -> Bool {
        if a == b { return true }
        var (i, j) = (0, 0)
        while true {
            while i < a.count, a[i] == 0x20 { i += 1 }
            while j < b.count, b[j] == 0x20 { j += 1 }
            guard i < a.count, j < b.count else { return i == a.count && j == b.count }
            guard upper(a[i]) == upper(b[j]) else { return false }
            i += 1
            j += 1
        }
    }

    private func upper(_ byte: UInt8) -> UInt8 { byte &- 97 <= 25 ? byte - 32 : byte }
}
