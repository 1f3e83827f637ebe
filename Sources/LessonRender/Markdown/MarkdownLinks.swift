/// The targets of links and pictures in Markdown source.
///
/// 1. A target is what follows `](` of an inline link or picture, or `[label]:` at the beginning of a line.
/// 2. It stands in `<…>`, or ends at a space or at the parenthesis that closes the link.
/// 3. In raw HTML a target is the `src` of an `<img>` and the `href` of an `<a>`.
/// 4. Code spans, fenced code blocks, indented code blocks and escaped brackets hold no links.
enum MarkdownLinks {
    /// The source with every target replaced.
    static func rewritten(_ markdown: String, _ transform: (LinkTarget) -> String) -> String {
        var fence: Substring?
        var followsBlank = true
        var openCode = 0
        return markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let content = line.drop { $0 == " " || $0 == ">" || $0 == "\t" }
            let mark = content.first == "`" || content.first == "~" ? content.prefix { $0 == content.first } : ""
            if let open = fence {
                if mark.hasPrefix(open), content.dropFirst(mark.count).allSatisfy({ $0 == " " }) { fence = nil }
                return String(line)
            }
            if mark.count >= 3, mark.first == "~" || !content.dropFirst(mark.count).contains("`") {
                fence = mark
                return String(line)
            }
            let isIndented = followsBlank && line.hasPrefix("    ")
            followsBlank = content.isEmpty || isIndented
            if content.isEmpty { openCode = 0 }
            return isIndented ? String(line) : rewritten(line: line, openCode: &openCode, transform)
        }.joined(separator: "\n")
    }

    /// - Parameter openCode: the length of the backtick run whose code span the line begins in, 0 for none.
    private static func rewritten(line: Substring, openCode: inout Int, _ transform: (LinkTarget) -> String) -> String {
        var result = ""
        var rest = line[...]
        if openCode == 0, let definition = rest.prefixMatch(of: #/\ {0,3}\[[^\]]+\]:\s*/#) {
            result += rest[..<definition.range.upperBound]
            rest = rest[definition.range.upperBound...]
            result += target(&rest, endsAtParenthesis: false, transform)
        }
        while let character = rest.first {
            if character == "`" {
                let run = rest.prefix { $0 == "`" }
                if openCode == 0 { openCode = run.count } else if openCode == run.count { openCode = 0 }
                result += run
                rest = rest.dropFirst(run.count)
            } else if openCode == 0, character == "\\" {
                result += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if openCode == 0, let tag = rest.prefixMatch(of: #/(<(?:img|a)\b[^>]*?\s(?:src|href)=")([^"]*)"/#) {
                result += "\(tag.output.1)\(transform(LinkTarget(text: String(tag.output.2))))\""
                rest = rest[tag.range.upperBound...]
            } else if openCode == 0, rest.hasPrefix("](") {
                result += "]("
                rest = rest.dropFirst(2)
                result += target(&rest, endsAtParenthesis: true, transform)
            } else {
                result.append(character)
                rest.removeFirst()
            }
        }
        return result
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
