import Compression
import Primitives
import Rendering
package import RunFolders

/// Whether the list of a run's releases is whole: whoever asks what went out must not believe half of it.
extension FinishedRun {
    /// The releases of the run.
    ///
    /// - Throws: `RunFailure`: F787 for a list that is damaged, F790 for supplements beside the run that it does not have.
    package func releases() throws(RunFailure) -> ReleaseLog {
        try FinishedRun.releases(of: paths, manifest: digest)
    }

    /// The releases of a run whose manifest is known; throws as `releases()`.
    static func releases(
        of paths: RunPaths, manifest: SHA256Digest
    ) throws(RunFailure) -> ReleaseLog {
        let log = try inFolder { () throws(RunFolderError) in
            let log = try ReleaseLog(paths)
            try log.check(manifest: manifest)
            return log
        }
        let unlisted = try unlisted(log, of: paths, manifest)
        guard unlisted.isEmpty else { throw .refused(Diagnostics(unlisted)) }
        return log
    }

    /// Runs beside this one that are supplements of it, and whose release is not in its list.
    private static func unlisted(
        _ log: ReleaseLog, of paths: RunPaths, _ manifest: SHA256Digest
    ) throws(RunFailure) -> [Diagnostic] {
        let parent = neighbourhood(of: paths.folder)
        let names = try withFiles { () throws(FileError) in try RunPaths.names(in: parent) }
        var found: [Diagnostic] = []
        for name in names.sorted() {
            let supplement = RunPaths(folder: parent + "/" + name)
            guard FileFact.size(of: supplement.settings) != nil,
                // What cannot be read is nothing that this program made.
                let settings = try? RunSettings.read(supplement),
                settings["release-of"] == manifest.hexadecimal,
                !log.entries.contains(where: { settings.isRelease($0) })
            else { continue }
            found.append(
                Diagnostic(
                    code: "F790", file: paths.releases,
                    message: "“\(name)” beside the run has records that "
                        + "\(settings["released-by"] ?? "somebody") released from it at "
                        + "\(settings["released-at"] ?? "some time"), and this list does not say so",
                    cure: "restore the list from a copy: what it does not have would go out twice"))
        }
        return found
    }

    /// The folder that a run's folder lies in.
    private static func neighbourhood(of folder: String) -> String {
        guard folder.split(separator: "/").last.map({ $0 != "." && $0 != ".." }) ?? false else {
            return folder + "/.."
        }
        let parent = String(folderPart(of: folder))
        return parent.isEmpty ? "." : parent
    }
}

extension RunSettings {
    /// The value of an option; nil if it was not given.
    fileprivate subscript(option: String) -> String? {
        options.first { $0.name == option }?.value
    }

    /// Whether these are the settings of the run that a release was rendered in.
    fileprivate func isRelease(_ entry: ReleaseEntry) -> Bool {
        self["released-by"] == entry.by && self["released-at"] == entry.at
            && self["released-why"] == entry.reason
    }
}
