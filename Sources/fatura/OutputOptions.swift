import RunFolders

/// Refuses an output that would be written over what the command reads, or where a run keeps its files.
///
/// - Parameters:
///   - output: a path.
///   - isRun: whether it is the folder of the command's own run.
///   - inputs: what the command reads.
/// - Throws: `UsageError` with the two that clash.
func requireFree(
    _ output: String, isRun: Bool = false, inputs: [String] = []
) throws(UsageError) {
    guard let clash = OutputPlaces.clash(output: output, isRun: isRun, inputs: inputs) else {
        return
    }
    throw UsageError(message: clash + "; name another one")
}
