/// What cannot be seeded, and why.
public struct FaultSpecError: Error, Hashable, Sendable {
    /// A sentence without a full stop.
    public let message: String
}

/// Which faults a cycle gets: kinds, the shares of bills they touch, and how large they are.
///
/// As text, terms parted by commas: `all`, `total.sum`, `total.sum=0.02`, `usage.inflated=0.01x3`, `most=2`.
public struct FaultSpec: Hashable, Sendable {
    /// One kind with its share.
    public struct Term: Hashable, Sendable {
        /// What goes wrong.
        public let kind: FaultKind
        /// The share of bills, in millionths.
        public let rate: Int
        /// How large it is, in hundredths; nil takes one of the kind's standard magnitudes by chance.
        public let magnitude: Int?
    }

    /// The kinds, each once.
    public private(set) var terms: [Term] = []

    /// The most faults in one bill, 1 to 4.
    public private(set) var most = 1

    /// The rate of a term without one, in millionths: one bill in a hundred.
    public static let standardRate = 10_000

    private let sector: SampleSector

    /// No faults yet.
    public init(sector: SampleSector) { self.sector = sector }

    /// The faults that a text asks for.
    ///
    /// - Throws: `FaultSpecError` for a term that is none, a kind that is unknown or that the sector does not
    ///   have, one named twice, rates and magnitudes out of bounds, and rates above 1 together.
    public init(_ text: String, sector: SampleSector) throws(FaultSpecError) {
        self.init(sector: sector)
        var rest: String?
        for term in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = term.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false
            ).map(String.init)
            let name = parts.first ?? ""
            guard !name.isEmpty else {
                throw FaultSpecError(message: "a term is empty; write one such as total.sum=0.01")
            }
            guard parts.last != "" else {
                throw FaultSpecError(
                    message:
                        "“\(term)” has no value; write \(name)=\(name == "most" ? "2" : "0.01")"
                        + (name == "most" ? "" : ", or \(name) alone"))
            }
            if name == "most", parts.count == 2 {
                try setMost(parts[1])
            } else if name == "all" {
                guard rest == nil else { throw FaultSpecError(message: "“all” is named twice") }
                rest = parts.count == 2 ? parts[1] : ""
            } else {
                try add(term: String(term), parts)
            }
        }
        if let rest { try addAll(rate: rest.isEmpty ? nil : rest) }
        guard !terms.isEmpty else {
            throw FaultSpecError(message: "“\(text)” names no kind of fault; write all,\(text)")
        }
    }

    /// Adds a kind by its name; rate and magnitude are decimals, as texts.
    public mutating func add(
        _ name: String, rate: String? = nil, magnitude: String? = nil
    ) throws(FaultSpecError) {
        guard let kind = FaultKind(rawValue: name), kind.applies(to: sector) else {
            throw FaultSpecError(message: refusal(of: name))
        }
        guard !terms.contains(where: { $0.kind == kind }) else {
            throw FaultSpecError(message: "“\(name)” is named twice")
        }
        let share = try rate.map { text throws(FaultSpecError) in try FaultSpec.rate(text) }
        let size = try magnitude.map { text throws(FaultSpecError) in
            try FaultSpec.magnitude(text, of: kind)
        }
        terms.append(Term(kind: kind, rate: share ?? FaultSpec.standardRate, magnitude: size))
        guard terms.reduce(0, { $0 + $1.rate }) <= 1_000_000 else {
            throw FaultSpecError(message: "the rates add up to more than 1")
        }
    }

    /// Adds all kinds of the sector that are not there yet.
    public mutating func addAll(rate: String? = nil) throws(FaultSpecError) {
        for kind in FaultKind.allCases where kind.applies(to: sector) {
            guard !terms.contains(where: { $0.kind == kind }) else { continue }
            try add(kind.rawValue, rate: rate)
        }
    }

    /// Sets how many faults a bill may have.
    public mutating func setMost(_ text: String) throws(FaultSpecError) {
        guard let number = Int(text), (1...4).contains(number) else {
            throw FaultSpecError(message: "“most=\(text)” is none of 1 to 4")
        }
        most = number
    }

    // MARK: Reading

    private mutating func add(term: String, _ parts: [String]) throws(FaultSpecError) {
        guard parts.count == 2 else {
            let (kind, magnitude) = FaultSpec.split(term)
            return try add(kind, magnitude: magnitude)
        }
        let (rate, magnitude) = FaultSpec.split(parts[1])
        try add(parts[0], rate: rate, magnitude: magnitude)
    }

    /// What stands before and behind an “x” that a number follows.
    private static func split(_ text: String) -> (String, String?) {
        guard let cross = text.lastIndex(of: "x") else { return (text, nil) }
        let magnitude = text[text.index(after: cross)...]
        guard magnitude.first?.isNumber == true else { return (text, nil) }
        return (String(text[..<cross]), String(magnitude))
    }

    private static func rate(_ text: String) throws(FaultSpecError) -> Int {
        guard let rate = scaled(text, places: 6), (1...1_000_000).contains(rate) else {
            throw FaultSpecError(message: "rate “\(text)” is none above 0 and up to 1")
        }
        return rate
    }

    private static func magnitude(
        _ text: String, of kind: FaultKind
    ) throws(FaultSpecError) -> Int {
        guard let range = kind.magnitudes else {
            throw FaultSpecError(message: "“\(kind.rawValue)” has no magnitude")
        }
        let number = scaled(text, places: 2)
        let isWhole = number.map { $0 % 100 == 0 } ?? false
        guard let number, range.contains(number), isWhole || kind.faultClass == .statistical else {
            let least = kind.faultClass == .statistical ? "above 1" : "a whole number from 1"
            throw FaultSpecError(
                message:
                    "magnitude “\(text)” of “\(kind.rawValue)” is not \(least) to \(range.upperBound / 100)"
            )
        }
        return number
    }

    /// A decimal without sign and of so many places at most, as a whole number.
    private static func scaled(_ text: String, places: Int) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty else { return nil }
        let fraction = parts.count == 2 ? parts[1] : "0"
        guard !fraction.isEmpty, fraction.count <= places, whole.count <= 9 else { return nil }
        let digits = whole + fraction + String(repeating: "0", count: places - fraction.count)
        guard digits.utf8.allSatisfy({ $0 &- 48 <= 9 }) else { return nil }
        return Int(digits)
    }

    private func refusal(of name: String) -> String {
        let known = FaultKind.allCases.filter { $0.applies(to: sector) }.map(\.rawValue)
        let list = known.joined(separator: ", ")
        return FaultKind(rawValue: name) == nil
            ? "there is no kind of fault “\(name)”; \(sector.rawValue) has \(list)"
            : "bills of \(sector.rawValue) have nothing for “\(name)” to change; they have \(list)"
    }
}
