import DocumentModel
import Expansion
import Expressions
import Markup
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
        checkFigure(spec.width, element, context)
        spec.isPayment = isPayment
        spec.isForPayment = isPayment || context.isForPayment
        spec.isGrowing = context.symbolsGrow && isQR
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
        checkDensity(spec, element, context)
        checkBars(spec, element, context)
        checkQuietZone(spec, element, context)
        draft.symbolSpecs.append(spec)
        return Int32(draft.symbolSpecs.count - 1)
    }

    /// Reports a code to pay by that is too small for the fewest modules it can have.
    private func checkDensity(_ spec: SymbolSpec, _ element: Element, _ context: Context) {
        let isQR = spec.symbology == .qr
        guard spec.isForPayment, !context.isBlock, spec.width > .zero,
            let attribute = element.attribute(isQR ? "size" : "width")
        else { return }
        let isBoleto = spec.symbology == .interleaved2of5 && showsPaymentCode(element, context)
        guard isQR || isBoleto else { return }
        let (count, module) =
            isQR
            ? (21, PaymentMeasures.leastModule)
            : (PaymentMeasures.modulesOfBars, PaymentMeasures.leastBar)
        guard spec.width < .millimetres(module * Double(count)) else { return }
        draft.report(
            "F105", file: context.file, attribute.valueSpan,
            "no code to pay by can be scanned at \(attribute.string)",
            cure: "such codes have \(count) modules or more, of \(module) mm: "
                + "write \(isQR ? "7mm" : "103mm") or more")
    }

    /// The payment that a QR code is made of.
    private func payment(_ element: Element, _ context: Context) -> ExpressionCode? {
        guard let attribute = element.attribute("payment"),
            let payment = paymentEntry(attribute, context)
        else { return nil }
        if let value = element.attribute("value") {
            draft.report(
                "F107", file: context.file, value.nameSpan,
                "<qr> takes value or payment, not both", cure: "remove one of them")
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

    /// Compiles an attribute that is a number or amount; nil if it is missing or wrong.
    func numeric(
        _ element: Element, _ name: String, _ context: Context
    ) -> ExpressionCode? {
        guard let attribute = element.attribute(name),
            let value = expression(attribute, context)
        else { return nil }
        guard value.type == .number || value.type == .money else {
            wrong(attribute, "a number or money, not \(value.type.article)", context)
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
            wrong(attribute, "a \(type.name), not \(value.type.article)", context)
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
