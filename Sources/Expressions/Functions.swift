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
    case abs, round, divide, amount
    case flatten, join, length, indexOf, startsWith, endsWith
    case cycle, addDays, addMonths, startOfMonth, endOfMonth, year, monthNumber, day, weekdayNumber
    case addBusinessDays, nextBusinessDay, previousBusinessDay, businessDaysBetween, isBusinessDay
    case money, number, percent, date, month, weekday, duration, bytes, phone, mask
    case upper, lower, title, pad, cpf, cnpj, cep, digits, iban, reference

    /// Name in expressions.
    var name: String { String(describing: self) }

    /// Those that do not stand behind a bar.
    static let notFilters: Set<Function> = Set(
        allCases.filter { $0.rawValue < Function.money.rawValue })
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
        summary: "Mean, rounded to so many places as the pack states."),
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
            "Groups of elements with one key, in the order of their first; each has key and items, "
            + "and can be gone through and grouped again."),
    .init(
        name: "sortBy", isFilter: false, arguments: "list, key of it [, 'asc' | 'desc']",
        result: "list",
        summary:
            "The elements by rising or falling key; equal ones keep their order, absent keys count "
            + "as smallest."),
    .init(
        name: "distinct", isFilter: false, arguments: "list [, key of it]", result: "list",
        summary: "The first of the elements that are, or have a key, equal."),
    .init(
        name: "flatten", isFilter: false, arguments: "list of lists", result: "list",
        summary: "The elements of all lists, one behind another: flatten(lines.adjustments)."),
    .init(
        name: "join", isFilter: false, arguments: "list, separator", result: "text",
        summary: "The elements as texts with the separator between them; absent ones are left out."),
    .init(
        name: "abs", isFilter: false, arguments: "number or money", result: "the same",
        summary: "The value without its sign."),
    .init(
        name: "round", isFilter: false, arguments: "number or money, places", result: "the same",
        summary: "Rounded to so many places as the pack states: halves up, to even, or down."),
    .init(
        name: "divide", isFilter: false, arguments: "a, b, places", result: "number or money",
        summary: "Quotient, rounded to so many places as the pack states; nothing when b is 0."),
    .init(
        name: "amount", isFilter: false, arguments: "number", result: "money",
        summary: "The number as money in the record's currency: amount(0)."),
    .init(
        name: "concat", isFilter: false, arguments: "a, b, …", result: "text",
        summary: "The values as texts, one behind another."),
    .init(
        name: "length", isFilter: false, arguments: "text", result: "number",
        summary: "How many characters the text has."),
    .init(
        name: "indexOf", isFilter: false, arguments: "text, text | list, element", result: "number",
        summary: "Where the second stands first in the first one, from 0; nothing when nowhere."),
    .init(
        name: "startsWith", isFilter: false, arguments: "text, text", result: "bool",
        summary: "Whether the first begins with the second."),
    .init(
        name: "endsWith", isFilter: false, arguments: "text, text", result: "bool",
        summary: "Whether the first ends with the second."),
    .init(
        name: "date", isFilter: false, arguments: "'YYYY-MM-DD'", result: "date",
        summary: "That day."),
    .init(
        name: "cycle", isFilter: false, arguments: "'YYYY-MM' | date", result: "cycle",
        summary: "That month, or the month of a date."),
    .init(
        name: "time", isFilter: false, arguments: "'HH:MM:SS'", result: "time",
        summary: "That time of day."),
    .init(
        name: "addDays", isFilter: false, arguments: "date, number", result: "date",
        summary: "So many days later or, below zero, earlier; the same as date + number."),
    .init(
        name: "addMonths", isFilter: false, arguments: "date or cycle, number",
        result: "the same",
        summary: "So many months later; a month that is too short gives its last day."),
    .init(
        name: "startOfMonth", isFilter: false, arguments: "date or cycle", result: "date",
        summary: "First day of the month."),
    .init(
        name: "endOfMonth", isFilter: false, arguments: "date or cycle", result: "date",
        summary: "Last day of the month."),
    .init(
        name: "year", isFilter: false, arguments: "date or cycle", result: "number",
        summary: "The year."),
    .init(
        name: "monthNumber", isFilter: false, arguments: "date or cycle", result: "number",
        summary: "The month, 1 to 12; its name is the filter month."),
    .init(
        name: "day", isFilter: false, arguments: "date", result: "number",
        summary: "The day of the month, 1 to 31."),
    .init(
        name: "weekdayNumber", isFilter: false, arguments: "date", result: "number",
        summary: "1 (Monday) to 7 (Sunday), ISO 8601; its name is the filter weekday."),
    .init(
        name: "addBusinessDays", isFilter: false, arguments: "date, number", result: "date",
        summary: "The business day so many after the date or, below zero, before it; 0: the date."),
    .init(
        name: "nextBusinessDay", isFilter: false, arguments: "date", result: "date",
        summary: "The date if it is a business day, else the next one."),
    .init(
        name: "previousBusinessDay", isFilter: false, arguments: "date", result: "date",
        summary: "The date if it is a business day, else the last one before it."),
    .init(
        name: "businessDaysBetween", isFilter: false, arguments: "date, date", result: "number",
        summary: "Business days behind the first, up to and with the second."),
    .init(
        name: "isBusinessDay", isFilter: false, arguments: "date", result: "bool",
        summary: "Whether the date is no weekend and no holiday of the template's calendar."),
    .init(
        name: "t", isFilter: false, arguments: "'key' [, count]", result: "text",
        summary:
            "The pack's string in the document's language, in the plural form of the count."),
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
        result: "text",
        summary: "Date by the locale, or by a pattern of d M y E, such as dd/MM/yyyy."),
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
