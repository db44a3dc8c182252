import DocumentModel
import Primitives

/// Texts that nobody can see: in the colour of their ground, or too small to be type.
extension TemplateCompiler {
    /// Least contrast at which type can be made out at all.
    private static let leastTrace = 1.5
    /// Smallest type that can be made out with good eyes.
    private static let leastType = Length.points(4.5)

    /// Notes whether the text of an element can be seen where it stands.
    func noteSight(_ context: Context) {
        let place = UnseenText(
            file: draft.files[context.file].file, span: context.element, reason: "")
        guard let reason = blindness(context) else {
            draft.seen.insert(place)
            return
        }
        draft.unseen.append(
            UnseenText(file: place.file, span: place.span, reason: reason))
    }

    private func blindness(_ context: Context) -> String? {
        let style = context.draft.style
        if style.fontSize < TemplateCompiler.leastType {
            return "it is \(style.fontSize.points) pt high"
        }
        guard !style.color.isNone else { return "it has no colour" }
        guard contrast(style.color, context.ground) < TemplateCompiler.leastTrace else {
            return nil
        }
        return "it is \(name(of: style.color)) on \(name(of: context.ground))"
    }
}
