import BatchEngine
import Dispatch
import Expansion
import Foundation
import Glibc
import HTTPService
import Primitives
import Prints
import Rendering
import RunFolders

/// `fatura batch`.
@Sendable func batch(_ arguments: Arguments) -> ExitCode {
    var options: BatchOptions
    let address: HTTPAddress?
    do throws(UsageError) {
        options = try batchOptions(arguments)
        address = try arguments["metrics-port"].map(metricsAddress)
    } catch {
        complain("fatura batch: \(error.message)")
        return .usage
    }
    do throws(Diagnostics) {
        options.preset = try preset(arguments, options)
    } catch {
        for diagnostic in error.all { complain(diagnostic.text) }
        return .template
    }
    guard let engine = openEngine(arguments) else { return .template }
    if arguments.has("dry-run") { return dryRun(engine, options, arguments) }
    let printer = BatchPrinter(isQuiet: arguments.has("quiet"))
    let run = BatchRun(
        engine: engine, options: options, version: version, watched: { printer.report($0) },
        note: { printer.note($0) })
    var listener: HTTPListener?
    do throws(Diagnostic) {
        listener = try address.map { (address) throws(Diagnostic) in try serve(run, at: address) }
    } catch {
        complain(error.text)
        return .file
    }
    // Nobody knows a port that the system has chosen, unless it is told.
    if let listener, address?.port == 0 || !arguments.has("quiet") {
        printer.note("metrics at http://\(listener.address.text)/metrics")
    }
    let signals = stopping { run.stop() }
    defer {
        for signal in signals { signal.cancel() }
        // Whoever asks is answered until the run has ended.
        withExtendedLifetime(listener) {}
    }
    do throws(RunFailure) {
        let outcome = try run.run()
        printer.clear()
        if !arguments.has("quiet") {
            remark(BatchLine(run.figures).summary(options.folder))
        }
        return ExitCode(outcome.tally, outcome.findings)
    } catch {
        printer.clear()
        for diagnostic in error.diagnostics.all { complain(diagnostic.text) }
        return ExitCode(error)
    }
}

/// Answers `GET /metrics` from now on.
private func serve(_ run: BatchRun, at address: HTTPAddress) throws(Diagnostic) -> HTTPListener {
    do throws(FileError) {
        return try HTTPListener(address) { request in
            guard request.path == "/metrics" else {
                return .text("there is /metrics only", status: 404)
            }
            guard request.method == "GET" || request.method == "HEAD" else {
                return .text("GET only", status: 405, fields: [("Allow", "GET, HEAD")])
            }
            let metrics = RunMetrics(run.figures, version: version)
            return HTTPResponse(
                status: 200, fields: [("Content-Type", RunMetrics.contentType)],
                body: Array(metrics.text.utf8))
        }
    } catch {
        throw Diagnostic(
            code: "F781", file: "--metrics-port",
            message: "metrics cannot be served: \(error.message)",
            cure: error.code == EADDRINUSE
                ? "name another port, or 0 for one that is free"
                : "name a port above 1023 and an address of this machine, such as 127.0.0.1:9100")
    }
}

/// A port, or an address with one.
private func metricsAddress(_ text: String) throws(UsageError) -> HTTPAddress {
    guard let address = HTTPAddress(text) else {
        throw UsageError(
            message: "--metrics-port takes a port, or an address and a port such as "
                + "0.0.0.0:9100 or [::1]:9100, not “\(text)”")
    }
    return address
}

/// SIGTERM and SIGINT let shards in flight end; a second one is the system's own.
func stopping(_ stop: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGTERM, SIGINT].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            StandardError.end()
            stop()
            signal(number, SIG_DFL)
        }
        source.resume()
        return source
    }
}

extension ExitCode {
    /// Of a run that is done: something is kept back, or the run itself is.
    init(_ tally: Tally, _ findings: [RunFinding]) {
        self = tally.rendered == tally.records && findings.weighty.isEmpty ? .done : .quarantined
    }

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
    if arguments.has("json"), !arguments.has("dry-run") {
        throw UsageError(message: "--json is of --dry-run")
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
    var inputs = arguments.operands
    for name in ["exclude", "against", "sign", "fonts"] { inputs += arguments.all(name) }
    try requireFree(folder, isRun: true, inputs: inputs)
    options.excluded = arguments["exclude"]
    options.earlier = arguments["against"]
    options.key = arguments["sign"]
    options.expectation = try arguments["expect"].map(expectation)
    options.mostKept = try arguments["max-reject"].map { (text) throws(UsageError) in
        try percent(text, of: "max-reject")
    }
    options.part = try arguments["shard"].map(part) ?? .whole
    options.feed = try arguments["emit"].map(feed)
    if let name = arguments["durability"] { options.durability = try durability(name) }
    guard options.packKind != .print || options.channels.contains(.pdf) else {
        throw UsageError(message: "--pack print needs the channel pdf, which is what is printed")
    }
    guard options.packKind == .print || !arguments.has("preset") else {
        throw UsageError(message: "--preset is for --pack print")
    }
    return options
}

/// The preset of a print run; nil for any other run.
private func preset(
    _ arguments: Arguments, _ options: BatchOptions
) throws(Diagnostics) -> PrintPreset? {
    guard options.packKind == .print else { return nil }
    guard let name = arguments["preset"] else { return PrintPreset() }
    return try PrintPreset.named(name, pack: options.pack)
}

/// A part such as `2/8`, or `auto` and `auto/8` for that of an array job's task.
private func part(_ text: String) throws(UsageError) -> RunPart {
    guard text != "auto", !text.hasPrefix("auto/") else {
        let count = text == "auto" ? nil : RunPart.count(text.dropFirst("auto/".count))
        guard text == "auto" || count != nil else {
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
        guard !channels.contains(channel) else {
            throw UsageError(message: "the channel \(channel.name) is named twice in “\(text)”")
        }
        channels.append(channel)
    }
    return (channels, nil)
}

private func packKind(_ text: String) throws(UsageError) -> PackKind {
    guard let kind = PackKind(rawValue: text) else {
        let known = PackKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(message: "there is no pack “\(text)”; there are: \(known)")
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
