import Foundation
import Packs
import Primitives
import Records

/// `fatura fields`.
@Sendable func fields(_ arguments: Arguments) -> ExitCode {
    let pack = Pack(folder: arguments.operands[0])
    let schema: Schema
    do throws(Diagnostics) {
        schema = try pack.schema()
    } catch {
        for diagnostic in error.all { complain(diagnostic.text) }
        return .template
    }
    var listing =
        arguments.has("functions")
        ? Listing.functions : arguments.has("elements") ? .elements : schema.listing
    if arguments.operands.count > 1 {
        listing = listing.matching(arguments.operands[1])
        if listing.rows.isEmpty {
            complain("fatura fields: nothing is called like “\(arguments.operands[1])”")
        }
    }
    let text = arguments.has("json") ? listing.json : listing.text
    do {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
        complain("fatura fields: cannot write: \(error.localizedDescription)")
        return .file
    }
    return .done
}
