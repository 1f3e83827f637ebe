public import LessonFormat

extension RunRecord {
    /// What stands in an inline value's place; nil if the run did not come that far.
    public func text(of value: InlineValue) -> String? {
        inlineValues.first { $0.value.mark == value.mark }?.text
    }

    /// A text with every inline value in place of its mark; of a value that is not there the expression.
    public func filled(_ text: String) -> String {
        blocks.reduce(text) { text, block in
            guard case .prose(let prose) = block else { return text }
            return prose.values.reduce(text) { text, value in
                text.replacing(value.mark, with: self.text(of: value) ?? value.source)
            }
        }
    }
}
