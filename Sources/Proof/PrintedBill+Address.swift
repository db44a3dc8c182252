import Primitives

// Whom a bill is addressed to: the name above the customer's street.
extension PrintedBill {
    /// So many lines above the street a name may begin.
    private static let mostLines = 4

    /// Whom a bill is to be addressed to, in capitals and without blanks.
    struct Addressee {
        let name: [Character]
        let street: [Character]
        /// Who must not stand there instead.
        let issuer: [Character]
        /// Whether the name is known to stand in a paragraph of its own.
        let isElsewhere: Bool
    }

    /// The line with another name where the customer's is to stand; nil if each street has the right one above it, or
    /// the bill has none.
    func wrongName(_ addressee: Addressee) -> PrintedLine? {
        guard !addressee.name.isEmpty, !addressee.street.isEmpty else { return nil }
        var other: Int?
        var isRight = false
        for index in lines.indices where isStreet(index, addressee.street) {
            let above = linesAbove(index)
            guard let first = above.first else { continue }
            let runs = runs(of: above)
            if runs.contains(where: { $0.texts.contains(addressee.name) }) {
                isRight = true
            } else if let run = runs.first(where: { $0.holds(addressee.name) }) {
                if run.adds(to: addressee.name) { return lines[run.last] }
                isRight = true
            } else if run(first).texts.contains(addressee.issuer) {
                return lines[first]
            } else if lines[first].height >= lines[index].height, !capitals[first].isLabel {
                other = other ?? first
            }
        }
        return isRight || addressee.isElsewhere ? nil : other.map { lines[$0] }
    }

    /// Whether a line begins with a street, or with what of it stands on its first line.
    private func isStreet(_ index: Int, _ street: [Character]) -> Bool {
        let text = ExtractedText.letters(capitals(of: index))
        return text.starts(with: street) || text.count >= 12 && street.starts(with: text)
    }

    /// The lines above one that begin at its left edge, the next one first.
    private func linesAbove(_ index: Int) -> [Int] {
        var found: [Int] = []
        var last = index
        while found.count < PrintedBill.mostLines {
            let box = lines[last].box
            let next = lines.indices.filter {
                let other = lines[$0].box
                return lines[$0].page == lines[last].page && $0 != last
                    && abs(other.left - box.left) <= box.height && other.bottom < box.bottom
                    && box.top - other.bottom <= box.height
            }.max { lines[$0].box.bottom < lines[$1].box.bottom }
            guard let next, lines[next].box.bottom < lines[index].box.bottom else { break }
            found.append(next)
            last = next
        }
        return found
    }

    /// Lines one below the other, with their text in capitals and without blanks.
    private struct Run {
        /// The lowest of them.
        let last: Int
        /// As it stands, and with words joined that were divided.
        let texts: [[Character]]

        func holds(_ name: [Character]) -> Bool { texts.contains { $0.holds(name) } }

        /// Whether it adds to a name what makes it another one: anything but a title before it, and a number
        /// behind a sign.
        func adds(to name: [Character]) -> Bool {
            !texts.contains { text in
                text.places(of: name).contains { place in
                    let (before, after) = (text[..<place], text[(place + name.count)...])
                    return (before.isEmpty || Run.isTitle(before))
                        && (after.isEmpty || Run.isNumber(after))
                }
            }
        }

        private static let titles: Set<String> = [
            "SR", "SRA", "DR", "DRA", "A", "AO", "À", "PARA", "CLIENTE", "NOME", "DON", "DOÑA",
            "MR", "MRS", "MS", "MISS", "TO", "NAME", "CUSTOMER", "AN", "HERR", "HERRN", "FRAU",
            "FIRMA", "M", "MME", "MLLE", "SIG", "SIGRA", "SPETT", "SPETTLE",
        ]

        private static func isTitle(_ text: ArraySlice<Character>) -> Bool {
            text.last == ":" || titles.contains(String(text.filter(\.isLetter)))
        }

        private static func isNumber(_ text: ArraySlice<Character>) -> Bool {
            text.first.map { !$0.isLetter && !$0.isNumber } ?? true
                && text.contains { $0.isNumber || $0 == "*" }
        }
    }

    private func run(_ index: Int) -> Run { run(of: [index]) }

    /// Lines from the lowest upwards, as one text.
    private func run(of rising: ArraySlice<Int>) -> Run {
        let text = rising.reversed().map { lines[$0].text }.joined(separator: "\n")
        return Run(last: rising.first ?? 0, texts: ExtractedText.forms(text))
    }

    /// All runs of some lines, the shorter ones first.
    private func runs(of rising: [Int]) -> [Run] {
        (1...rising.count).flatMap { count in
            (0...rising.count - count).map { run(of: rising[$0..<$0 + count]) }
        }
    }
}

extension [UInt32] {
    /// Whether a line says itself that something follows.
    fileprivate var isLabel: Bool { last == 0x3A }
}
