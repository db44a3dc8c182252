/// An attribute of an element: its name, what its value is, and what it is for.
package struct AttributeSpec {
    /// What the value of an attribute is.
    package enum Value {
        /// Words shown to people; may hold `{{ expressions }}`.
        case text
        /// One expression, without braces.
        case expression
        /// Several expressions, parted by semicolons or, in a case, by commas.
        case expressions
        /// A new name for expressions to use.
        case identifier
        /// The name of a field in a record, parted by points.
        case path
        /// The type of a declared field.
        case fieldKind
        /// A name for messages.
        case name
        /// The key of a string in `strings/`.
        case key
        /// A path of a file inside the pack.
        case file
        /// BCP 47 tags, parted by blanks.
        case languages
        /// Names of classes, parted by blanks.
        case classes
        /// Names of channels, parted by blanks.
        case channels
        /// Schemes of payments, parted by blanks.
        case schemes
        /// A length with its unit.
        case length
        /// One to four lengths, as in CSS.
        case edges
        /// A length, share, percentage or `auto`.
        case track
        /// The name of a paper or two lengths.
        case paper
        /// A colour or `var(--name)`.
        case color
        /// Colours, parted by blanks.
        case colors
        /// A whole number.
        case integer
        /// One of some words.
        case choice([String])

        /// The value in the words of the reference.
        package var name: String {
            switch self {
            case .fieldKind: "field type"
            case .track: "width"
            case .choice(let words): words.joined(separator: ", ")
            default: "\(self)"
            }
        }
    }

    /// Whether an element must have it.
    enum Presence { case optional, required }

    package let name: String
    package let value: Value
    package let isRequired: Bool
    package let summary: String

    init(_ name: String, _ value: Value, _ presence: Presence, _ summary: String) {
        self.name = name
        self.value = value
        isRequired = presence == .required
        self.summary = summary
    }

    /// An attribute that may be left out.
    init(_ name: String, _ value: Value, _ summary: String) {
        self.init(name, value, .optional, summary)
    }
}
