import DocumentModel
import Expressions
import PageLayout
import Primitives
import Records

/// Where a bill's pages have a field of its record, by the boxes that show it, and what is to be read there.
struct WantedPlace: Sendable {
    /// The field.
    let path: String
    let value: ProofSubject.WantedText.Value
    /// The parts of pages in which the box stands, in order; 0-based numbers.
    var areas: [(page: Int, area: PageArea)] = []
}

extension ProofSubject {
    /// Bills have their payable figures on the first of their pages; no more are looked at word by word.
    static let mostPages = 100

    /// The places of the paragraphs that show one of some fields.
    ///
    /// Text that is turned is left out, and so are running headers and footers, which belong to no box.
    ///
    /// - Parameters:
    ///   - fields: by their node's number in the record.
    ///   - tree: the bill's boxes.
    ///   - pages: the bill's pages.
    ///   - locale: the bill's.
    /// - Returns: in the order of the boxes; without those that no page has.
    static func places(
        of fields: [Int32: WantedText], _ tree: BoxTree, _ pages: PageSet, _ locale: LocaleFormat
    ) -> [WantedPlace] {
        guard !fields.isEmpty else { return [] }
        var places: [WantedPlace] = []
        /// For each box, its first one of `places` and the one behind its last.
        var owned: [Int32: Range<Int>] = [:]
        for index in tree.boxes.indices where tree.boxes[index].kind == .paragraph {
            let box = tree.boxes[index]
            let start = places.count
            for piece in Int(box.first)..<Int(box.first) + Int(box.count) {
                let inline = tree.inlines[piece]
                guard inline.path >= 0, let field = fields[inline.path],
                    field.value.isPromised(by: tree.bytes(inline.text).string, locale)
                else { continue }
                places.append(WantedPlace(path: field.path, value: field.value))
            }
            guard places.count > start else { continue }
            owned[Int32(truncatingIfNeeded: index)] = start..<places.count
        }
        addAreas(to: &places, owned, pages)
        return places.filter { !$0.areas.isEmpty }
    }

    private static func addAreas(
        to places: inout [WantedPlace], _ owned: [Int32: Range<Int>], _ pages: PageSet
    ) {
        for number in pages.pages.indices.prefix(mostPages) {
            let page = pages.pages[number]
            var depth = 0
            for index in page.firstItem..<page.firstItem + page.itemCount {
                let item = pages.items[index]
                if item.kind == .push { depth += 1 }
                if item.kind == .pop { depth -= 1 }
                guard item.kind == .text, let range = owned[item.box] else { continue }
                // What is turned is not where its box says.
                for place in range where depth == 0 {
                    places[place].add(PageArea(item), page: number)
                }
            }
        }
    }
}

extension WantedPlace {
    fileprivate mutating func add(_ area: PageArea, page: Int) {
        if areas.last?.page == page {
            areas[areas.count - 1].area.add(area)
        } else {
            areas.append((page, area))
        }
    }

    /// Whether the field is read where it is to stand.
    func isRead(in text: PageText, _ locale: LocaleFormat) -> Bool {
        let text = ExtractedText(read(in: text))
        if value.isShown(in: text, locale) { return true }
        return value.amount.map { text.shows(AmountForm(spaced: $0)) } ?? false
    }

    /// What is read there.
    func read(in text: PageText) -> String {
        PageText.text(areas.flatMap { text.words(in: $0.area, page: $0.page) })
    }
}

extension PageArea {
    /// Of a text: from above its capitals to below its descenders.
    fileprivate init(_ item: PageItem) {
        let size = Int(item.size.milliPoints)
        let (x, y) = (Int(item.x.milliPoints), Int(item.y.milliPoints))
        self.init(
            left: x - size / 10, top: y - size,
            right: x + Int(item.width.milliPoints) + size / 10, bottom: y + size / 3)
    }
}

extension ProofSubject.WantedText.Value {
    /// Whether the template's own text lets readers expect the value: amounts do in any form, names and dates
    /// where they are whole; a month alone is no due date.
    fileprivate func isPromised(by text: String, _ locale: LocaleFormat) -> Bool {
        if case .amount = self { return true }
        return isShown(in: ExtractedText(text), locale)
    }

    /// Whether a text has the value.
    func isShown(in text: ExtractedText, _ locale: LocaleFormat) -> Bool {
        switch self {
        case .name(let name): text.shows(name: name)
        case .amount(let amount): text.shows(amount: amount, in: locale)
        case .date(let date): text.shows(date: date, in: locale)
        case .digits(let digits): text.shows(digits: digits)
        }
    }
}
