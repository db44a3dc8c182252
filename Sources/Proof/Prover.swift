import Glibc
public import Primitives

/// Reads finished bills back as an outsider would and compares them with their records.
///
/// Shared by all workers; each child process belongs to the worker that asked for it.
public final class Prover: Sendable {
    /// Which bills are proved.
    public let rate: ProofRate
    private let tools: ProofTools
    private let fonts: FontProofs
    private let meter: ProofMeter

    /// So many bills are looked at together: enough that the reader of symbols starts seldom, few enough that
    /// their pictures, a megabyte or two each, take little memory.
    static let together = 8

    /// So many pictures are kept at most, each of which takes a descriptor.
    private static let mostPictures = 16

    /// A prover.
    ///
    /// - Parameters:
    ///   - rate: which bills are proved.
    ///   - fonts: every font that a bill may have.
    ///   - folders: where programs are, parted by colons; nil for the environment's `PATH`.
    /// - Throws: `Diagnostics`, F602, for programs that are missing.
    public convenience init(
        rate: ProofRate, fonts: [ProofFont], folders: String? = nil
    ) throws(Diagnostics) {
        try self.init(
            rate: rate, fonts: fonts, folders: folders,
            timeoutMilliseconds: ToolRun.timeoutMilliseconds)
    }

    /// A prover whose programs may take only so long.
    init(
        rate: ProofRate, fonts: [ProofFont], folders: String?, timeoutMilliseconds: Int32
    ) throws(Diagnostics) {
        self.rate = rate
        meter = ProofMeter(timeoutMilliseconds: timeoutMilliseconds)
        tools = try ProofTools(
            folders: folders, withForms: fonts.contains { !$0.forms.isEmpty })
        self.fonts = FontProofs(fonts, tools, meter)
        Prover.raiseDescriptorLimit()
    }

    /// Lets the process have as many descriptors as it may: a worker needs some twenty at a time, and the usual
    /// limit of 1,024 is there for programs that use select(2).
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return
        }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// What was proved so far, and what it cost.
    public var totals: ProofTotals { meter.totals }

    /// Proves some bills.
    ///
    /// - Parameters:
    ///   - subjects: what each has to show.
    ///   - document: the finished file of each.
    /// - Returns: what is wrong with each; the same for the same bills in any company.
    /// - Complexity: two child processes a bill, one more for each page with symbols, some for all; the files
    ///   and pictures of eight bills are in memory at once.
    public func prove(
        _ subjects: [ProofSubject], document: (Int) -> ByteView
    ) -> [[Finding]] {
        let start = ProofMeter.threadMicroseconds
        var findings = [[Finding]](repeating: [], count: subjects.count)
        for first in stride(from: 0, to: subjects.count, by: Prover.together) {
            let range = first..<min(first + Prover.together, subjects.count)
            prove(subjects, range, document, &findings)
        }
        let spent = ProofMeter.threadMicroseconds - start
        meter.add { totals in
            totals.proved += subjects.count
            totals.ownMicroseconds += spent
        }
        return findings
    }

    private func prove(
        _ subjects: [ProofSubject], _ range: Range<Int>, _ document: (Int) -> ByteView,
        _ findings: inout [[Finding]]
    ) {
        var pages: [SymbolPage] = []
        for index in range {
            let subject = subjects[index]
            do throws(ToolFailure) {
                let file = try MemoryFile(document(index))
                findings[index] += try textFindings(file, subject)
                for region in subject.regions {
                    let wanted = subject.symbols.filter { $0.page == region.page }
                    let picture = try picture(file, region)
                    pages.append(SymbolPage(bill: index, wanted: wanted, picture: picture))
                    guard pages.count == Prover.mostPictures else { continue }
                    read(pages, &findings)
                    pages.removeAll()
                }
            } catch {
                findings[index].append(unread(error))
            }
        }
        read(pages, &findings)
        for index in range {
            do throws(ToolFailure) {
                findings[index] += try fontFindings(document(index))
            } catch {
                findings[index].append(unread(error))
            }
        }
    }

    private func unread(_ failure: ToolFailure) -> Finding {
        Finding(
            rule: "proof.read", severity: .reject,
            message: "the finished PDF could not be read back: \(failure.message)",
            cure: "render the record again")
    }

    // MARK: Text and fonts

    private func textFindings(
        _ file: MemoryFile, _ subject: ProofSubject
    ) throws(ToolFailure) -> [Finding] {
        let words = PageText(
            xhtml: try text(of: file, ["-bbox", "-l", String(ProofSubject.mostPages)]))
        let whole =
            subject.pageCount <= ProofSubject.mostPages
            ? words.text : String(decoding: try text(of: file, ["-nopgbrk"]), as: UTF8.self)
        let extracted = ExtractedText(whole)
        return subject.findings(in: extracted) + subject.paymentFindings(in: extracted)
            + subject.findings(in: words)
    }

    /// What pdftotext writes of a file, in the order of the pages' content.
    private func text(of file: MemoryFile, _ options: [String]) throws(ToolFailure) -> [UInt8] {
        let words = ["-raw", "-enc", "UTF-8", "-eol", "unix"] + options
        let run = try meter.run(
            tools.text, words.map { .text($0) } + [.file(file), .text("-")])
        guard run.status == 0 else {
            throw ToolFailure("pdftotext ended with \(run.status): \(run.complaint)")
        }
        return try run.output.contents()
    }

    private func fontFindings(_ document: ByteView) throws(ToolFailure) -> [Finding] {
        guard let pdf = PlainPDF(document) else {
            throw ToolFailure("it has no table of its objects")
        }
        return try fonts.findings(in: pdf)
    }

    // MARK: Symbols

    /// A page with symbols, drawn.
    private struct SymbolPage {
        let bill: Int
        let wanted: [ProofSubject.WantedSymbol]
        let picture: MemoryFile
        var payloads: [[UInt8]] = []

        /// The symbols that were not read.
        var unread: [ProofSubject.WantedSymbol] {
            wanted.filter { symbol in !payloads.contains { symbol.isRead(as: $0) } }
        }
    }

    private func picture(
        _ file: MemoryFile, _ region: SymbolRegion
    ) throws(ToolFailure) -> MemoryFile {
        let run = try meter.run(
            tools.raster, region.options.map { .text($0) } + [.file(file)])
        guard run.status == 0 else {
            throw ToolFailure("pdftoppm ended with \(run.status): \(run.complaint)")
        }
        return run.output
    }

    /// Reads all pages quickly, then those with unread symbols thoroughly.
    private func read(_ pages: [SymbolPage], _ findings: inout [[Finding]]) {
        var pages = pages
        for isThorough in [false, true] {
            let left = pages.indices.filter { !pages[$0].unread.isEmpty }
            guard !left.isEmpty else { return }
            do throws(ToolFailure) {
                let reading = try SymbolReading(
                    left.map { pages[$0].picture }, isThorough: isThorough, tools, meter)
                for (index, payloads) in zip(left, reading.payloads) {
                    pages[index].payloads += payloads
                }
            } catch {
                for bill in Set(left.map { pages[$0].bill }).sorted() {
                    findings[bill].append(unread(error))
                }
                return
            }
        }
        for page in pages {
            for symbol in page.unread { findings[page.bill].append(finding(symbol, page.payloads)) }
        }
    }

    private func finding(
        _ symbol: ProofSubject.WantedSymbol, _ payloads: [[UInt8]]
    ) -> Finding {
        let read = Set(payloads).map { shortened($0) }.sorted()
        let wanted = shortened(symbol.payload)
        return Finding(
            rule: "proof.symbol", severity: .reject, path: symbol.path,
            message: "no symbol on page \(symbol.page + 1) of the finished PDF reads “\(wanted)”; "
                + (read.isEmpty
                    ? "none can be read" : "read are “\(read.joined(separator: "”, “"))”"),
            cure: "give the symbol its quiet zone and its size, and let nothing lie over it")
    }

    /// A payload for a message.
    private func shortened(_ payload: [UInt8]) -> String {
        let text = String(decoding: payload, as: UTF8.self).replacing("\n", with: "␤")
        return text.count > 60 ? text.prefix(40) + "…" + text.suffix(19) : text
    }
}
