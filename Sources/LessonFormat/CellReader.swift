/// Finds the cells among a document's blocks, names them, and gathers what is wrong with them.
struct CellReader {
    /// A cell and where it ends.
    struct Found {
        var cell: Cell
        /// The line of the closing fence, counted from 1.
        var lastLine: Int
    }

    let source: SourceText
    /// How many lines of the file come before the document's first.
    let lineOffset: Int
    private var problems: [LessonProblem] = []
    private var count = 0
    /// Whether a line was taken for no fence, so that the closing one behind it opens a block.
    private var hasLookalike = false
    /// The names given with `id`: the lines of their cells, and those that they stand on.
    private var given: [String: (cellLine: Int, line: Int)] = [:]
    /// The lines of the cells that have automatic names.
    private var automatic: [String: Int] = [:]
    /// The labels given: the lines of their cells, and those that they stand on.
    private var labels: [String: (cellLine: Int, line: Int)] = [:]

    init(source: SourceText, lineOffset: Int) {
        self.source = source
        self.lineOffset = lineOffset
    }

    /// The cell that a block at top level is; nil for prose, whose fences are looked at too.
    mutating func cell(from block: MarkdownDocument.Node) -> Found? {
        let lookalikes = LookalikeFence(source: source, lineOffset: lineOffset)
        if let problem = ([block] + block.descendants).lazy.compactMap(lookalikes.problem).first {
            problems.append(problem)
            hasLookalike = true
        }
        guard let fence = Fence(block, in: source, lineOffset: lineOffset) else {
            block.descendants.forEach { checkNested($0) }
            return nil
        }
        if !fence.isClosed, !hasLookalike { report(fence.lines.first, .unclosedFence(marker: fence.marker)) }
        guard fence.language == "swift" else { return nil }
        count += 1
        let (header, code, optionLines) = read(fence)
        let id = name(header, line: fence.lines.first)
        if let label = header.options.label { note(label, header.labelLine, cellLine: fence.lines.first) }
        let cell = Cell(
            id: id, code: code, codeLine: fence.lines.first + 1 + optionLines, fenceLine: fence.lines.first,
            options: header.options)
        return Found(cell: cell, lastLine: fence.lines.last)
    }

    /// Everything wrong with the cells seen.
    func finish() -> [LessonProblem] {
        problems
            + given.compactMap { id, place in
                automatic[id].map { LessonProblem(line: place.line, kind: .automaticID(id, cellLine: $0)) }
            }
    }

    /// The labels that links could not tell from a heading.
    func labelProblems(headings: some Sequence<Heading>) -> [LessonProblem] {
        headings.compactMap { heading in
            labels[heading.anchor].map { LessonProblem(line: $0.line, kind: .headingLabel(heading.anchor)) }
        }
    }

    private mutating func note(_ label: String, _ line: Int, cellLine: Int) {
        if let first = labels[label] {
            report(line, .duplicateLabel(label, firstLine: first.cellLine))
        } else {
            labels[label] = (cellLine, line)
        }
    }

    private mutating func checkNested(_ node: MarkdownDocument.Node) {
        guard let fence = Fence(node, in: source, lineOffset: lineOffset), fence.language == "swift" else { return }
        if !fence.isClosed { report(fence.lines.first, .unclosedFence(marker: fence.marker)) }
        if !read(fence).header.options.isStatic { report(fence.lines.first, .nestedCell) }
    }

    /// The options of a fence, its code without `//|` lines, and how many of these there were.
    private mutating func read(_ fence: Fence) -> (header: CellHeader, code: String, optionLines: Int) {
        var tokens = OptionToken.infoLine(fence.info, line: fence.lines.first)
        var lines = fence.node.literal.split(separator: "\n", omittingEmptySubsequences: false)[...]
        // The literal ends in a line ending.
        if lines.last?.isEmpty == true { lines.removeLast() }
        var optionLines = 0
        while let line = lines.first,
            let token = OptionToken.codeLine(String(line), line: fence.lines.first + 1 + optionLines)
        {
            tokens.append(token)
            lines.removeFirst()
            optionLines += 1
        }
        return (CellHeader(tokens, problems: &problems), lines.joined(separator: "\n"), optionLines)
    }

    private mutating func name(_ header: CellHeader, line: Int) -> String {
        guard let id = header.id else {
            let id = "cell-\(count)"
            automatic[id] = line
            return id
        }
        if let first = given[id] {
            report(header.idLine, .duplicateID(id, firstLine: first.cellLine))
        } else {
            given[id] = (line, header.idLine)
        }
        return id
    }

    private mutating func report(_ line: Int, _ kind: LessonProblem.Kind) {
        problems.append(LessonProblem(line: line, kind: kind))
    }
}
