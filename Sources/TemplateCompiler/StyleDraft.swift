import DocumentModel
import Primitives

/// A style while rules are applied to it: what `Style` holds, and what it will be worked out from.
struct StyleDraft: Hashable {
    var style = Style()
    var family = ""
    var weight = 400
    var isItalic = false
    /// Line height as a multiple of the font size in thousandths; 0: `style.lineHeight` is absolute.
    var lineFactor: Int32 = 1300

    /// The draft of a child before its own rules: what is inherited, and defaults for the rest.
    var inherited: StyleDraft {
        var child = StyleDraft()
        child.family = family
        child.weight = weight
        child.isItalic = isItalic
        child.lineFactor = lineFactor
        child.style.fontSize = style.fontSize
        child.style.lineHeight = style.lineHeight
        child.style.letterSpacing = style.letterSpacing
        child.style.color = style.color
        child.style.align = style.align
        child.style.whiteSpace = style.whiteSpace
        child.style.isUnderlined = style.isUnderlined
        child.style.orphans = style.orphans
        child.style.widows = style.widows
        return child
    }

    /// The style with its line height worked out; the font's index is still to be set.
    var resolved: Style {
        var style = style
        if lineFactor > 0 {
            style.lineHeight = Length(
                clamping: (Int(style.fontSize.milliPoints) * Int(lineFactor) + 500) / 1000)
        }
        return style
    }

    /// The font asked for.
    var font: FontRequest { FontRequest(family: family, weight: weight, isItalic: isItalic) }
}

/// What is wrong with a declaration.
enum DeclarationError: Error {
    /// No such property; the nearest one if there is one.
    case property(near: String?)
    /// A property of CSS that is not printed; what to do instead.
    case refused(cure: String)
    /// The value does not fit; what would.
    case value(expected: String)
}

extension StyleDraft {
    /// Applies one declaration.
    mutating func apply(_ property: String, _ value: StyleValue) throws(DeclarationError) {
        switch property {
        case "font-family": family = value.words.joined(separator: " ")
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
        case "font-size": style.fontSize = try value.length(size: style.fontSize)
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
            if let factor = Double(value.text), factor > 0, factor < 10 {
                lineFactor = Int32(factor * 1000 + 0.5)
            } else {
                style.lineHeight = try value.length(size: style.fontSize)
                lineFactor = 0
            }
        default:
            style.letterSpacing =
                value.text == "normal"
                ? .zero : try value.length(size: style.fontSize, mayBeNegative: true)
        }
    }

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
                if let cure = StyleProperty.refused[property] { throw .refused(cure: cure) }
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
