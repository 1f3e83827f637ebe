/// A parameter's value for one run, as the command line gives it.
public struct ParameterOverride: Hashable, Sendable {
    /// The parameter's name.
    public var name: String
    /// The value as written.
    public var text: String

    /// Reads `name=value`; nil where there is no `=` or no name.
    public init?(_ argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
        name = argument[..<sign].trimmed
        text = argument[argument.index(after: sign)...].trimmed
    }
}

extension Lesson {
    /// The lesson with other values for some of its parameters; of two for the same parameter the last counts.
    ///
    /// - Throws: `LessonRequestError` if there is no parameter of that name, or the value is not of its type.
    public func setting(_ overrides: [ParameterOverride]) throws(LessonRequestError) -> Lesson {
        var lesson = self
        let parameters = frontMatter.parameters
        for override in overrides {
            guard let index = parameters.firstIndex(where: { $0.name == override.name }) else {
                let names = parameters.map(\.name)
                throw .unknownParameter(
                    override.name, nearest: nearestName(to: override.name, among: names), known: names, file: file)
            }
            guard let value = parameters[index].standard.replaced(by: override.text) else {
                throw .wrongParameterValue(
                    name: override.name, expected: parameters[index].standard.expectation, received: override.text,
                    file: file)
            }
            lesson.frontMatter.parameters[index].value = value
        }
        return lesson
    }
}
