import Expressions
import Primitives
import Symbology

/// The least width of a module, in millimetres.
///
/// For QR codes Pix recommends at least 0.375 mm; matrix modules below 0.3 mm are fewer than four dots of
/// a printer of 300 dpi. The bars of a boleto are 103 mm in 405 modules, 0.254 mm or 10 mil; bars below
/// 0.19 mm, 7.5 mil, are beyond ordinary printers and cameras.
private struct LeastModule {
    private(set) var toHold: Double
    private(set) var toWarn: Double

    init(_ symbology: SymbolSpec.Symbology) {
        switch symbology {
        case .qr: (toHold, toWarn) = (0.3, 0.375)
        case .dataMatrix: (toHold, toWarn) = (0.3, 0.3)
        case .interleaved2of5, .code128, .gs1_128, .ean13, .pdf417: (toHold, toWarn) = (0.19, 0.19)
        }
    }

    /// Of codes to pay by.
    init(toPay symbology: SymbolSpec.Symbology) {
        self.init(symbology)
        switch symbology {
        case .qr: toHold = PaymentMeasures.leastModule
        case .interleaved2of5:
            (toHold, toWarn) = (PaymentMeasures.leastBar, PaymentMeasures.leastBar)
        default: break
        }
    }
}

extension TemplateExpander {
    /// Reports a picture with too few pixels for its printed size.
    func reportCoarse(_ step: Step, _ spec: ImageSpec) {
        findings.append(
            Finding(
                rule: "layout.image", severity: .warn,
                place: template.resources.place(ofNode: Int(step.node)),
                message:
                    "the picture is printed with \(spec.coarseness) pixels an inch, fewer than "
                    + "\(ImageSpec.leastDensity)",
                cure: "give it more pixels, print it smaller, or use an SVG drawing"))
    }

    /// Reports a symbol whose modules are printed too small to be read.
    func checkModules(
        _ step: Step, _ value: Value, _ spec: SymbolSpec, _ shape: SymbolShape,
        _ size: (width: Length, height: Length)
    ) {
        let least =
            spec.isForPayment ? LeastModule(toPay: spec.symbology) : LeastModule(spec.symbology)
        let isMatrix = spec.symbology == .qr || spec.symbology == .dataMatrix
        var (length, count) = (size.width, max(shape.columns, 1))
        // The narrower way of a matrix that is not square.
        if isMatrix, size.height > .zero,
            size.height.points / Double(shape.rows)
                < length.points / Double(count)
        {
            (length, count) = (size.height, shape.rows)
        }
        guard length < .millimetres(least.toWarn * Double(count)) else { return }
        let isHeld = length < .millimetres(least.toHold * Double(count))
        let limit = isHeld ? least.toHold : least.toWarn
        let millimetres = length.points * 25.4 / 72
        let norm =
            switch spec.symbology {
            case .qr: "; Pix recommends 0.375 mm or more"
            case .interleaved2of5: "; a boleto has 0.254 mm"
            default: ""
            }
        findings.append(
            Finding(
                rule: spec.isForPayment && isHeld ? "payment.density" : "layout.symbol",
                severity: isHeld ? .hold : .warn,
                path: value.path >= 0 ? record.path(of: Int(value.path)) : "",
                place: template.resources.place(ofNode: Int(step.node)),
                message: "the symbol's modules are \(thousandths(millimetres / Double(count))) mm, "
                    + "less than \(limit) mm (\(count) in \(thousandths(millimetres)) mm)\(norm)",
                cure:
                    "make the symbol \(thousandths(limit * Double(count) + 0.0005)) mm or larger, "
                    + "or what it encodes shorter"))
    }

    private func thousandths(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
