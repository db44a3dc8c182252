import DocumentModel
import Drawings
import Expansion
import Expressions
import Images
import Markup
import Packs
import Primitives

/// Pictures of the pack: of pixels or of outlines.
extension TemplateCompiler {
    /// Adds an `<img>`; returns the number of its spec, nil where something is wrong.
    func addImage(_ element: Element, _ context: Context) -> Int32? {
        guard let src = element.attribute("src") else { return nil }
        let isVector = src.string.lowercased().hasSuffix(".svg")
        guard
            let picture = isVector
                ? addVector(element, src, context) : addPixels(element, src, context)
        else {
            _ = text(element, "alt", context)
            return nil
        }
        let width = length(element, "width", context)
        var height = length(element, "height", context)
        if element.attribute("height") == nil {
            height = Length(
                clamping: Int(width.milliPoints) * picture.height / max(picture.width, 1))
        }
        checkFigure(width, element, context)
        if !isVector { adviseOnImage(element, picture.width, width, context) }
        var spec = ImageSpec(
            image: picture.index, width: width, height: height,
            alternative: text(element, "alt", context) ?? .none, isVector: isVector)
        if !isVector {
            let density = min(
                inches(picture.width, on: width), inches(picture.height, on: height))
            if density < ImageSpec.leastDensity { spec.coarseness = max(density, 1) }
        }
        draft.imageSpecs.append(spec)
        return Int32(draft.imageSpecs.count - 1)
    }

    /// Pixels on an inch.
    private func inches(_ pixels: Int, on length: Length) -> Int32 {
        guard length > .zero else { return .max }
        return Int32(clamping: pixels * 72_000 / Int(length.milliPoints))
    }

    private typealias Picture = (index: Int32, width: Int, height: Int)

    private func addPixels(
        _ element: Element, _ src: Attribute, _ context: Context
    ) -> Picture? {
        guard let bytes = read(src, context) else { return nil }
        let ground =
            element.attribute("ground") == nil ? Color.none : color(element, "ground", 0, context)
        do throws(ImageError) {
            let size = try imageSize(of: bytes)
            var index = draft.images.firstIndex { $0.name == src.string && $0.ground == ground }
            if index == nil {
                // What is wrong behind the head is better known now than when the first bill is made.
                try checkImage(bytes)
                draft.images.append(
                    ImageResource(
                        name: src.string, mediaType: size.mediaType, bytes: bytes,
                        pixelWidth: size.width, pixelHeight: size.height, ground: ground))
                index = draft.images.count - 1
            }
            return (Int32(index ?? 0), size.width, size.height)
        } catch {
            draft.report(
                "F405", file: context.file, src.valueSpan, error.message, cure: error.cure)
            return nil
        }
    }

    private func addVector(
        _ element: Element, _ src: Attribute, _ context: Context
    ) -> Picture? {
        var index = draft.vectors.firstIndex { $0.name == src.string }
        if let ground = element.attribute("ground") {
            draft.report(
                "F104", file: context.file, ground.nameSpan,
                "a drawing has no ground, only pictures of pixels", cure: "draw it in the drawing")
        }
        if index == nil {
            guard let source = source(ofDrawing: src.string, context) else {
                return missing(src, context)
            }
            var reader = SVGReader(source)
            let vector = reader.read(name: src.string)
            draft.diagnostics += reader.diagnostics
            guard let vector else { return nil }
            draft.vectors.append(vector)
            index = draft.vectors.count - 1
        }
        guard let index else { return nil }
        let vector = draft.vectors[index]
        return (Int32(index), Int(vector.width.milliPoints), Int(vector.height.milliPoints))
    }

    private func read(_ src: Attribute, _ context: Context) -> [UInt8]? {
        guard let bytes = pack.read(src.string) else {
            _ = missing(src, context)
            return nil
        }
        return bytes
    }

    private func missing(_ src: Attribute, _ context: Context) -> Picture? {
        let fault = pack.fault(src.string, "picture")
        draft.report("F401", file: context.file, src.valueSpan, fault.message, cure: fault.cure)
        return nil
    }
}
