import DocumentModel
import Expressions
import Images
import Primitives

/// Pictures and codes; what figures have in common.
extension TemplateCompiler {
    func compileFigure(_ element: Element, _ context: Context) {
        var step = Step(operation: .image, role: .figure)
        switch element.name {
        case "img":
            guard let index = addImage(element, context) else { return }
            step.kind = .image
            step.a = index
        case "chart":
            guard let index = addChart(element, context) else { return }
            (step.operation, step.kind, step.a) = (.chart, .chart, index)
        default:
            guard let index = addSymbol(element, context) else { return }
            (step.operation, step.kind, step.a) = (.symbol, .symbol, index)
        }
        add(step, element, context)
    }

    private func addImage(_ element: Element, _ context: Context) -> Int32? {
        guard let src = element.attribute("src") else { return nil }
        guard let bytes = pack.read(src.string) else {
            draft.report(
                "F401", file: context.file, src.valueSpan, "there is no picture “\(src.string)”",
                cure: "paths start at the pack's folder")
            return nil
        }
        let size: (mediaType: String, width: Int, height: Int)
        do throws(ImageError) {
            size = try imageSize(of: bytes)
        } catch {
            draft.report(
                "F405", file: context.file, src.valueSpan, error.message, cure: error.cure)
            return nil
        }
        let width = length(element, "width", context)
        var height = length(element, "height", context)
        if element.attribute("height") == nil { height = width * size.height / size.width }
        let image = ImageResource(
            name: src.string, mediaType: size.mediaType, bytes: bytes, pixelWidth: size.width,
            pixelHeight: size.height)
        var index = draft.images.firstIndex { $0.name == src.string }
        if index == nil {
            draft.images.append(image)
            index = draft.images.count - 1
        }
        draft.imageSpecs.append(
            ImageSpec(
                image: Int32(index ?? 0), width: width, height: height,
                alternative: text(element, "alt", context) ?? .none))
        return Int32(draft.imageSpecs.count - 1)
    }

    private func addSymbol(_ element: Element, _ context: Context) -> Int32? {
        guard let value = text(element, "value", context) else { return nil }
        let isQR = element.name == "qr"
        var spec = SymbolSpec(
            symbology: .qr, level: 1, value: value,
            width: length(element, isQR ? "size" : "width", context), height: .zero,
            reservesQuietZone: choice(element, "quiet", ["keep": true, "none": false], context)
                ?? isQR,
            alternative: text(element, "alt", context) ?? .none)
        spec.height = isQR ? spec.width : length(element, "height", context)
        if isQR {
            spec.level = choice(element, "level", ["L": 0, "M": 1, "Q": 2, "H": 3], context) ?? 1
        } else {
            let kinds: [String: SymbolSpec.Symbology] = [
                "itf": .interleaved2of5, "code128": .code128, "gs1-128": .gs1_128, "ean13": .ean13,
                "datamatrix": .dataMatrix, "pdf417": .pdf417,
            ]
            guard let kind = choice(element, "kind", kinds, context) else { return nil }
            spec.symbology = kind
        }
        draft.symbolSpecs.append(spec)
        return Int32(draft.symbolSpecs.count - 1)
    }

    /// One of some words in an attribute; reports others.
    func choice<Result>(
        _ element: Element, _ name: String, _ choices: [String: Result], _ context: Context
    ) -> Result? {
        guard let attribute = element.attribute(name) else { return nil }
        if let result = choices[attribute.string] { return result }
        wrong(attribute, choices.keys.sorted().joined(separator: ", "), context)
        return nil
    }

    /// Compiles an attribute that is a number or amount; nil if it is missing or wrong.
    func numeric(
        _ element: Element, _ name: String, _ context: Context
    ) -> ExpressionCode? {
        guard let attribute = element.attribute(name),
            let value = expression(attribute, context)
        else { return nil }
        guard value.type == .number || value.type == .money else {
            wrong(attribute, "a number or money, not a \(value.type.name)", context)
            return nil
        }
        return value.code
    }

    /// Compiles an attribute that has a type; nil if it is missing or wrong.
    func typed(
        _ element: Element, _ name: String, _ type: ValueType, _ context: Context
    ) -> ExpressionCode? {
        guard let attribute = element.attribute(name),
            let value = expression(attribute, context)
        else { return nil }
        guard value.type == type else {
            wrong(attribute, "a \(type.name), not a \(value.type.name)", context)
            return nil
        }
        return value.code
    }

    /// A colour in an attribute; reports what is none.
    func color(
        _ element: Element, _ name: String, _ standard: UInt32, _ context: Context
    ) -> Color {
        guard let attribute = element.attribute(name) else { return .rgb(standard) }
        guard let color = draft.sheet.color(attribute.string) else {
            wrong(attribute, "a colour, such as #1a2b3c or var(--brand)", context)
            return .rgb(standard)
        }
        return color
    }
}
