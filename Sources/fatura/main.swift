import Foundation
import Glibc

/// The version that `--version` names.
let version = "0.1.0"

/// Writes a line to standard error.
func complain(_ text: String) { mutter(text + "\n") }

/// Writes to standard error as it is; a full disk or a reader that went away does not end what is being done.
func mutter(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

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
    for option in command.options + [help] {
        let short = option.short.map { "-\($0), " } ?? "    "
        let name =
            "--\(option.name)"
            + (option.value.map { option.isOptional ? "[=\($0)]" : " \($0)" } ?? "")
        text +=
            "  \(short)\(name.padding(toLength: 22, withPad: " ", startingAt: 0)) \(option.help)\n"
    }
    return text + "\nexample:\n  \(command.example)"
}

private func overview() -> String {
    var text = "usage: fatura COMMAND …\n\nTurns billing records into documents.\n\n"
    for command in commands {
        text +=
            "  \(command.name.padding(toLength: 10, withPad: " ", startingAt: 0)) \(command.summary)\n"
    }
    return text + "\n`fatura COMMAND --help` says more; `fatura --version` names the version."
}

private func run(_ arguments: [String]) -> ExitCode {
    guard let name = arguments.first else {
        complain(overview())
        return .usage
    }
    switch name {
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
