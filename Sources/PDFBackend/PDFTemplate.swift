public import DocumentModel
public import Fonts
import Haru
import Images
import Primitives

/// What all PDF files of a template share, made once: fonts and pictures as finished objects.
///
/// Every file has the CMap and the first slice of every face, at the same numbers. Other slices and pictures
/// stand behind those, in a fixed order, in the files that use them. Immutable; one is shared by all workers.
public final class PDFTemplate: Sendable {
    /// The objects of every file.
    let core: HaruTemplate
    /// Distinct faces; `faceOfFont` leads to them.
    let faces: [FontFace]
    /// Index in `faces` of each font of the template.
    let faceOfFont: FrozenTable<UInt16>
    /// How many slices each face has.
    let sliceCounts: FrozenTable<Int>
    /// Number of each face's Type0 font of the first slice; −1 where that is an optional part too, because
    /// the face only stands in for others.
    let coreFontIDs: FrozenTable<Int>
    /// Parts that stand only in files that use them: later slices by face, pictures, vector pictures.
    let optional: [LazyPart]
    /// For each optional part: the face and slice, −1 and the picture, or −2 and the vector picture.
    let optionalNames: FrozenTable<OptionalName>
    /// Index in `optional` of each face's second slice, where that of its first slice would be one less.
    let firstOptional: FrozenTable<Int>
    /// Index in `optional` of the first picture.
    let firstImage: Int
    /// How many pictures.
    let imageCount: Int
    /// Index in `optional` of the first vector picture.
    let firstVector: Int
    /// How many vector pictures.
    let vectorCount: Int

    struct OptionalName: BitwiseCopyable, Sendable {
        var face: Int32
        var index: Int32
    }

    /// Says in place of a face that a part is a vector picture.
    static let vectorFace: Int32 = -2

    /// Makes the objects of a template.
    ///
    /// - Parameters:
    ///   - resources: fonts and pictures of the template.
    ///   - faces: the face of each of `resources.fonts`, in their order; the same one may stand twice.
    /// - Throws: `PDFError.image` for a picture that cannot be used, `PDFError.faceCount`, `PDFError.haru` when
    ///   another libharu is loaded than this program was written for.
    /// - Complexity: decodes and deflates every picture; when a template is compiled.
    public init(resources: DocumentResources, faces: [FontFace]) throws(PDFError) {
        guard faces.count == resources.fonts.count else {
            throw .faceCount(wanted: resources.fonts.count, found: faces.count)
        }
        var distinct: [FontFace] = []
        var faceOfFont: [UInt16] = []
        for face in faces {
            if let known = distinct.firstIndex(where: { $0 === face }) {
                faceOfFont.append(UInt16(known))
            } else {
                faceOfFont.append(UInt16(distinct.count))
                distinct.append(face)
            }
        }
        self.faces = distinct
        self.faceOfFont = FrozenTable(faceOfFont)
        sliceCounts = FrozenTable(distinct.map(\.slices.count))
        let standIns = PDFTemplate.standIns(resources, faceOfFont, count: distinct.count)
        (core, coreFontIDs) = try PDFTemplate.makeCore(distinct, without: standIns)
        var extras = PDFTemplate.makeLaterSlices(distinct, standIns)
        firstOptional = FrozenTable(extras.firsts)
        firstImage = extras.parts.count
        imageCount = resources.images.count
        for (index, image) in resources.images.enumerated() {
            let part = try PDFTemplate.makeImage(image)
            extras.parts.append(LazyPart { part })
            extras.names.append(OptionalName(face: -1, index: Int32(index)))
        }
        firstVector = extras.parts.count
        vectorCount = resources.vectors.count
        for (index, vector) in resources.vectors.enumerated() {
            let part = makeVectorPart(vector)
            extras.parts.append(LazyPart { part })
            extras.names.append(
                OptionalName(face: PDFTemplate.vectorFace, index: Int32(index)))
        }
        optional = extras.parts
        optionalNames = FrozenTable(extras.names)
    }

    /// Whether each face is there for characters that others lack, and no style's own.
    private static func standIns(
        _ resources: DocumentResources, _ faceOfFont: [UInt16], count: Int
    ) -> [Bool] {
        var standIns = [Bool](repeating: false, count: count)
        for font in resources.fonts where faceOfFont.indices.contains(font.fallback) {
            standIns[Int(faceOfFont[font.fallback])] = true
        }
        for index in 0..<resources.styles.count {
            let font = Int(resources.styles[index].font)
            if font < faceOfFont.count { standIns[Int(faceOfFont[font])] = false }
        }
        return standIns
    }

    private static func makeCore(
        _ faces: [FontFace], without standIns: [Bool]
    ) throws(PDFError) -> (HaruTemplate, FrozenTable<Int>) {
        let cmapID = HaruTemplate.firstID
        var parts: [HaruTemplate.Part] = []
        var fontIDs: [Int] = []
        func append(_ part: PDFPart) {
            let firstID = HaruTemplate.firstID + parts.count
            for index in 0..<part.count {
                var body = ByteBuffer()
                part.appendBody(index, firstID: firstID, to: &body)
                parts.append(
                    HaruTemplate.Part(
                        body: body.view.bytes,
                        data: part.isStream(index) ? part.data(index).bytes : nil))
            }
        }
        append(makeCMapPart())
        for (face, isStandIn) in zip(faces, standIns) {
            if isStandIn {
                fontIDs.append(-1)
                continue
            }
            append(makeFontPart(face.slices[0], cmapID: cmapID))
            fontIDs.append(HaruTemplate.firstID + parts.count - 1)
        }
        do throws(HaruError) {
            return (try HaruTemplate(parts), FrozenTable(fontIDs))
        } catch {
            throw .haru(error)
        }
    }

    private static func makeLaterSlices(
        _ faces: [FontFace], _ standIns: [Bool]
    ) -> (parts: [LazyPart], names: [OptionalName], firsts: [Int]) {
        var parts: [LazyPart] = []
        var names: [OptionalName] = []
        var firsts: [Int] = []
        for (face, fontFace) in faces.enumerated() {
            let fewest = standIns[face] ? 0 : 1
            firsts.append(parts.count + 1 - fewest)
            for (slice, content) in fontFace.slices.enumerated().dropFirst(fewest) {
                parts.append(
                    LazyPart { makeFontPart(content, cmapID: HaruTemplate.firstID) })
                names.append(OptionalName(face: Int32(face), index: Int32(slice)))
            }
        }
        return (parts, names, firsts)
    }

    private static func makeImage(_ image: ImageResource) throws(PDFError) -> PDFPart {
        do throws(ImageError) {
            return makeImagePart(try DecodedImage(image.bytes, ground: image.ground))
        } catch {
            throw .image(name: image.name, error)
        }
    }
}
