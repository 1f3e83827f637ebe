/// What keeps a lesson from being run at all; a failing cell is not an error but an outcome.
public enum RunError: Error, Hashable, Sendable {
    /// A program of the toolchain is not on the search path.
    case missingTool(name: String)
    /// A compiled module that cells import is not beside the executable.
    case missingModule(name: String, directory: String)
    /// A module's interface was not accepted by the compiler.
    case brokenModule(interface: String, reason: String)
    /// A module that the cache holds is damaged.
    case damagedModule(reason: String)
    /// Files that the lesson's front matter requires are not there.
    case missingRequirements(paths: [String], lesson: String, directory: String)
    /// A program could not be started.
    case cannotStart(program: String, reason: String)
    /// A directory or file of the run itself could not be written.
    case cannotWrite(path: String, reason: String)
}

extension RunError: CustomStringConvertible {
    /// One sentence that says what is missing and what to do.
    public var description: String {
        switch self {
        case .missingTool(let name):
            "the Swift toolchain's '\(name)' was not found on the search path; install Swift 6.3 and add its "
                + "'usr/bin' to PATH, then run 'lesson doctor'"
        case .missingModule(let name, let directory):
            "the module '\(name)' that cells import was not found in '\(directory)'; build with "
                + "'swift build -c release' and run the executable where it was built"
        case .brokenModule(let interface, let reason):
            "the compiler does not accept '\(interface)' (\(reason)); build with the compiler that runs lessons: "
                + "'swift build -c release'"
        case .damagedModule(let reason):
            "the cache is damaged (\(reason)); empty it with 'lesson cache clear' and run again"
        case .missingRequirements(let paths, let lesson, let directory):
            "\(lesson) requires files that are not in '\(directory)': \(paths.joined(separator: ", ")); put them there, "
                + "or correct 'requires' in the front matter"
        case .cannotStart(let program, let reason):
            "'\(program)' could not be started (\(reason)); run 'lesson doctor' to see what is missing"
        case .cannotWrite(let path, let reason):
            "'\(path)' could not be written (\(reason)); free some space, or set TMPDIR and XDG_CACHE_HOME to "
                + "folders that can be written"
        }
    }
}
