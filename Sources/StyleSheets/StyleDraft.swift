package import DocumentModel
package import Primitives

/// A style while rules are applied to it: what `Style` holds, and what it will be worked out from.
package struct StyleDraft: Hashable {
    package var style = Style()
    /// Families by preference: what the first lacks is taken from the next.
    package var families: [String] = []
    var features = FontFeatures()
    package var weight = 400
    var isItalic = false
    /// Line height as a multiple of the font size in thousandths; 0: `style.lineHeight` is absolute.
    var lineFactor: Int32 = 1300
    /// What marks the items of a list.
    package var listStyle = ListStyle.disc
    /// Of the ground of a table's every second row.
    package var zebra = Color.none

    /// How boxes look where no rule says otherwise.
    package init() {}

    /// The draft of a child before its own rules: what is inherited, and defaults for the rest.
    package var inherited: StyleDraft {
        var child = StyleDraft()
        child.families = families
        child.features = features
        child.weight = weight
        child.isItalic = isItalic
        child.lineFactor = lineFactor
        child.listStyle = listStyle
        child.zebra = zebra
        child.style.fontSize = style.fontSize
        child.style.lineHeight = style.lineHeight
        child.style.letterSpacing = style.letterSpacing
        child.style.color = style.color
        child.style.align = style.align
        child.style.whiteSpace = style.whiteSpace
        child.style.hyphens = style.hyphens
        child.style.isUnderlined = style.isUnderlined
        child.style.orphans = style.orphans
        child.style.widows = style.widows
        return child
    }

    /// The style with its line height worked out; the font's index is still to be set.
    package var resolved: Style {
        var style = style
        if lineFactor > 0 {
            style.lineHeight = Length(
                clamping: (Int(style.fontSize.milliPoints) * Int(lineFactor) + 500) / 1000)
        }
        return style
    }

    /// The fonts asked for, by preference; their fallbacks are still to be set.
    package var fonts: [FontRequest] {
        (families.isEmpty ? [""] : families).map {
            FontRequest(family: $0, weight: weight, isItalic: isItalic, features: features)
        }
    }
}

/// What is wrong with a declaration.
package enum DeclarationError: Error {
    /// No such property; the nearest one if there is one.
    case property(near: String?)
    /// A property of CSS that is not printed; what to do instead.
    case refused(cure: String)
    /// The value does not fit; what would.
    case value(expected: String)
}

extension StyleDraft {
    /// Applies one declaration.
    package mutating func apply(_ property: String, _ value: StyleValue) throws(DeclarationError) {
        switch property {
        case "font-family": families = try value.families()
        case "font-variant-caps":
            features.remove(.smallCaps)
            if try value.choice(["normal": false, "small-caps": true]) {
                features.insert(.smallCaps)
            }
        case "font-variant-numeric": try applyFigures(value)
        case "hyphens":
            style.hyphens = try value.choice(["none": .none, "manual": .manual, "auto": .auto])
        case "font-size", "font-weight", "font-style", "line-height", "letter-spacing":
            try applyFont(property, value)
        case "color": style.color = try value.color()
        case "background": style.background = try value.color()
        case "text-align":
            style.align = try value.choice(
                [
                    "start": .start, "left": .start, "center": .center, "end": .end, "right": .end,
                    "decimal": .decimal,
                ])
        case "vertical-align":
            style.verticalAlign = try value.choice(
                ["top": .top, "middle": .middle, "bottom": .bottom, "baseline": .baseline])
        case "white-space":
            style.whiteSpace = try value.choice(
                ["normal": .normal, "nowrap": .nowrap, "break-all": .breakAll])
        case "text-decoration":
            style.isUnderlined = try value.choice(["none": false, "underline": true])
        case "rotate": style.rotation = try value.degrees()
        case "position":
            style.position = try value.choice(["static": .flow, "bottom": .bottom])
        case "break-before", "break-after", "break-inside", "orphans", "widows":
            try applyBreak(property, value)
        case "list-style", "zebra", "columns", "show": try applyFlow(property, value)
        case "width": style.width = try value.track(size: style.fontSize)
        case "height": style.height = try value.length(size: style.fontSize)
        case "min-height": style.minimumHeight = try value.length(size: style.fontSize)
        case "gap": style.gap = try value.length(size: style.fontSize)
        default:
            try applyEdges(property, value)
        }
    }

    private mutating func applyFont(
        _ property: String, _ value: StyleValue
    ) throws(DeclarationError) {
        switch property {
        case "font-size":
            style.fontSize = try value.length(
                size: style.fontSize, from: 1, to: 1000, "a size from 1pt to 1000pt")
        case "font-weight":
            if let named = ["normal": 400, "bold": 700][value.text] {
                weight = named
            } else if let number = Int(value.text), (100...900).contains(number) {
                weight = number
            } else {
                throw .value(expected: "normal, bold, or a number from 100 to 900")
            }
        case "font-style": isItalic = try value.choice(["normal": false, "italic": true])
        case "line-height":
            let expected = "a factor from 0.5 to 10, or a length from 1pt to 2000pt"
            if let factor = Double(value.text), factor != 0 {
                guard (0.5...10).contains(factor) else { throw .value(expected: expected) }
                lineFactor = Int32(factor * 1000 + 0.5)
            } else {
                style.lineHeight = try value.length(
                    size: style.fontSize, from: 1, to: 2000, expected)
                lineFactor = 0
            }
        default:
            style.letterSpacing =
                value.text == "normal"
                ? .zero : try value.spacing(size: style.fontSize)
        }
    }

    /// `tabular-nums oldstyle-nums`, in any order; one of widths and one of heights at most.
    private mutating func applyFigures(_ value: StyleValue) throws(DeclarationError) {
        var chosen = FontFeatures()
        if value.text != "normal" {
            for word in value.words {
                let known = FontFeatures.names.first {
                    $0.css == word && $0.feature != .smallCaps
                }
                guard let known else { throw .value(expected: StyleDraft.figures) }
                chosen.insert(known.feature)
            }
        }
        let widths: FontFeatures = [.tabularFigures, .proportionalFigures]
        let heights: FontFeatures = [.liningFigures, .oldStyleFigures]
        guard !chosen.isSuperset(of: widths), !chosen.isSuperset(of: heights) else {
            throw .value(expected: StyleDraft.figures)
        }
        features = features.intersection(.smallCaps).union(chosen)
    }

    private static let figures =
        "normal, or tabular-nums or proportional-nums, and lining-nums or oldstyle-nums"

    private mutating func applyBreak(
        _ property: String, _ value: StyleValue
    ) throws(DeclarationError) {
        let rules: [String: BreakRule] = ["auto": .auto, "avoid": .avoid, "page": .page]
        switch property {
        case "break-before": style.breakBefore = try value.choice(rules)
        case "break-after": style.breakAfter = try value.choice(rules)
        case "break-inside":
            style.breakInside = try value.choice(["auto": .auto, "avoid": .avoid])
        default:
            guard let lines = UInt8(value.text), lines > 0 else {
                throw .value(expected: "a number of lines from 1 to 255")
            }
            if property == "orphans" { style.orphans = lines } else { style.widows = lines }
        }
    }

    private mutating func applyFlow(
        _ property: String, _ value: StyleValue
    ) throws(DeclarationError) {
        switch property {
        case "list-style": listStyle = try value.choice(ListStyle.names)
        case "zebra": zebra = try value.color()
        case "show": style.isOptional = try value.choice(["always": false, "if-room": true])
        default:
            guard let columns = UInt8(value.text), (1...9).contains(columns) else {
                throw .value(expected: "a number of columns from 1 to 9")
            }
            style.columns = columns
        }
    }

    private mutating func applyEdges(
        _ property: String, _ value: StyleValue
    ) throws(DeclarationError) {
        let size = style.fontSize
        switch property {
        case "margin": style.margin = try value.edges(size: size)
        case "padding": style.padding = try value.edges(size: size)
        case "border-width": style.border = try value.edges(size: size)
        case "border-radius": style.radius = try value.length(size: size)
        case "border-color": style.borderColor = try value.color()
        case "border-style":
            style.borderLine = try value.choice(
                ["solid": .solid, "dashed": .dashed, "dotted": .dotted])
        case "border", "border-top", "border-right", "border-bottom", "border-left":
            try applyBorder(property, value)
        default:
            guard let path = StyleDraft.sides[property] else {
                let near = nearest(to: property, among: StyleProperty.names)
                throw .property(near: near)
            }
            style[keyPath: path] = try value.length(size: size)
        }
    }

    private static let sides: [String: any WritableKeyPath<Style, Length> & Sendable] = [
        "margin-top": \.margin.top, "margin-right": \.margin.right,
        "margin-bottom": \.margin.bottom, "margin-left": \.margin.left,
        "padding-top": \.padding.top, "padding-right": \.padding.right,
        "padding-bottom": \.padding.bottom, "padding-left": \.padding.left,
    ]

    /// `border: 0.5pt solid #ccc`, in any order; `none` removes it.
    private mutating func applyBorder(
        _ property: String, _ value: StyleValue
    ) throws(DeclarationError) {
        var width: Length?
        for word in value.words {
            let part = StyleValue(words: [word])
            if word == "none" {
                width = .zero
            } else if let line = ["solid": BorderLine.solid, "dashed": .dashed, "dotted": .dotted][
                word]
            {
                style.borderLine = line
            } else if let color = try? part.color() {
                style.borderColor = color
            } else if let length = try? part.length(size: style.fontSize) {
                width = length
            } else {
                throw .value(expected: "a width, solid, dashed or dotted, and a colour")
            }
        }
        guard let width else { throw .value(expected: "a width, such as 0.5pt") }
        switch property {
        case "border-top": style.border.top = width
        case "border-right": style.border.right = width
        case "border-bottom": style.border.bottom = width
        case "border-left": style.border.left = width
        default: style.border = Edges(top: width, right: width, bottom: width, left: width)
        }
    }
}
