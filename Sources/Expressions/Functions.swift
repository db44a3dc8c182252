/// A function or filter of the language: what it is called, takes and gives.
public struct FunctionSpec: Sendable {
    /// Its name in expressions.
    public let name: String
    /// Whether it stands behind a bar: `value | name(…)`.
    public let isFilter: Bool
    /// Its arguments in words.
    public let arguments: String
    /// What it gives, in words.
    public let result: String
    /// One line for the reference.
    public let summary: String
}

/// Number of each function and filter in compiled programs.
enum Function: Int32, CaseIterable {
    case sum, count, min, max, avg, first, last, take
    case abs, round, divide
    case money, number, percent, date, month, weekday, duration, bytes, phone, mask
    case upper, lower, title, pad, cpf, cnpj, cep, digits, iban, reference

    /// Name in expressions.
    var name: String { String(describing: self) }
}

/// Every function and filter, in the order of the reference.
public let functionReference: [FunctionSpec] = [
    .init(
        name: "sum", isFilter: false, arguments: "list [, it.…]", result: "as its elements",
        summary: "Sum of numbers or amounts; 0 for an empty list."),
    .init(
        name: "count", isFilter: false, arguments: "list", result: "number",
        summary: "Number of elements; 0 if the list is not in the record."),
    .init(
        name: "min", isFilter: false, arguments: "list [, it.…]", result: "as its elements",
        summary: "Smallest element."),
    .init(
        name: "max", isFilter: false, arguments: "list [, it.…]", result: "as its elements",
        summary: "Largest element."),
    .init(
        name: "avg", isFilter: false, arguments: "list, places", result: "as its elements",
        summary: "Mean, rounded half up to so many places."),
    .init(
        name: "first", isFilter: false, arguments: "list", result: "element",
        summary: "First element."),
    .init(
        name: "last", isFilter: false, arguments: "list", result: "element",
        summary: "Last element."),
    .init(
        name: "take", isFilter: false, arguments: "list, number", result: "list",
        summary: "The first so many elements; with a negative number the last so many."),
    .init(
        name: "where", isFilter: false, arguments: "list, condition on it", result: "list",
        summary: "The elements for which the condition holds."),
    .init(
        name: "map", isFilter: false, arguments: "list, expression on it", result: "list",
        summary: "The expression's value for each element."),
    .init(
        name: "any", isFilter: false, arguments: "list, condition on it", result: "bool",
        summary: "Whether the condition holds for an element."),
    .init(
        name: "all", isFilter: false, arguments: "list, condition on it", result: "bool",
        summary: "Whether the condition holds for every element."),
    .init(
        name: "groupBy", isFilter: false, arguments: "list, key of it", result: "list of groups",
        summary:
            "Groups of elements with one key, in the order of their first; each has key, items."),
    .init(
        name: "sortBy", isFilter: false, arguments: "list, key of it", result: "list",
        summary: "The elements by rising key; equal ones keep their order, absent keys come first."),
    .init(
        name: "abs", isFilter: false, arguments: "number or money", result: "the same",
        summary: "The value without its sign."),
    .init(
        name: "round", isFilter: false, arguments: "number or money, places", result: "the same",
        summary: "Rounded half up to so many places."),
    .init(
        name: "divide", isFilter: false, arguments: "a, b, places", result: "number or money",
        summary: "Quotient, rounded half up to so many places; nothing when b is 0."),
    .init(
        name: "t", isFilter: false, arguments: "'key'", result: "text",
        summary: "The pack's string in the document's language."),
    .init(
        name: "money", isFilter: true, arguments: "['bare' | 'spaced']", result: "text",
        summary: "Amount with the currency's sign and decimals; 'bare' leaves the sign out; "
            + "'spaced' is “1 949.75” in every locale, as on Swiss payment parts."),
    .init(
        name: "number", isFilter: true, arguments: "[places]", result: "text",
        summary: "Number with the locale's separators; as many places as it has, or so many."),
    .init(
        name: "percent", isFilter: true, arguments: "[places]", result: "text",
        summary: "Number followed by %; 18 gives “18%”."),
    .init(
        name: "date", isFilter: true, arguments: "['short' | 'long' | 'day' | pattern]",
        result: "text", summary: "Date by the locale, or by a pattern of d M y letters."),
    .init(
        name: "month", isFilter: true, arguments: "['short' | 'long' | 'year']", result: "text",
        summary: "Month of a cycle or date: “nov”, “novembro”, “novembro de 2026”."),
    .init(
        name: "weekday", isFilter: true, arguments: "['short' | 'long']", result: "text",
        summary: "Weekday of a date."),
    .init(
        name: "duration", isFilter: true, arguments: "", result: "text",
        summary: "Seconds as HH:MM:SS."),
    .init(
        name: "bytes", isFilter: true, arguments: "", result: "text",
        summary: "Bytes as kB, MB, GB or TB of 1000."),
    .init(
        name: "phone", isFilter: true, arguments: "", result: "text",
        summary: "Brazilian telephone number as (11) 98765-4321."),
    .init(
        name: "mask", isFilter: true, arguments: "", result: "text",
        summary: "CPF with its ends hidden, ***.456.789-**; a CNPJ is public and printed whole."),
    .init(
        name: "upper", isFilter: true, arguments: "", result: "text", summary: "Capital letters."),
    .init(name: "lower", isFilter: true, arguments: "", result: "text", summary: "Small letters."),
    .init(
        name: "title", isFilter: true, arguments: "", result: "text",
        summary: "Each word with a capital first letter."),
    .init(
        name: "default", isFilter: true, arguments: "value", result: "the same",
        summary: "The value, or the other one when it is absent or empty."),
    .init(
        name: "pad", isFilter: true, arguments: "width", result: "text",
        summary: "Filled with zeros at the left to so many characters."),
    .init(name: "cpf", isFilter: true, arguments: "", result: "text", summary: "000.000.000-00."),
    .init(
        name: "cnpj", isFilter: true, arguments: "", result: "text",
        summary: "00.000.000/0000-00."),
    .init(name: "cep", isFilter: true, arguments: "", result: "text", summary: "00000-000."),
    .init(
        name: "digits", isFilter: true, arguments: "", result: "text",
        summary: "Linha digitável of a 44-digit bar code, boleto or arrecadação, with its mask."),
    .init(
        name: "iban", isFilter: true, arguments: "", result: "text",
        summary: "Account number in groups of four."),
    .init(
        name: "reference", isFilter: true, arguments: "", result: "text",
        summary: "RF18 5390 0754 7034 (ISO 11649), or 27 digits as two and groups of five."),
]
