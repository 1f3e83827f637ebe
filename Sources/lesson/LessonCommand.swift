import ArgumentParser
@main struct LessonCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "lesson") }
