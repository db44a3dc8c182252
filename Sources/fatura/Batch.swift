import BatchEngine
import Dispatch
import Expansion
import Foundation
import Glibc
import Primitives
import Rendering
import RunFolders
import Synchronization

/// Says on standard error how far a run is: a line that changes on a terminal, else a JSON object a second.
private final class BatchPrinter: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let start = DispatchTime.now().uptimeNanoseconds
    private let last = Mutex<UInt64>(0)

    /// Seconds since the command was given.
    var seconds: Double { Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 }

    func note(_ text: String) {
        clear()
        complain(text)
    }

    func clear() {
        if isTerminal { mutter("\r\u{1B}[K") }
    }

    func report(_ progress: BatchProgress) {
        let now = DispatchTime.now().uptimeNanoseconds
        let pause: UInt64 = isTerminal ? 200_000_000 : 1_000_000_000
        let isDue = last.withLock { last in
            guard now - last > pause else { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let line = BatchLine(progress, seconds: seconds)
        if isTerminal {
            clear()
            mutter(line.text)
        } else {
            complain(line.json)
        }
    }
}

/// `fatura batch`.
@Sendable func batch(_ arguments: Arguments) -> ExitCode {
    let options: BatchOptions
    do throws(UsageError) {
        options = try batchOptions(arguments)
    } catch {
        complain("fatura batch: \(error.message)")
        return .usage
    }
    guard let engine = openEngine(arguments) else { return .template }
    let printer = BatchPrinter()
    let run = BatchRun(
        engine: engine, options: options, version: version, report: { printer.report($0) },
        note: { printer.note($0) })
    let signals = stopping { run.stop() }
    defer { for signal in signals { signal.cancel() } }
    do throws(RunFailure) {
        let outcome = try run.run()
        printer.clear()
        complain(BatchLine(outcome.progress, seconds: printer.seconds).summary(options.folder))
        return outcome.tally.rendered == outcome.tally.records ? .done : .quarantined
    } catch {
        printer.clear()
        for diagnostic in error.diagnostics.all { complain(diagnostic.text) }
        return ExitCode(error)
    }
}

/// SIGTERM and SIGINT let shards in flight end; a second one is the system's own.
func stopping(_ stop: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGTERM, SIGINT].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            stop()
            signal(number, SIG_DFL)
        }
        source.resume()
        return source
    }
}

extension ExitCode {
    init(_ failure: RunFailure) {
        switch failure {
        case .template, .refused: self = .template
        case .rejects: self = .rejects
        case .notReconciled: self = .notReconciled
        case .file: self = .file
        case .interrupted: self = .interrupted
        }
    }
}

private func batchOptions(_ arguments: Arguments) throws(UsageError) -> BatchOptions {
    guard let folder = arguments["output"] else {
        throw UsageError(message: "name the run's folder with -o RUN")
    }
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    var options = BatchOptions(
        pack: arguments.operands[0], records: arguments.operands[1], folder: folder,
        workers: try arguments.number("workers", in: 1...256, standard: cores))
    (options.channels, options.fallback) = try channels(arguments["channel"] ?? "pdf")
    options.packKind = try arguments["pack"].map(packKind) ?? .tar
    options.shardBytes =
        try arguments.number(
            "shard-size", in: 1...1 << 18, standard: BatchOptions.standardShardBytes >> 10)
        << 10
    options.excluded = arguments["exclude"]
    options.key = arguments["sign"]
    options.expectation = try arguments["expect"].map(expectation)
    options.mostKept = try arguments["max-reject"].map { (text) throws(UsageError) in
        try percent(text, of: "max-reject")
    }
    options.part = try arguments["shard"].map(part) ?? .whole
    options.feed = try arguments["emit"].map(feed)
    if let name = arguments["durability"] { options.durability = try durability(name) }
    return options
}

/// A part such as `2/8`, or `auto` and `auto/8` for that of an array job's task.
private func part(_ text: String) throws(UsageError) -> RunPart {
    guard text != "auto", !text.hasPrefix("auto/") else {
        let count = text == "auto" ? nil : Int(text.dropFirst("auto/".count))
        guard text == "auto" || count.map({ 1...RunPart.most ~= $0 }) == true else {
            throw UsageError(
                message: "--shard auto/N takes how many parts there are, 1 to \(RunPart.most); "
                    + "not “\(text)”")
        }
        do throws(RunPart.ArrayJobError) {
            return try RunPart(
                arrayJob: ProcessInfo.processInfo.environment, count: count)
        } catch {
            throw UsageError(message: "--shard \(text): \(error.message)")
        }
    }
    guard let part = RunPart(text) else {
        throw UsageError(
            message: "--shard takes I/N, the first part is 0/N, or auto; not “\(text)”")
    }
    return part
}

/// `ndjson`, or `ndjson=base64` for the documents' bytes in the lines.
private func feed(_ text: String) throws(UsageError) -> DocumentFeed.Form {
    switch text {
    case "ndjson": return .reference
    case "ndjson=base64": return .base64
    default:
        throw UsageError(message: "--emit takes ndjson or ndjson=base64, not “\(text)”")
    }
}

func durability(_ name: String) throws(UsageError) -> Durability {
    guard let durability = Durability(rawValue: name) else {
        let known = Durability.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(message: "there is no durability “\(name)”; there are: \(known)")
    }
    return durability
}

/// The channels of a list such as `pdf,portal`; of `auto` all, and what customers get who prefer none of them.
private func channels(
    _ text: String
) throws(UsageError) -> (channels: [Channel], fallback: Channel?) {
    if text == "auto" { return (Channel.allCases, .pdf) }
    if text.hasPrefix("auto:") {
        let named = try channels(String(text.dropFirst(5))).channels
        guard named.count == 1 else {
            throw UsageError(message: "--channel auto:C takes one channel, not “\(text)”")
        }
        return (Channel.allCases, named[0])
    }
    var channels: [Channel] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
        guard let channel = Channel(name: String(name)) else {
            let known = Channel.allCases.map(\.name).joined(separator: ", ")
            throw UsageError(message: "there is no channel “\(name)”; there are: \(known)")
        }
        if !channels.contains(channel) { channels.append(channel) }
    }
    return (channels, nil)
}

/// A kind of packs that a run can make by itself.
private func packKind(_ text: String) throws(UsageError) -> PackKind {
    guard let kind = PackKind(rawValue: text), kind != .print else {
        throw UsageError(message: "there is no pack “\(text)”; there are: tar, zip, files")
    }
    return kind
}

private func expectation(_ text: String) throws(UsageError) -> Expectation {
    do throws(Diagnostic) {
        return try Expectation(text)
    } catch {
        throw UsageError(message: "\(error.message); \(error.cure)")
    }
}

/// A share such as `0.5%`; the sign may be left out.
func percent(_ text: String, of option: String) throws(UsageError) -> Double {
    let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
    guard let share = Double(digits), 0...100 ~= share else {
        throw UsageError(message: "--\(option) takes a share from 0% to 100%, not “\(text)”")
    }
    return share
}
