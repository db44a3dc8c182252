import DocumentModel
import Haru
import PageLayout
import Primitives

extension DocumentDraft {
    /// Targets of links may have so many bytes.
    static let maximumLinkBytes = 8_000

    /// Adds the objects behind the template's: optional parts that are used, the resources, and for each page
    /// its content stream and the page.
    mutating func addObjects(
        _ pages: borrowing Pool<Page>, _ items: borrowing Pool<PageItem>, tree: BoxTree,
        template: PDFTemplate
    ) throws(PDFError) {
        var nextID = template.core.nextID
        for index in isUsed.indices where isUsed[index] {
            nextID += addPart(index, template.optional[index].part, firstID: nextID)
        }
        let resourcesID = nextID
        addResources(template)
        nextID += 1
        var link = 0
        for number in pages.indices {
            addContentStream(number)
            let start = bodies.count
            appendPage(pages[number], resourcesID: resourcesID, contentID: nextID)
            try appendAnnotations(
                ofPage: number, height: pages[number].height, items, tree.links, tree.text,
                next: &link)
            add(.page, from: start)
            id.mix(bodies.view(start..<bodies.count))
            nextID += 2
        }
        id.mix(streams.view)
    }

    private mutating func add(_ kind: HaruObject.Kind, from start: Int) {
        objects.append(ObjectPlace(kind: kind, bodyStart: start, bodyEnd: bodies.count))
    }

    /// Adds a part's objects; returns how many.
    private mutating func addPart(_ index: Int, _ part: PDFPart, firstID: Int) -> Int {
        for object in 0..<part.count {
            let start = bodies.count
            part.appendBody(object, firstID: firstID, to: &bodies)
            var place = ObjectPlace(
                kind: part.isStream(object) ? .stream : .dictionary, bodyStart: start,
                bodyEnd: bodies.count)
            if part.isStream(object) {
                place.dataStart = object
                place.part = index
            }
            objects.append(place)
        }
        return part.count
    }

    /// Adds the dictionary that gives fonts and pictures their names, shared by all pages.
    private mutating func addResources(_ template: PDFTemplate) {
        let start = bodies.count
        bodies.append("/Font<<")
        for face in 0..<template.coreFontIDs.count {
            bodies.append(fontName: face, slice: 0)
            bodies.append(UInt8(ascii: " "))
            bodies.append(reference: template.coreFontIDs[face])
        }
        appendOptional(template, images: false)
        bodies.append(">>/XObject<<")
        appendOptional(template, images: true)
        bodies.append(">>")
        add(.dictionary, from: start)
    }

    /// Appends name and number of the optional parts that are used; a part's last object is the one meant.
    private mutating func appendOptional(_ template: PDFTemplate, images: Bool) {
        var lastID = template.core.nextID - 1
        for index in isUsed.indices where isUsed[index] {
            lastID += template.optional[index].part.count
            let name = template.optionalNames[index]
            guard (name.face < 0) == images else { continue }
            if images {
                if name.face == PDFTemplate.vectorFace {
                    bodies.append(vectorName: Int(name.index))
                } else {
                    bodies.append(imageName: Int(name.index))
                }
            } else {
                bodies.append(fontName: Int(name.face), slice: Int(name.index))
            }
            bodies.append(UInt8(ascii: " "))
            bodies.append(reference: lastID)
        }
    }

    private mutating func addContentStream(_ page: Int) {
        let start = bodies.count
        bodies.append("/Filter/FlateDecode")
        add(.stream, from: start)
        objects[objects.count - 1].dataStart = page > 0 ? streamEnds[page - 1] : 0
        objects[objects.count - 1].dataEnd = streamEnds[page]
    }

    private mutating func appendPage(_ page: Page, resourcesID: Int, contentID: Int) {
        bodies.append("/Type/Page/MediaBox[0 0 ")
        bodies.append(hundredths: hundredths(Int(page.width.milliPoints)))
        bodies.append(UInt8(ascii: " "))
        bodies.append(hundredths: hundredths(Int(page.height.milliPoints)))
        bodies.append("]/Resources ")
        bodies.append(reference: resourcesID)
        bodies.append("/Contents ")
        bodies.append(reference: contentID)
    }

    /// Appends a page's link annotations (ISO 32000-1, 12.5.6.5), printed without a border.
    private mutating func appendAnnotations(
        ofPage number: Int, height: Length, _ items: borrowing Pool<PageItem>,
        _ targets: borrowing Pool<TextRange>, _ text: borrowing ByteBuffer, next: inout Int
    ) throws(PDFError) {
        guard next < links.count, links[next].page == number else { return }
        bodies.append("/Annots[")
        while next < links.count, links[next].page == number {
            let item = items[links[next].item]
            let target = text.view(targets[Int(item.index)].range)
            guard target.count <= DocumentDraft.maximumLinkBytes else {
                throw .tooLong(
                    what: "target of a link", bytes: target.count,
                    maximum: DocumentDraft.maximumLinkBytes)
            }
            appendLink(item, height: height, target: target)
            next += 1
        }
        bodies.append(UInt8(ascii: "]"))
    }

    private mutating func appendLink(_ item: PageItem, height: Length, target: ByteView) {
        let (left, top) = (
            Int(item.x.milliPoints), Int(height.milliPoints) - Int(item.y.milliPoints)
        )
        bodies.append("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[")
        bodies.append(hundredths: hundredths(left))
        bodies.append(UInt8(ascii: " "))
        bodies.append(hundredths: hundredths(top - Int(item.height.milliPoints)))
        bodies.append(UInt8(ascii: " "))
        bodies.append(hundredths: hundredths(left + Int(item.width.milliPoints)))
        bodies.append(UInt8(ascii: " "))
        bodies.append(hundredths: hundredths(top))
        bodies.append("]/A<</S/URI/URI")
        bodies.append(uri: target)
        bodies.append(">>>>")
    }
}
