import Glibc

/// Where a command may write: not over what it reads, and not where a run keeps its own files.
///
/// Files and folders count by what they are (device and number, links followed), however they are spelt.
public enum OutputPlaces {
    /// What is wrong with the place of an output.
    ///
    /// - Parameters:
    ///   - output: a path; `-` and devices may be used freely.
    ///   - isRun: whether it is the folder of the command's own run, which may be one already.
    ///   - inputs: paths of files and folders that the command reads; `-` is standard input.
    /// - Returns: words for a message; nil if nothing is wrong.
    public static func clash(output: String, isRun: Bool, inputs: [String]) -> String? {
        guard output != "-" else { return nil }
        let place = resolved(output)
        if let run = enclosingRun(of: isRun ? DurableFile.folder(of: place) : place) {
            return "\(output) lies in the folder of a run, \(run)"
        }
        for input in inputs {
            let name = input == "-" ? "standard input" : input
            let source = resolved(input == "-" ? "/proc/self/fd/0" : input)
            if source == place { return "\(name) and \(output) are the same" }
            if isFolder(source), isInside(place, source) { return "\(output) lies in \(name)" }
            guard let file = number(source) else { continue }
            if file == number(place) { return "\(name) and \(output) are the same file" }
            if isRun, isKept(source, file, in: RunPaths(folder: place)) {
                return "\(name) lies in the run's folder, \(output)"
            }
        }
        return nil
    }

    // MARK: Runs

    /// The innermost folder of a run that a path is or lies in.
    private static func enclosingRun(of path: String) -> String? {
        var folder = path
        while true {
            if isRunFolder(folder) { return folder }
            let parent = DurableFile.folder(of: folder)
            guard parent != folder, parent != "." else { return nil }
            folder = parent
        }
    }

    /// Whether a run was begun in a folder: its lock or settings are there, and folders for what it makes.
    private static func isRunFolder(_ folder: String) -> Bool {
        let paths = RunPaths(folder: folder)
        guard FileFact.size(of: paths.lock) != nil || FileFact.size(of: paths.settings) != nil
        else {
            return false
        }
        return isFolder(paths.planFolder) || isFolder(paths.packsFolder)
    }

    /// Whether a file lies in a run's folder, or is one of the run's under another name.
    private static func isKept(_ path: String, _ file: FileNumber, in run: RunPaths) -> Bool {
        let folders = run.folders + [run.printFolder]
        return folders.contains { isInside(path, resolved($0)) }
            || RunPaths.ownFiles.contains { number(run.path($0)) == file }
    }

    // MARK: Files

    private struct FileNumber: Equatable {
        let device: dev_t
        let number: ino_t
    }

    /// Which regular file is there; nil if none is.
    private static func number(_ path: String) -> FileNumber? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return FileNumber(device: status.st_dev, number: status.st_ino)
    }

    private static func isFolder(_ path: String) -> Bool { FileFact.isFolder(path) }

    /// Whether a resolved path lies in a resolved folder, however deep.
    private static func isInside(_ path: String, _ folder: String) -> Bool {
        path.utf8.starts(with: (folder == "/" ? folder : folder + "/").utf8)
    }

    /// The path without links, from the root on; what is not there stands as it is named.
    private static func resolved(_ path: String) -> String {
        if let real = unsafe realpath(path, nil) {
            defer { unsafe free(real) }
            return unsafe String(cString: real)
        }
        let trimmed = RunPaths(folder: path).folder
        let name = trimmed.split(separator: "/").last.map(String.init) ?? trimmed
        let folder = DurableFile.folder(of: trimmed)
        // Nothing is above these.
        guard trimmed != ".", trimmed != "/" else { return trimmed }
        let above = resolved(folder)
        return above == "/" ? "/" + name : above + "/" + name
    }
}
