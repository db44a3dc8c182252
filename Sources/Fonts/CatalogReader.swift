import Primitives

/// Reads a font catalog's JSON and says of everything wrong in it where it stands.
struct CatalogReader {
    let source: SourceText
    let baseFolder: String

    /// The families in the order of the file.
    ///
    /// - Throws: all that is wrong, or the first place where it is not JSON.
    func families() throws(Diagnostics) -> [FontCatalog.Family] {
        let root: JSONNode
        do {
            root = try JSONNode(source, code: "F501")
        } catch {
            throw Diagnostics([error])
        }
        var problems: [Diagnostic] = []
        let top = members(root, of: "the catalog", known: ["families"], &problems)
        guard let families = top["families"] else {
            if problems.isEmpty {
                problems.append(
                    problem("F502", root.span, "the catalog has no 'families'", cure: Self.shape))
            }
            throw Diagnostics(problems)
        }
        let found = members(families, of: "'families'", known: nil, &problems).ordered
            .compactMap { family($0.name, $0.value, &problems) }
        guard problems.isEmpty else {
            throw Diagnostics(problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        return found
    }

    private static let shape =
        #"a catalog is {"families": {"Name": {"faces": {"400": "path.ttf"}}}}"#

    private func family(
        _ name: String, _ node: JSONNode, _ problems: inout [Diagnostic]
    ) -> FontCatalog.Family? {
        let known = ["package", "license", "faces"]
        let parts = members(node, of: "family '\(name)'", known: known, &problems)
        guard let listed = parts["faces"] else {
            if node.isObject {
                problems.append(
                    problem(
                        "F502", node.span, "family '\(name)' has no 'faces'", cure: Self.shape))
            }
            return nil
        }
        let faces = members(listed, of: "'faces'", known: nil, &problems).ordered
            .compactMap { face($0.name, $0.nameSpan, $0.value, &problems) }
        if listed.isObject, faces.isEmpty, problems.isEmpty {
            problems.append(
                problem(
                    "F502", listed.span, "family '\(name)' has no face", cure: Self.shape))
        }
        return FontCatalog.Family(
            name: name, package: text(parts["package"], &problems) ?? "",
            license: text(parts["license"], &problems) ?? "",
            faces: faces.sorted { $0.order < $1.order })
    }

    private func face(
        _ key: String, _ keySpan: Span, _ node: JSONNode, _ problems: inout [Diagnostic]
    ) -> FontCatalog.Face? {
        let words = key.split(separator: " ", omittingEmptySubsequences: false)
        let weight = words.first.flatMap { Int($0) } ?? 0
        let plain = words.first.map { $0 == String(weight) } ?? false
        let italic = words.count == 2 && words[1] == "italic"
        guard (1...1000).contains(weight), plain, words.count == 1 || italic else {
            problems.append(
                problem(
                    "F504", keySpan, "'\(key)' is not a face's weight",
                    cure: #"write a number from 1 to 1000, as "400" or "700 italic""#))
            return nil
        }
        guard let written = text(node, &problems) else { return nil }
        guard let path = resolved(written) else {
            problems.append(
                problem(
                    "F505", node.span, "'\(written)' does not lie in the catalog's folder",
                    cure: "put the font file beside the catalog, or name it from / on"))
            return nil
        }
        return FontCatalog.Face(weight: weight, isItalic: italic, path: path)
    }

    /// The path from the root on; nil for an empty one, or a relative one that climbs.
    private func resolved(_ path: String) -> String? {
        let steps = path.split(separator: "/")
        guard !steps.isEmpty, !steps.contains(".."), !path.utf8.contains(0) else { return nil }
        if path.hasPrefix("/") { return path }
        return baseFolder.isEmpty || baseFolder.hasSuffix("/")
            ? baseFolder + path : baseFolder + "/" + path
    }

    private func text(_ node: JSONNode?, _ problems: inout [Diagnostic]) -> String? {
        guard let node else { return nil }
        guard case .string(let text) = node.value else {
            problems.append(
                problem(
                    "F503", node.span, "this is \(node.kind), not a string",
                    cure: "write it in quotes"))
            return nil
        }
        return text
    }

    /// An object's members by name; what is double or not known is a problem.
    private func members(
        _ node: JSONNode, of place: String, known: [String]?, _ problems: inout [Diagnostic]
    ) -> Members {
        guard case .object(let listed) = node.value else {
            problems.append(
                problem(
                    "F503", node.span, "\(place) is \(node.kind), not an object",
                    cure: Self.shape))
            return Members()
        }
        var members = Members()
        for member in listed {
            if members[member.name] != nil {
                problems.append(
                    problem(
                        "F502", member.nameSpan, "\(place) has '\(member.name)' twice",
                        cure: "remove one of them"))
            } else if let known, !known.contains(member.name) {
                let cure = nearest(to: member.name, among: known).map { "did you mean '\($0)'?" }
                problems.append(
                    problem(
                        "F502", member.nameSpan, "\(place) knows no '\(member.name)'",
                        cure: cure ?? "known are: \(known.joined(separator: ", "))"))
            } else {
                members.ordered.append(member)
            }
        }
        return members
    }

    private struct Members {
        var ordered: [JSONNode.Member] = []
        subscript(name: String) -> JSONNode? { ordered.first { $0.name == name }?.value }
    }

    private func problem(
        _ code: String, _ span: Span, _ message: String, cure: String = ""
    ) -> Diagnostic {
        Diagnostic(code: code, source: source, span: span, message: message, cure: cure)
    }
}
