import Expressions
import Primitives
public import Records
import Vocabulary

/// What designers look up: functions and filters, elements.
extension Listing {
    /// Every function and filter of expressions.
    public static var functions: Listing {
        Listing(
            columns: ["name", "kind", "arguments", "gives", "meaning"],
            rows: functionReference.map { spec in
                [
                    .text(spec.name), .text(spec.isFilter ? "filter" : "function"),
                    .text(spec.arguments), .text(spec.result), .text(spec.summary),
                ]
            })
    }

    /// Every element of templates with its own attributes.
    public static var elements: Listing {
        Listing(
            columns: ["name", "attributes", "meaning"],
            rows: vocabulary.map { spec in
                [
                    .text(spec.name), .words(spec.attributes.map(\.name)), .text(spec.summary),
                ]
            })
    }
}
