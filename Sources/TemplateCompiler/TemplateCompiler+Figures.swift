import DocumentModel
import Expressions
import Primitives

/// Pictures, codes and charts.
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

    private func addSymbol(_ element: Element, _ context: Context) -> Int32? {
        let isQR = element.name == "qr"
        let isPayment = isQR && element.attribute("payment") != nil
        let code =
            isPayment ? payment(element, context) : text(element, "value", context)
        guard let value = code else {
            if isQR, !isPayment, element.attribute("value") == nil {
                draft.report(
                    "F106", file: context.file, element.span,
                    "<qr> needs what is encoded: value or payment",
                    cure: "write value=\"{{ … }}\" or payment=\"…\"")
            }
            return nil
        }
        var spec = SymbolSpec(
            symbology: .qr, level: 1, value: value,
            width: length(element, isQR ? "size" : "width", context), height: .zero,
            reservesQuietZone: choice(element, "quiet", ["keep": true, "none": false], context)
                ?? isQR,
            alternative: text(element, "alt", context) ?? .none)
        spec.isPayment = isPayment
        spec.height = isQR ? spec.width : length(element, "height", context)
        if isQR {
            spec.mark = choice(element, "mark", ["swiss-cross": .swissCross], context) ?? .none
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

    /// The payment that a QR code is made of.
    private func payment(_ element: Element, _ context: Context) -> ExpressionCode? {
        guard let attribute = element.attribute("payment"),
            let payment = expression(attribute, context)
        else { return nil }
        if let value = element.attribute("value") {
            draft.report(
                "F107", file: context.file, value.nameSpan,
                "<qr> takes value or payment, not both", cure: "remove one of them")
        }
        let types = draft.builder.schema.types
        guard case .object(let type) = payment.type, PaymentFields.types.contains(types[type].name)
        else {
            wrong(attribute, "one of payments, not a \(payment.type.name)", context)
            return nil
        }
        return payment.code
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

    private func addChart(_ element: Element, _ context: Context) -> Int32? {
        guard let list = expression(element.attribute("each"), context),
            let name = element.attribute("as")
        else { return nil }
        guard case .list(let type) = list.type else {
            if let attribute = element.attribute("each") {
                wrong(attribute, "a list, not a \(list.type.name)", context)
            }
            return nil
        }
        checkName(name, context)
        var inner = context
        let slot = draft.builder.addLocal()
        inner.scope.locals[name.string] = .init(slot: slot, type: type)
        guard choice(element, "kind", ["column": true], context) == true,
            let value = numeric(element, "value", inner),
            let cycle = typed(element, "cycle", .cycle, inner),
            let until = typed(element, "until", .cycle, context),
            let cycles = element.attribute("cycles"),
            let alternative = text(element, "alt", context)
        else { return nil }
        guard let count = Int32(cycles.string), (2...60).contains(count) else {
            wrong(cycles, "a number of months from 2 to 60", context)
            return nil
        }
        draft.chartSpecs.append(
            ChartSpec(
                list: list.code, slot: Int32(slot), value: value, cycle: cycle, until: until,
                cycles: count, text: text(element, "text", inner),
                average: element.attribute("average") == nil
                    ? nil : numeric(element, "average", context),
                averageText: text(element, "average-text", context),
                height: length(element, "height", context),
                color: color(element, "color", 0xC4C9D4, context),
                highlightColor: color(element, "highlight-color", 0x333333, context),
                lineColor: color(element, "line-color", 0x6B7280, context),
                alternative: alternative))
        return Int32(draft.chartSpecs.count - 1)
    }

    private func numeric(
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

    private func typed(
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
