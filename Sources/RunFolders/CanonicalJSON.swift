import Primitives

/// JSON that is the same bytes for the same values: members in the order they are added, integers only.
///
/// Containers are opened either broken, with each member on a line of its own and two blanks more before it, or
/// on one line.
struct CanonicalJSON {
    private var text = "{"
    /// Whether each open container is broken, and whether it has a member.
    private var open: [(isBroken: Bool, isEmpty: Bool, end: String)] = [(true, true, "}")]

    mutating func add(_ name: String?, _ value: String) {
        begin(name)
        text += JSONLine.quoted(value)
    }

    mutating func add(_ name: String?, _ value: some FixedWidthInteger) {
        begin(name)
        text += String(value)
    }

    mutating func addNull(_ name: String) {
        begin(name)
        text += "null"
    }

    /// Opens an object, writes its members and closes it; without a name as an element of a list.
    mutating func object(
        _ name: String? = nil, isBroken: Bool = false, _ members: (inout CanonicalJSON) -> Void
    ) {
        begin(name)
        text += "{"
        open.append((isBroken, true, "}"))
        members(&self)
        close()
    }

    /// Opens a list, writes its elements and closes it.
    mutating func list<Element>(
        _ name: String, _ elements: [Element], isBroken: Bool = false,
        _ write: (inout CanonicalJSON, Element) -> Void
    ) {
        begin(name)
        text += "["
        open.append((isBroken, true, "]"))
        for element in elements { write(&self, element) }
        close()
    }

    /// The whole text, with a line end behind it.
    mutating func finish() -> [UInt8] {
        while !open.isEmpty { close() }
        return Array(text.utf8) + [0x0A]
    }

    private mutating func begin(_ name: String?) {
        guard let last = open.indices.last else { return }
        if !open[last].isEmpty { text += "," }
        if open[last].isBroken {
            breakLine()
        } else if !open[last].isEmpty {
            text += " "
        }
        open[last].isEmpty = false
        if let name { text += JSONLine.quoted(name) + ": " }
    }

    private mutating func close() {
        guard let closed = open.popLast() else { return }
        if closed.isBroken, !closed.isEmpty { breakLine() }
        text += closed.end
    }

    private mutating func breakLine() {
        text += "\n" + String(repeating: "  ", count: open.filter(\.isBroken).count)
    }
}
