/// The CMap that reads one byte as one CID of the same number, shared by all slices; not deflated.
///
/// The stream's dictionary says `/Type /CMap /CMapName /FaturaByte /CIDSystemInfo` Adobe Identity 0
/// (ISO 32000-1 §9.7.5.4).
public func codeCMap() -> [UInt8] {
    cmap(
        name: codeCMapName, ordering: "Identity", type: 1,
        body: "1 begincidrange\n<00> <FF> 0\nendcidrange\n")
}

/// The `/CMapName` of `codeCMap()`.
public let codeCMapName = "FaturaByte"

/// The CMap that gives codes back as text (ISO 32000-1 §9.10.3).
///
/// - Parameter scalars: by code, 0 where a code is not used; none above U+FFFF.
/// - Returns: a CMap program, not deflated.
func toUnicodeCMap(_ scalars: [UInt32]) -> [UInt8] {
    var singles: [String] = []
    var ranges: [String] = []
    for run in unicodeRuns(scalars) {
        let start = "<\(hex(UInt32(run.lowerBound), 2))>"
        let text = "<\(hex(scalars[run.lowerBound], 4))>"
        if run.count == 1 {
            singles.append("\(start) \(text)\n")
        } else {
            ranges.append("\(start) <\(hex(UInt32(run.upperBound - 1), 2))> \(text)\n")
        }
    }
    let body = blocks(singles, "bfchar") + blocks(ranges, "bfrange")
    return cmap(name: "FaturaText", ordering: "UCS", type: 2, body: body)
}

/// Runs of used codes whose scalars ascend with them, each inside one row of 256 scalars.
private func unicodeRuns(_ scalars: [UInt32]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for code in scalars.indices where scalars[code] != 0 {
        if let last = runs.last, last.upperBound == code, scalars[code] & 0xFF != 0,
            scalars[code] == scalars[code - 1] + 1
        {
            runs[runs.count - 1] = last.lowerBound..<code + 1
        } else {
            runs.append(code..<code + 1)
        }
    }
    return runs
}

/// Lines in operators of at most 100 (Adobe Technical Note 5014, §4).
private func blocks(_ lines: [String], _ kind: String) -> String {
    stride(from: 0, to: lines.count, by: 100).map { start in
        let part = lines[start..<min(start + 100, lines.count)]
        return "\(part.count) begin\(kind)\n\(part.joined())end\(kind)\n"
    }.joined()
}

private func cmap(name: String, ordering: String, type: Int, body: String) -> [UInt8] {
    Array(
        """
        %!PS-Adobe-3.0 Resource-CMap
        /CIDInit /ProcSet findresource begin
        12 dict begin
        begincmap
        /CIDSystemInfo << /Registry (Adobe) /Ordering (\(ordering)) /Supplement 0 >> def
        /CMapName /\(name) def
        /CMapType \(type) def
        /WMode 0 def
        1 begincodespacerange
        <00> <FF>
        endcodespacerange
        \(body)endcmap
        CMapName currentdict /CMap defineresource pop
        end
        end

        """.utf8)
}

private func hex(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}
