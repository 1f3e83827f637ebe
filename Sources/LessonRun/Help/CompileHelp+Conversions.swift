import LessonFormat

/// Help with values of one type where another one is wanted.
extension CompileHelp {
    static let textConversion: Pattern = { problem, _ in
        let numbers = ["Int", "Float", "Double"]
        let message = problem.message
        if message.hasPrefix("binary operator '+'"), message.contains("'String'"),
            numbers.contains(where: { message.contains("'\($0)'") })
        {
            return "put the number into the text: \"… \\(number)\""
        }
        guard message.hasPrefix("cannot convert value of type '"), let from = problem.between("value of type '", "'")
        else { return nil }
        if numbers.contains(from), message.contains("type 'String'") {
            return "write 'String(…)' around the number, or put it into a text: \"… \\(number)\""
        }
        let number = numbers.first { message.contains(" type '\($0)'") }
        // A literal in quotes is no text to be read as a number.
        return from == "String" && !problem.rest.hasPrefix("\"")
            ? number.map { "write '\($0)(…)', which gives nil where the text is no number" } : nil
    }

    static let numberConversion: Pattern = { problem, _ in
        let numbers: Set<String> = ["Int", "Float", "Double"]
        if problem.message.hasPrefix("cannot convert value of type '"),
            let from = problem.between("value of type '", "'"), numbers.contains(from),
            let to = [
                "expected argument type '", "expected element type '", "specified type '", "assign to type '",
                "return type '",
            ].compactMap({ problem.between($0, "'") }).first, numbers.contains(to)
        {
            return "write '\(to)(…)' around the value: Swift does not turn \(from) into \(to) by itself"
        }
        if problem.message.hasPrefix("binary operator"), let left = problem.between("operands of type '", "'"),
            let right = problem.between("' and '", "'"), numbers.contains(left), numbers.contains(right)
        {
            let to = left == "Int" ? right : left
            return "both sides must be of one type: write '\(to)(…)' around the other value"
        }
        return nil
    }
}
