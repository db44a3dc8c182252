import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives

/// Bars whose kind or height is known to be wrong, whatever the record says.
extension TemplateCompiler {
    /// Reports a slip's code that is drawn as something else or too low, and other bars that are too low.
    func checkBars(_ spec: SymbolSpec, _ element: Element, _ context: Context) {
        guard !context.isBlock else { return }
        let isSlip = showsPaymentCode(element, context)
        guard !isSlip || spec.symbology == .interleaved2of5 else {
            return draft.report(
                "F105", file: context.file,
                element.attribute("kind")?.valueSpan ?? element.span,
                "the code of a slip is drawn as \(spec.symbology.name), banks read it as "
                    + "Interleaved 2 of 5 only",
                cure: "write <barcode kind=\"itf\" width=\"103mm\" height=\"13mm\" …>")
        }
        guard spec.symbology.isOfBars, spec.height > .zero,
            let attribute = element.attribute("height")
        else { return }
        let slip = LeastBarHeight.ofSlip
        if spec.symbology == .interleaved2of5, isSlip || spec.isForPayment {
            guard spec.height < slip.height else { return }
            draft.report(
                "F105", file: context.file, attribute.valueSpan,
                "no slip can be scanned at a height of \(attribute.string)",
                cure: "its bars are 13 mm high: write 13mm or more")
        } else if let least = LeastBarHeight.missed(
            by: spec.height, width: spec.width, as: spec.symbology)
        {
            draft.advise(
                "F819", file: context.file, attribute.valueSpan,
                "these bars are \(attribute.string) high; " + least.norm,
                cure: "make them \(millimetres(least.height)) high or higher")
        }
    }

    /// Whether a symbol encodes a payment's `code`, which has 44 digits.
    func showsPaymentCode(_ element: Element, _ context: Context) -> Bool {
        guard let value = element.attribute("value")?.string.filter({ $0 != " " }),
            value.hasPrefix("{{"), value.hasSuffix(".code}}")
        else { return false }
        let path = ExpressionText(bytes: Array(value.dropFirst(2).dropLast(7).utf8), start: 0)
        guard let payment = try? draft.builder.compile(path, scope: context.scope),
            case .object(let type) = payment.type
        else { return false }
        return PaymentFields.types.contains(draft.builder.schema.types[type].name)
    }
}
