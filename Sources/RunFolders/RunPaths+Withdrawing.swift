import Glibc
public import Primitives

/// What says that a run has ended, and what is taken back when that is not so any more.
extension RunPaths {
    /// What an approval that counts no more is called.
    static let withdrawnApproval = "approval.json.withdrawn"

    /// Takes back that the run has ended, for the holder of the lock: removes manifest and signature, which its end
    /// writes again, and renames the approval, which somebody must give again.
    ///
    /// The manifest goes first: without it the rest counts for nothing, wherever this is cut off.
    ///
    /// - Returns: the names of what was there, the manifest first; none for a run that had not ended.
    /// - Throws: `FileError`.
    public func withdrawEnd(durability: Durability) throws(FileError) -> [String] {
        var names: [String] = []
        for path in [manifest, signature] where FileFact.size(of: path) != nil {
            try RunPaths.remove(path)
            if durability.syncsFiles { try DurableFile.syncFolder(folder) }
            names.append(String(path.dropFirst(folder.count + 1)))
        }
        if FileFact.size(of: approval) != nil {
            try DurableFile.rename(
                approval, to: path(RunPaths.withdrawnApproval), durability: durability)
            names.append("approval.json")
        }
        return names
    }
}
