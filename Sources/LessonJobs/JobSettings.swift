package import LessonFormat
package import LessonRun

/// What a command does with each of its lessons.
package struct JobSettings: Sendable {
    /// What is to become of the outputs.
    package enum Purpose: Sendable {
        /// They are made where they are not up to date.
        case run
        /// They are compared with those of a run now, and left alone.
        case verify
        /// They are made anew, and compared with the earlier ones, unless the run fails.
        case update
    }

    /// What is to become of the outputs.
    package var purpose: Purpose
    /// How lessons are run.
    package var run: RunSettings
    /// The parameters that get another value.
    package var parameters: [ParameterOverride]
    /// The folder of all outputs; a lesson's own may be below.
    package var outputDirectory: String
    /// Whether lessons run also where nothing has changed.
    package var isForced: Bool
    /// Whether each lesson gets a JUnit file.
    package var writesJUnit: Bool

    /// Makes settings.
    package init(
        _ purpose: Purpose, run: RunSettings, parameters: [ParameterOverride], outputDirectory: String,
        isForced: Bool = true, writesJUnit: Bool = false
    ) {
        self.purpose = purpose
        self.run = run
        self.parameters = parameters
        self.outputDirectory = outputDirectory
        self.isForced = isForced
        self.writesJUnit = writesJUnit
    }
}
