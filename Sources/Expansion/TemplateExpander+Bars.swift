import DocumentModel
import Expressions
import Payments
import Primitives

/// Bars that are too low to be scanned, and slips that are drawn as something no bank reads.
extension TemplateExpander {
    /// Reports bars that are lower than a slip's or, as what is not for payments, than a hand can scan.
    func checkHeight(
        _ step: Step, _ value: Value, _ payload: ByteView, _ spec: SymbolSpec,
        _ size: (width: Length, height: Length)
    ) {
        guard let least = leastHeight(payload, spec, size) else { return }
        findings.append(
            Finding(
                rule: least.isForPayment ? "payment.density" : "layout.symbol",
                severity: least.isHeld ? .hold : .warn,
                path: value.path >= 0 ? record.path(of: Int(value.path)) : "",
                place: template.resources.place(ofNode: Int(step.node)),
                message: "the symbol's bars are \(tenths(size.height)) mm high, less than "
                    + "\(tenths(least.height)) mm; " + least.norm,
                cure: "make them \(tenths(least.height)) mm high or higher"))
    }

    /// What the bars' height falls short of; nil where they are high enough.
    private func leastHeight(
        _ payload: ByteView, _ spec: SymbolSpec, _ size: (width: Length, height: Length)
    ) -> LeastBarHeight? {
        guard spec.symbology.isOfBars else { return nil }
        let slip = LeastBarHeight.ofSlip
        if spec.symbology == .interleaved2of5, size.height < slip.height,
            spec.isForPayment || payments.isCodeOfSlip(payload)
        {
            return slip
        }
        return LeastBarHeight.missed(by: size.height, width: size.width, as: spec.symbology)
    }

    /// Whether a symbol may show what it shows: a slip's code is Interleaved 2 of 5, and what GS1-128 holds are
    /// elements.
    ///
    /// Source: FEBRABAN, layout V7; Banco do Brasil, Doc5175; GS1 General Specifications, 3.
    func mayEncode(
        _ payload: ByteView, _ step: Step, _ value: Value, _ spec: SymbolSpec
    ) -> Bool {
        if spec.symbology != .interleaved2of5, payments.isCodeOfSlip(payload) {
            refuse(
                step, value,
                "the code of a slip is drawn as \(spec.symbology.name), banks read it as "
                    + "Interleaved 2 of 5 only",
                cure: "write <barcode kind=\"itf\" width=\"103mm\" height=\"13mm\" …>, or "
                    + "<payment of=\"…\">")
            return false
        }
        guard spec.symbology == .gs1_128 else { return true }
        do throws(PaymentError) {
            try GS1ElementString.check(writing: payload)
            return true
        } catch {
            refuse(
                step, value, "these are no elements of GS1: \(error.text) (\(error.rawValue))",
                cure: "write them as (01)04012345678901(10)ABC")
            return false
        }
    }

    private func refuse(_ step: Step, _ value: Value, _ message: String, cure: String) {
        findings.append(
            Finding(
                rule: "payment.symbol", severity: .reject,
                path: value.path >= 0 ? record.path(of: Int(value.path)) : "",
                place: template.resources.place(ofNode: Int(step.node)), message: message,
                cure: cure))
    }

    private func tenths(_ length: Length) -> Double {
        (length.points * 254 / 72).rounded() / 10
    }
}
