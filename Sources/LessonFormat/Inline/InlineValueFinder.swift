/// Finds the inline values in a lesson's prose, and puts marks in their places.
///
/// 1. An inline value is a code span of single backticks whose text begins with `swift ` and goes on; one with two
///    backticks at both ends stays code.
/// 2. The next word may be a number format `%…`; the rest is the expression. In a pipe table `\|` is a pipe.
/// 3. It stands on one line, in a paragraph, list item, quotation, heading or table cell.
/// 4. Its mark is a character of the Unicode plane that is kept for private use.
struct InlineValueFinder {
    /// What is wrong with the values found.
    private(set) var problems: [LessonProblem] = []
    /// The document's lines with the marks in place of the values.
    private(set) var markedLines: [String]

    private let source: SourceText
    private let lineOffset: Int
    private var freeMarks: LazyFilterSequence<ClosedRange<UInt32>>.Iterator

    /// Makes a finder for the lines of a document, before which the file has `lineOffset` more.
    init(source: SourceText, lineOffset: Int) {
        self.source = source
        self.lineOffset = lineOffset
        markedLines = source.lines
        let used = Set(source.lines.joined().unicodeScalars.lazy.map(\.value).filter { $0 >= 0xF0000 })
        freeMarks = (0xF0000...0xFFFFD).lazy.filter { !used.contains($0) }.makeIterator()
    }

    /// The values of the document that the lines were parsed to, in order.
    mutating func values(in document: MarkdownDocument) -> [InlineValue] {
        var values: [InlineValue] = []
        for node in document.allNodes where node.kind == .paragraph || node.kind == .heading {
            let spans = node.descendants.filter { $0.kind == .code }.map(\.literal)
            if spans.contains(where: Self.isValue) { values += found(in: node, spans: spans) }
        }
        return values
    }

    private static func isValue(_ text: String) -> Bool { text.hasPrefix("swift ") }

    /// Walks along a block's lines from one code span to the next.
    private mutating func found(in block: MarkdownDocument.Node, spans: [String]) -> [InlineValue] {
        let (first, last) = block.lines
        guard first >= 1, last <= source.lines.count, first <= last else { return [] }
        let isTable = PipeTable(paragraph: ParagraphLines(block, in: source).texts) != nil
        var values: [InlineValue] = []
        var line = first
        var start = 0
        var shift = 0
        for text in spans {
            var place = (line: line, start: start)
            var span = CodeSpan.next(text, in: source.lines[place.line - 1], from: place.start)
            while span == nil, place.line < last {
                place = (place.line + 1, 0)
                span = CodeSpan.next(text, in: source.lines[place.line - 1], from: 0)
            }
            guard let span else {
                // Only what is wrapped is on none of the lines.
                if Self.isValue(text) { report(line, .wrappedInlineValue) }
                continue
            }
            if place.line != line { shift = 0 }
            (line, start) = (place.line, span.range.upperBound)
            guard span.backticks == 1, Self.isValue(text), let mark = freeMarks.next().flatMap(Unicode.Scalar.init)
            else { continue }
            if let value = value(span, line: line, mark: String(mark), isTable: isTable) { values.append(value) }
            shift += replace(span.range, shift: shift, line: line, with: String(mark))
        }
        return values
    }

    private mutating func value(_ span: CodeSpan, line: Int, mark: String, isTable: Bool) -> InlineValue? {
        var rest = span.content.drop { $0 == " " }.dropFirst("swift".count).drop { $0 == " " }
        var format: String?
        if rest.first == "%" {
            let word = String(rest.prefix { $0 != " " })
            if word.wholeMatch(of: /%[-+ 0#]*\d{0,3}(\.\d{1,3})?[diuxXofFeEgG]/) == nil {
                report(line, .invalidFormat(word))
                return nil
            }
            format = word
            rest = rest.dropFirst(word.count).drop { $0 == " " }
        }
        let expression = String(rest).trimmed
        if expression.isEmpty {
            report(line, .emptyInlineValue)
            return nil
        }
        let column = span.contentStart + span.content.utf8.count - rest.utf8.count + 1
        return InlineValue(
            mark: mark, expression: isTable ? expression.replacing("\\|", with: "|") : expression, format: format,
            line: line + lineOffset, column: column)
    }

    /// Puts a mark in place of some bytes of a line, which moved by `shift`; returns by how much those behind move.
    private mutating func replace(_ range: Range<Int>, shift: Int, line: Int, with mark: String) -> Int {
        var bytes = Array(markedLines[line - 1].utf8)
        bytes.replaceSubrange((range.lowerBound + shift)..<(range.upperBound + shift), with: mark.utf8)
        markedLines[line - 1] = String(decoding: bytes, as: UTF8.self)
        return mark.utf8.count - range.count
    }

    private mutating func report(_ line: Int, _ kind: LessonProblem.Kind) {
        problems.append(LessonProblem(line: line + lineOffset, kind: kind))
    }
}
