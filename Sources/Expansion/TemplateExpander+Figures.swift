import DocumentModel
import Expressions
import Primitives
import Records
import Symbology

/// Pictures, and symbols of what the record says.
extension TemplateExpander {
    func appendImage(_ step: Step, _ tree: BoxTree) {
        let spec = template.images[Int(step.a)]
        let alternative = text(spec.alternative, into: tree)
        if spec.coarseness > 0 { reportCoarse(step, spec) }
        var box = Box(
            kind: .image, role: alternative.isEmpty ? .artifact : step.role, style: step.style,
            node: step.node)
        box.first = Int32(tree.images.count)
        tree.images.append(
            ImageBox(
                image: spec.image, width: spec.width, height: spec.height,
                alternative: alternative, isVector: spec.isVector))
        tree.append(box, to: open)
    }

    func appendSymbol(_ step: Step, _ tree: BoxTree) {
        let spec = template.symbols[Int(step.a)]
        let value = evaluator.evaluate(spec.value)
        guard value.tag == (spec.isPayment ? .object : .text), value.isTrue else {
            report(step, value, "there is nothing to encode")
            return
        }
        let payload: TextRange
        if spec.isPayment {
            guard let made = self.payload(of: value, step, tree) else { return }
            payload = made
        } else {
            payload = tree.append(text: evaluator.bytes(value))
        }
        guard mayEncode(tree.bytes(payload), step, value, spec) else { return }
        let shape: SymbolShape
        do throws(SymbologyError) {
            shape = try encode(spec, tree.bytes(payload), into: &tree.modules)
        } catch {
            report(step, value, error.message)
            return
        }
        let size = size(spec, shape)
        checkModules(step, value, spec, shape, size)
        checkHeight(step, value, tree.bytes(payload), spec, size)
        var box = Box(kind: .symbol, role: step.role, style: step.style, node: step.node)
        box.first = Int32(tree.symbols.count)
        box.path = value.path
        tree.symbols.append(
            SymbolBox(
                columns: Int32(shape.columns), rows: Int32(shape.rows),
                quietZone: Int32(shape.quietZone), firstRect: Int32(shape.firstRect),
                rectCount: Int32(shape.rectCount), width: size.width, height: size.height,
                reservesQuietZone: spec.reservesQuietZone, payload: payload,
                alternative: text(spec.alternative, into: tree)))
        tree.symbols[tree.symbols.count - 1].mark = spec.mark
        tree.symbols[tree.symbols.count - 1].isForPayment = spec.isForPayment
        tree.append(box, to: open)
    }

    /// Width and height of the dark part: as the template says, or larger where it leaves that open.
    private func size(
        _ spec: SymbolSpec, _ shape: SymbolShape
    ) -> (width: Length, height: Length) {
        guard spec.isGrowing else { return (spec.width, spec.height) }
        let side = max(
            spec.width, .millimetres(PaymentMeasures.wantedModule * Double(shape.columns)))
        return (side, side)
    }

    private func encode(
        _ spec: SymbolSpec, _ payload: ByteView, into modules: inout Pool<ModuleRect>
    ) throws(SymbologyError) -> SymbolShape {
        let symbology: BarSymbology
        switch spec.symbology {
        case .qr:
            return try qr.encode(
                payload, level: QRLevel(rawValue: spec.level) ?? .medium, into: &modules)
        case .interleaved2of5: symbology = .interleaved2of5
        case .code128: symbology = .code128
        case .gs1_128: symbology = .gs1_128
        case .ean13: symbology = .ean13
        case .dataMatrix: symbology = .dataMatrix
        case .pdf417: symbology = .pdf417
        }
        return try bars.encode(payload, as: symbology, into: &modules)
    }

    private func report(_ step: Step, _ value: Value, _ message: String) {
        findings.append(
            Finding(
                rule: "payment.symbol", severity: .reject,
                path: value.path >= 0 ? record.path(of: Int(value.path)) : "",
                place: template.resources.place(ofNode: Int(step.node)), message: message,
                cure: "give the record a payload that the symbol can hold"))
    }
}
