public import DocumentModel
public import Fonts
import Primitives

extension PageSet {
    /// The pages as text, for goldens and for looking at.
    ///
    /// A line per page, `page 1 595.28 x 841.89`; below it, indented, a line per item: kind, x, y, width and
    /// height in points, then what the kind adds (several texts on one baseline have a line each): colour, size, text, index, box and role. At the end `left out name` for each box that stands
    /// only where there is room to spare and had none.
    ///
    /// - Parameters:
    ///   - tree: the document the pages were made of.
    ///   - resources: the layouter's.
    ///   - faces: the layouter's.
    /// - Returns: lines, each with an end.
    public func dump(tree: BoxTree, resources: DocumentResources, faces: [FontFace]) -> String {
        var text = ""
        for index in pages.indices {
            let page = pages[index]
            text += "page \(index + 1) \(page.width.hundredths) x \(page.height.hundredths)\n"
            for item in page.firstItem..<page.firstItem + page.itemCount {
                for item in single(items[item]) {
                    text += "  " + line(item, tree, resources, faces) + "\n"
                }
            }
        }
        for index in leftOut.indices {
            let node = Int(tree.boxes[Int(leftOut[index])].node)
            let name =
                resources.nodeNames.indices.contains(node) ? resources.nodeNames[node] : "box"
            text += "left out \(name)\n"
        }
        return text
    }

    /// The characters a text item shows.
    ///
    /// - Parameters:
    ///   - item: a text item of this set.
    ///   - faces: the layouter's.
    /// - Returns: the characters of its glyphs.
    public func text(of item: PageItem, faces: [FontFace]) -> String {
        let scalars = faces[Int(item.font)].slices[Int(item.slice)].scalars
        var text = String.UnicodeScalarView()
        for index in Int(item.index)..<Int(item.index) + Int(item.count) {
            text.append(Unicode.Scalar(scalars[Int(glyphs.codes[index])]) ?? "\u{FFFD}")
        }
        return String(text)
    }

    /// Several texts on one baseline as an item each; any other item as it is.
    private func single(_ item: PageItem) -> [PageItem] {
        guard item.kind == .texts else { return [item] }
        return (0..<Int(item.count)).map { text($0, of: item) }
    }

    private func line(
        _ item: PageItem, _ tree: BoxTree, _ resources: DocumentResources, _ faces: [FontFace]
    ) -> String {
        var words = ["\(item.kind)"]
        words += [item.x, item.y, item.width, item.height].map(\.hundredths)
        if !item.color.isNone { words.append(item.color.hexadecimal) }
        switch item.kind {
        case .text:
            let font = resources.fonts[Int(item.font)]
            words.append("\(font.family)-\(font.weight)\(font.isItalic ? "i" : "")")
            words.append(item.size.hundredths)
            if item.spacing != .zero { words.append("spacing \(item.spacing.hundredths)") }
            words.append("“\(self.text(of: item, faces: faces))”")
        case .fill:
            if item.size > .zero { words.append("radius \(item.size.hundredths)") }
        case .stroke, .line:
            words.append("thickness \(item.spacing.hundredths)")
            let isLine = item.kind == .line
            if item.size > .zero, !isLine { words.append("radius \(item.size.hundredths)") }
            if item.dash != .none { words.append("\(item.dash)") }
            if item.size > .zero, isLine { words.append("gap \(item.size.hundredths)") }
        case .path:
            if item.spacing > .zero { words.append("thickness \(item.spacing.hundredths)") }
            if item.dash != .none { words.append("\(item.dash)") }
            words.append(path(item))
        case .vector: words.append(resources.vectors[Int(item.index)].name)
        case .push: words.append("\(item.index)°")
        case .texts, .pop, .beginArtifact, .endArtifact: break
        case .image: words.append(resources.images[Int(item.index)].name)
        case .symbol: words.append("“\(tree.bytes(tree.symbols[Int(item.index)].payload).string)”")
        case .link: words.append("“\(tree.bytes(tree.links[Int(item.index)]).string)”")
        }
        if item.box >= 0 { words.append("\(tree.boxes[Int(item.box)].role)") }
        return words.joined(separator: " ")
    }

    /// The segments of a path as in SVG, its points relative to the item's.
    private func path(_ item: PageItem) -> String {
        (Int(item.index)..<Int(item.index) + Int(item.count)).map { index in
            let segment = segments[index]
            switch segment.kind {
            case .move: return "M\(segment.end.hundredths)"
            case .line: return "L\(segment.end.hundredths)"
            case .curve:
                let controls = [segment.control1, segment.control2].map(\.hundredths)
                return "C\(controls.joined(separator: " ")) \(segment.end.hundredths)"
            case .close: return "Z"
            }
        }.joined(separator: " ")
    }
}

extension Point {
    /// Both coordinates in points with two decimals.
    fileprivate var hundredths: String { "\(x.hundredths),\(y.hundredths)" }
}
