// What enters this room is a pack as its designer has it; what leaves is what they want to know of it:
// what is wrong, what could be better, what the engine offers.

/// A code of the diagnostics: what it means, an example, and what mends it.
public struct ErrorReference: Sendable {
    /// Something wrong and the same thing right, as they stand in a pack.
    public enum Example: Sendable {
        /// What stands in `<template>`.
        case body(wrong: String, right: String)
        /// What stands in `<style>`.
        case style(wrong: String, right: String)
        /// A file of the pack, with what stands in `<template>`; `rightBody` if that is to change.
        case file(
            String, wrong: String, right: String, body: String = "<p>x</p>",
            rightBody: String? = nil)
        /// Cannot be shown in a few lines.
        case none
    }

    /// Stable code, such as `F104`; `F8…` is advice.
    public let code: String
    /// A few words.
    public let title: String
    /// What it means.
    public let meaning: String
    /// What mends it.
    public let cure: String
    /// Something wrong, and the same thing right.
    public let example: Example

    init(
        _ code: String, _ title: String, _ meaning: String, cure: String, _ example: Example = .none
    ) {
        self.code = code
        self.title = title
        self.meaning = meaning
        self.cure = cure
        self.example = example
    }

    /// Whether it is advice only.
    public var isAdvice: Bool { code.hasPrefix("F8") }

    /// Every code, in the order of the reference.
    public static let all: [ErrorReference] =
        markup + expressions + styles + files + fonts + engine + runs + advice + deliveries

    /// The entry of a code; letters in either case.
    public static func entry(_ code: String) -> ErrorReference? {
        all.first { $0.code == code.uppercased() }
    }
}
