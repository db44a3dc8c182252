import Foundation
import Glibc

/// The version that `--version` names.
let version = "0.1.0"

/// Says what is wrong on standard error.
func complain(_ text: String) { StandardError.write(text + "\n", patience: .full) }

/// Says on standard error what is good to know, unless nobody reads it.
func remark(_ text: String) { StandardError.write(text + "\n", patience: .short) }

/// Says on standard error how far something is, if that can be read at once.
///
/// - Returns: whether it was told.
@discardableResult
func mutter(_ text: String) -> Bool { StandardError.write(text, patience: .none) }

/// Takes the places of standard streams that are closed, by a file that refuses what they are for: the next file that
/// is opened would be one of them, and be written into.
private func holdStandardStreams() {
    for (stream, access) in [
        (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(stream, F_GETFD) < 0 {
        _ = unsafe open("/dev/null", access)
    }
}

private let help = OptionSpec(name: "help", short: "h", value: nil, help: "this text")

private func usage(_ command: CommandSpec) -> String {
    var text = "usage: fatura \(command.name) \(command.usage)\n\n\(command.summary)\n\n"
    let options = command.options + [help]
    let names = options.map { option in
        "--\(option.name)"
            + (option.value.map { option.isOptional ? "[=\($0)]" : " \($0)" } ?? "")
    }
    for (option, name) in zip(options, names) {
        let short = option.short.map { "-\($0), " } ?? "    "
        text += "  \(short)\(padded(name, among: names)) \(option.help)\n"
    }
    return text + "\nexample:\n  \(command.example)"
}

/// A name with blanks behind it, as long as the longest of all.
private func padded(_ name: String, among names: [String]) -> String {
    name + String(repeating: " ", count: (names.map(\.count).max() ?? 0) - name.count)
}

private func overview() -> String {
    var text = "usage: fatura COMMAND …\n\nTurns billing records into documents.\n\n"
    for command in commands {
        text += "  \(padded(command.name, among: commands.map(\.name))) \(command.summary)\n"
    }
    return text + "\n`fatura COMMAND --help` says more; `fatura --version` names the version."
}

private func run(_ arguments: [String]) -> ExitCode {
    guard let name = arguments.first else {
        complain(overview())
        return .usage
    }
    switch name {
    case "help" where arguments.count > 1: return run([arguments[1], "--help"])
    case "--help", "-h", "help":
        print(overview())
        return .done
    case "--version":
        print("fatura \(version)")
        return .done
    default: break
    }
    guard let command = commands.first(where: { $0.name == name }) else {
        complain("fatura: there is no command “\(name)”; see fatura --help")
        return .usage
    }
    let known = CommandSpec(
        name: command.name, summary: command.summary, usage: command.usage,
        operands: command.operands, options: command.options + [help], example: command.example,
        run: command.run)
    do throws(UsageError) {
        let read = try Arguments(Array(arguments.dropFirst()), known)
        if read.has("help") {
            print(usage(command))
            return .done
        }
        return command.run(read)
    } catch {
        complain("fatura \(name): \(error.message)\nfatura \(name) --help says more")
        return .usage
    }
}

holdStandardStreams()
// A reader that goes away is an error of the write, not the end of the process.
signal(SIGPIPE, SIG_IGN)
// So is a file that may grow no more (ulimit -f).
signal(SIGXFSZ, SIG_IGN)
exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
