extension Lesson {
    /// Reads a lesson from its text.
    ///
    /// 1. Front matter may stand at the top (`FrontMatter.parse` has its rules); the rest is CommonMark with
    ///    GitHub's pipe tables and task lists.
    /// 2. A fenced code block at top level whose first info word is `swift` is a cell; all else is prose.
    /// 3. The other words of the info line are options: `flag`, `key=value`, `key="two words"`. Leading lines
    ///    `//| key: value` or `//| flag` in the code are options too, and no part of the code.
    /// 4. Options are those of `CellOptionKey.all`, each at most once.
    /// 5. Cells are counted from 1; one without `id` is called `cell-<n>`. Names are unique in the lesson.
    /// 6. A code span of single backticks that begins with `swift ` is an inline value (`InlineValueFinder` has its rules).
    /// 7. Inside a list or quotation a `swift` fence must be `static`, and stays prose.
    /// 8. A fence must be closed.
    /// 9. The title is the front matter's, else the first heading's text, else the file's name.
    ///
    /// - Parameters:
    ///   - text: the lesson's text.
    ///   - file: its name, as messages give it.
    /// - Throws: `LessonSyntaxError` with everything that is wrong.
    public static func parse(_ text: String, file: String) throws -> Lesson {
        var source = SourceText(text)
        var problems: [LessonProblem] = []
        let (values, lineOffset) = FrontMatter.parse(source, problems: &problems)
        var (body, document) = try document(of: source, from: lineOffset, file: file)
        var finder = InlineValueFinder(source: body, lineOffset: lineOffset)
        let inlineValues = finder.values(in: document)
        problems += finder.problems
        if !inlineValues.isEmpty {
            // The marks that take the values' places run through CommonMark like any other letter.
            source = SourceText((source.lines[..<lineOffset] + finder.markedLines).joined(separator: "\n"))
            (body, document) = try Self.document(of: source, from: lineOffset, file: file)
        }
        var reader = CellReader(source: source, lineOffset: lineOffset)
        let blocks = document.topLevel
        let cells = blocks.map { reader.cell(from: $0) }
        problems += reader.finish()
        if !problems.isEmpty { throw LessonSyntaxError(file: file, problems: problems) }

        let firstHeading = document.allNodes.first { $0.kind == .heading }?.plainText
        let frontMatter = FrontMatter(
            title: values.title ?? firstHeading.flatMap { $0.isEmpty ? nil : $0 } ?? file,
            values: values)
        let preparation = ProsePreparation(source: body, allowsHTML: frontMatter.allowsHTML)
        let headings = preparation.apply(to: document)
        problems = reader.labelProblems(headings: headings.joined())
        if !problems.isEmpty { throw LessonSyntaxError(file: file, problems: problems) }
        let html = document.topLevel.map { $0.html(allowingRawHTML: frontMatter.allowsHTML) }
        return Lesson(
            file: file, frontMatter: frontMatter,
            blocks: assemble(
                cells: cells, html: html, headings: headings, values: inlineValues, source: source,
                lineOffset: lineOffset))
    }

    private static func document(
        of source: SourceText, from lineOffset: Int, file: String
    ) throws -> (SourceText, MarkdownDocument) {
        let body = SourceText(source.lines[lineOffset...].joined(separator: "\n"))
        guard let document = MarkdownDocument(body.lines.joined(separator: "\n")) else {
            throw LessonFileError(path: file, reason: .unreadable("out of memory"))
        }
        return (body, document)
    }

    /// Gathers what stands between two cells into one run of prose.
    private static func assemble(
        cells: [CellReader.Found?], html: [String], headings: [[Heading]], values: [InlineValue], source: SourceText,
        lineOffset: Int
    ) -> [Block] {
        var blocks: [Block] = []
        var prose = Prose(markdown: "", html: "", headings: [])
        var firstLine = lineOffset + 1
        func finishProse(through lastLine: Int) {
            prose.markdown = source.text(from: firstLine, through: lastLine)
            prose.values = values.filter { $0.line >= firstLine && $0.line <= lastLine }
            if !prose.markdown.isEmpty { blocks.append(.prose(prose)) }
            prose = Prose(markdown: "", html: "", headings: [])
        }
        for (index, found) in cells.enumerated() {
            if let found {
                finishProse(through: found.cell.fenceLine - 1)
                blocks.append(.cell(found.cell))
                firstLine = found.lastLine + 1
            } else {
                prose.html += html[index]
                prose.headings += headings[index]
            }
        }
        finishProse(through: source.lines.count)
        return blocks
    }
}

extension FrontMatter {
    /// Front matter as written, the defaults filled in.
    fileprivate init(title: String, values: Values) {
        self.init(title: title)
        if let seed = values.seed { self.seed = seed }
        if let timeout = values.timeout { self.timeout = timeout }
        totalTimeout = values.totalTimeout
        parameters = values.parameters ?? []
        requirements = values.requirements ?? []
        if let allowsHTML = values.allowsHTML { self.allowsHTML = allowsHTML }
    }
}
