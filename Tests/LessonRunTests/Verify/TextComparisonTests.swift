import Testing

@testable import LessonRun

@Suite("Texts are compared as words and numbers")
struct TextComparisonTests {
    /// Each change as `line label before -> after`.
    private func changes(_ before: String, _ after: String, _ tolerance: Double? = nil) -> [String] {
        TextComparison(before, after, NumberTolerance(tolerance)).changes.map {
            "\($0.line) \($0.label ?? "–") \($0.before ?? "–") -> \($0.after ?? "–")"
        }
    }

    @Test("Numbers within the tolerance are no change, the others are named for the word before them")
    func numbers() {
        let before = "loss: 1.3394 - accuracy: 0.5625\nval_loss=0.25, f1-score 0.9\n"
        let after = "loss: 1.3395 - accuracy: 0.5312\nval_loss=0.75, f1-score 0.8\n"
        #expect(
            changes(before, after) == [
                "1 accuracy 0.5625 -> 0.5312", "2 val_loss 0.25 -> 0.75", "2 f1-score 0.9 -> 0.8",
            ])
        #expect(changes(before, after, 0.1) == ["2 val_loss 0.25 -> 0.75"])
        #expect(changes(before, after, 0.5) == [])
    }

    @Test("Words must be the same; every line with others is told")
    func words() {
        #expect(changes("a 1.0\nb\nc 1", "a 1.5\nd\nc 2") == ["1 a 1.0 -> 1.5", "2 – 'b' -> 'd'", "3 c 1 -> 2"])
        #expect(changes("ResNet50", "ResNet101") == ["1 – 'ResNet50' -> 'ResNet101'"])
        #expect(changes("a", "a\nb") == ["2 – – -> 'b'"])
        #expect(changes("a\nb\n", "a") == ["2 – 'b' -> –"])
        #expect(changes("", "a") == ["1 – '' -> 'a'"])
        // Of texts with line endings of Windows too.
        #expect(changes("a\r\nb 1.5\r\n", "a\r\nb 2.5\r\n") == ["2 b 1.5 -> 2.5"])
    }

    @Test("Lines that were added or removed make no differences in the lines behind them")
    func lines() {
        #expect(changes("a 1\nb 2\nc 3", "new\na 1\nb 5\nc 3") == ["1 – – -> 'new'", "3 b 2 -> 5"])
        #expect(changes("a 1\nold\nb 2\nc 3", "a 1\nb 5\nc 3") == ["2 – 'old' -> –", "2 b 2 -> 5"])
        #expect(changes("x\na\nb\ny", "x\nc\ny") == ["2 – 'a' -> 'c'", "3 – 'b' -> –"])
        // Lines of the same words, of which one is gone.
        #expect(changes("epoch 1\nepoch 2\nepoch 3", "epoch 1\nepoch 3") == ["2 – 'epoch 2' -> –"])
        // Of texts with very many differences lines pair up by their numbers.
        let many = (0..<600).map { "a\($0)" }.joined(separator: "\n")
        #expect(changes(many, many.replacing("a", with: "b")).count == 600)
    }

    @Test("Spaces may differ beside a number of another length, and nowhere else")
    func spaces() {
        #expect(changes("x  9.99999 y", "x 10.00001 y") == [])
        #expect(changes("x  y", "x y") == ["1 – 'x  y' -> 'x y'"])
        #expect(changes("x  1 y", "x 1 y") == ["1 – 'x  1 y' -> 'x 1 y'"])
        // A number of another length excuses the spaces beside it only.
        #expect(changes("    a  1.00001   b", "a 1.00002 b") != [])
    }

    @Test("A hyphen between words and numbers is no sign; a number within a word is a part of it")
    func signs() {
        #expect(changes("3-5", "3-6") == ["1 – 5 -> 6"])
        #expect(changes("(-0.5)", "(0.5)") == ["1 – -0.5 -> 0.5"])
        #expect(changes("3x3 of x2", "3x3 of x4") == ["1 – '3x3 of x2' -> '3x3 of x4'"])
        #expect(changes("[0.1,0.2]", "[0.1,0.3]") == ["1 – 0.2 -> 0.3"])
        #expect(changes("nan", "0.5") == ["1 – nan -> 0.5"])
    }

    @Test("Numbers of per cent have a hundred times the tolerance")
    func percentages() {
        #expect(changes("dam 97.0 %, pier 1%", "dam 97.9 %, pier 2%", 0.01) == [])
        #expect(changes("dam 97.0 %", "dam 95.9 %", 0.01) == ["1 dam 97.0 -> 95.9"])
        #expect(changes("dam 97.0", "dam 97.9", 0.01) == ["1 dam 97.0 -> 97.9"])
        #expect(TextComparison("97 %", "95 %", NumberTolerance(0.01)).changes.first?.tolerance == 1)
    }

    @Test("Long lines are quoted in part, line endings as a sign")
    func quotes() {
        let change = changes(String(repeating: "a", count: 100), "b\tc")
        #expect(change == ["1 – '\(String(repeating: "a", count: 79))…' -> 'b c'"])
    }
}
