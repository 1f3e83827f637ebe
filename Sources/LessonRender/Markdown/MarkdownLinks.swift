/// The targets of links and pictures in Markdown source.
///
/// 1. A target is what follows `](` of an inline link or picture, or `[label]:` at the beginning of a line that holds at
///    most a title besides; the label of a footnote, `[^1]:`, is followed by words.
/// 2. It stands in `<…>`, or ends at a space or at the parenthesis that closes the link.
/// 3. In raw HTML a target is the `src` of an `<img>` and the `href` of an `<a>`.
/// 4. Code spans, fenced code blocks, indented code blocks and escaped brackets hold no links.
enum MarkdownLinks {
    /// What a line may begin inside of.
    private struct Open {
        /// The length of the backtick run that began a code span, 0 for none.
        var code = 0
        /// How many brackets wait for their end.
        var brackets = 0
    }

    /// The source with every target replaced.
    static func rewritten(_ markdown: String, _ transform: (LinkTarget) -> String) -> String {
        rewritten(lines: markdown.split(separator: "\n", omittingEmptySubsequences: false)) { target, _ in
            transform(target)
        }.joined(separator: "\n")
    }

    /// The targets with the places of their lines.
    static func targets(in lines: [Substring]) -> [(target: LinkTarget, line: Int)] {
        var targets: [(LinkTarget, Int)] = []
        _ = rewritten(lines: lines) { target, line in
            targets.append((target, line))
            return target.text
        }
        return targets
    }

    private static func rewritten(lines: [Substring], _ transform: (LinkTarget, Int) -> String) -> [String] {
        var fence: Substring?
        var followsBlank = true
        var open = Open()
        return lines.enumerated().map { number, line in
            let content = line.drop { $0 == " " || $0 == ">" || $0 == "\t" }
            let mark = content.first == "`" || content.first == "~" ? content.prefix { $0 == content.first } : ""
            if let opening = fence {
                if mark.hasPrefix(opening), content.dropFirst(mark.count).allSatisfy({ $0 == " " }) { fence = nil }
                return String(line)
            }
            if mark.count >= 3, mark.first == "~" || !content.dropFirst(mark.count).contains("`") {
                fence = mark
                return String(line)
            }
            let isIndented = followsBlank && line.hasPrefix("    ")
            followsBlank = content.isEmpty || isIndented
            if content.isEmpty { open = Open() }
            return isIndented ? String(line) : rewritten(line: line, &open) { transform($0, number) }
        }
    }

    private static func rewritten(line: Substring, _ open: inout Open, _ transform: (LinkTarget) -> String) -> String {
        var result = ""
        var rest = line[...]
        // A regular expression is made anew wherever it is used, which costs far more than the line.
        if open.code == 0, rest.contains("]:"), let definition = rest.wholeMatch(of: definition) {
            result += definition.output.1
            rest = rest[definition.output.1.endIndex...]
            result += target(&rest, endsAtParenthesis: false, transform)
        }
        while let character = rest.first {
            if character == "`" {
                let run = rest.prefix { $0 == "`" }
                if open.code == 0 { open.code = run.count } else if open.code == run.count { open.code = 0 }
                result += run
                rest = rest.dropFirst(run.count)
            } else if open.code == 0, character == "\\" {
                result += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if open.code == 0, character == "<", let tag = rest.prefixMatch(of: tag) {
                result += "\(tag.output.1)\(transform(LinkTarget(text: String(tag.output.2))))\""
                rest = rest[tag.range.upperBound...]
            } else if open.code == 0, open.brackets > 0, rest.hasPrefix("](") {
                open.brackets -= 1
                result += "]("
                rest = rest.dropFirst(2)
                result += target(&rest, endsAtParenthesis: true, transform)
            } else {
                if open.code == 0, character == "[" { open.brackets += 1 }
                if open.code == 0, character == "]", open.brackets > 0 { open.brackets -= 1 }
                result.append(character)
                rest.removeFirst()
            }
        }
        return result
    }

    /// What stands before the target of a definition, and the target with the title.
    private static var definition: Regex<(Substring, Substring)> {
        #/(\ {0,3}\[[^\]^][^\]]*\]:\s*)(?:<[^>]*>|\S+)(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*/#
    }

    /// The beginning of a tag with a target, and the target.
    private static var tag: Regex<(Substring, Substring, Substring)> {
        #/(<(?:img|a)\b[^>]*?\s(?:src|href)=")([^"]*)"/#
    }

    /// Takes the target off the line and gives its replacement.
    private static func target(
        _ rest: inout Substring, endsAtParenthesis: Bool, _ transform: (LinkTarget) -> String
    ) -> String {
        if rest.first == "<", let end = rest.firstIndex(of: ">") {
            let text = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            return "<\(transform(LinkTarget(text: String(text))))>"
        }
        var depth = 0
        let text = rest.prefix { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return character != " " && !(endsAtParenthesis && depth < 0)
        }
        rest = rest.dropFirst(text.count)
        return text.isEmpty ? "" : transform(LinkTarget(text: String(text)))
    }
}
