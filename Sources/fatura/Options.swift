/// An option of a command, as help, parser and completion know it.
struct OptionSpec: Sendable {
    /// Without the dashes.
    let name: String
    let short: Character?
    /// What stands for its value in help; nil for a flag.
    let value: String?
    /// Whether its value may be left out; then it is given behind `=` only.
    var isOptional = false
    /// Whether it may be given more than once, each time with another value.
    var isRepeatable = false
    let help: String

    // What several commands take.

    static let workers = OptionSpec(
        name: "workers", short: "w", value: "N", help: "as many as processors")
    static let fonts = OptionSpec(
        name: "fonts", short: nil, value: "PATH", help: "font catalogue (fonts/fonts.json)")
}

/// A command: what it takes and what it does.
struct CommandSpec: Sendable {
    let name: String
    let summary: String
    /// What follows the name in the usage line.
    let usage: String
    let operands: ClosedRange<Int>
    let options: [OptionSpec]
    let example: String
    let run: @Sendable (Arguments) -> ExitCode
}

/// What a process ends with, see `docs/operations.md`.
enum ExitCode: Int32 {
    case done = 0
    case usage = 1
    case template = 2
    case quarantined = 3
    case rejects = 4
    case notReconciled = 5
    case file = 6
    case interrupted = 7
}

/// A mistake in the arguments.
struct UsageError: Error {
    let message: String
}

/// The arguments of one command, read by the conventions of `getopt_long`.
///
/// Options and operands may be mixed; `--name=value`, `--name value`, `-nvalue` and `-n value` are the
/// same; long names may be shortened as long as they are clear; `--` ends the options.
struct Arguments {
    private(set) var operands: [String] = []
    private var values: [String: [String]] = [:]

    init(_ arguments: [String], _ command: CommandSpec) throws(UsageError) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            } else if word.hasPrefix("--") {
                try readLong(word.dropFirst(2), &rest, command)
            } else if word.hasPrefix("-"), word != "-" {
                try readShort(word.dropFirst(), &rest, command)
            } else {
                operands.append(word)
            }
        }
        guard values["help"] == nil else { return }
        guard command.operands.contains(operands.count) else {
            throw UsageError(
                message: operands.count < command.operands.lowerBound
                    ? "something is missing: fatura \(command.name) \(command.usage)"
                    : "unexpected operand “\(operands[command.operands.upperBound])”")
        }
    }

    private mutating func readLong(
        _ word: Substring, _ rest: inout ArraySlice<String>, _ command: CommandSpec
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        let fitting = command.options.filter { $0.name.hasPrefix(name) }
        guard let option = fitting.first(where: { $0.name == name }) ?? fitting.first,
            fitting.count == 1 || option.name == name
        else {
            throw UsageError(
                message: fitting.isEmpty
                    ? "there is no option --\(name)"
                    : "--\(name) could be " + fitting.map { "--\($0.name)" }.joined(separator: ", ")
            )
        }
        if option.value == nil {
            guard parts.count == 1 else {
                throw UsageError(message: "--\(option.name) takes no value")
            }
            values[option.name] = [""]
        } else if parts.count == 2 {
            try add(String(parts[1]), to: option)
        } else {
            try add(option.isOptional ? "" : try next(&rest, "--\(option.name)"), to: option)
        }
    }

    /// Which of two values is meant nobody knows.
    private mutating func add(_ value: String, to option: OptionSpec) throws(UsageError) {
        guard option.isRepeatable || values[option.name] == nil else {
            throw UsageError(message: "--\(option.name) is given twice")
        }
        values[option.name, default: []].append(value)
    }

    private mutating func readShort(
        _ word: Substring, _ rest: inout ArraySlice<String>, _ command: CommandSpec
    ) throws(UsageError) {
        var letters = word
        while let letter = letters.popFirst() {
            guard let option = command.options.first(where: { $0.short == letter }) else {
                throw UsageError(message: "there is no option -\(letter)")
            }
            guard option.value != nil else {
                values[option.name] = [""]
                continue
            }
            try add(letters.isEmpty ? try next(&rest, "-\(letter)") : String(letters), to: option)
            return
        }
    }

    private func next(
        _ rest: inout ArraySlice<String>, _ option: String
    ) throws(UsageError) -> String {
        guard let value = rest.popFirst() else {
            throw UsageError(message: "\(option) needs a value")
        }
        return value
    }

    /// Whether an option was given.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// An option's value.
    subscript(name: String) -> String? { values[name]?.last }

    /// All values of an option that may be given more than once, in their order.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// An option's value as a whole number in `range`; `standard` if it was not given.
    func number(
        _ name: String, in range: ClosedRange<Int>, standard: Int
    ) throws(UsageError) -> Int {
        guard let text = self[name] else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                message: "--\(name) takes a whole number from \(range.lowerBound) to "
                    + "\(range.upperBound), not “\(text)”")
        }
        return number
    }
}
