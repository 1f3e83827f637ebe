import Foundation
import Testing
import Transfer

/// Results that NumPy gave, by a name that says of what.
struct NumPyResults {
    private struct Result: Decodable {
        let shape: [Int]
        let values: [Double]
    }

    private let results: [String: Result]

    init() throws {
        results = try JSONDecoder().decode(
            [String: Result].self, from: Data(contentsOf: fixture("Engine/tensors.json")))
    }

    /// Whether a tensor is what NumPy gave, to 1e-6 of each number or of 1.
    func agree(_ name: String, _ tensor: Tensor) throws -> Bool {
        let result = try #require(results[name], "NumPy was not asked for \(name)")
        return tensor.shape == result.shape && tensor.count == result.values.count
            && zip(tensor.values, result.values).allSatisfy { abs(Double($0) - $1) <= 1e-6 * max(1, abs($1)) }
    }
}

@Suite("Tensors are added, multiplied and compared number by number, as NumPy does")
struct TensorArithmeticTests {
    private static let pairs: [([Int], [Int])] = [
        ([2, 3, 4], [2, 3, 4]), ([2, 3, 4], [4]), ([2, 3, 4], [3, 1]), ([4, 1], [1, 5]), ([1], [2, 3]),
        ([2, 1, 4], [3, 1]), ([], [2, 2]), ([2, 3, 1, 2], [2, 1, 5, 1]), ([0, 3], [3]), ([0, 1], [1, 0]),
        ([2, 3], [1, 1]),
    ]

    @Test("with shapes brought together by broadcasting", arguments: pairs)
    func broadcasting(left: [Int], right: [Int]) throws {
        let numPy = try NumPyResults()
        let (a, b) = (try sampleTensor(left) + 3, try sampleTensor(right) * 2 + 3)
        #expect(try numPy.agree("\(left) + \(right)", a + b))
        #expect(try numPy.agree("\(left) - \(right)", a - b))
        #expect(try numPy.agree("\(left) * \(right)", a * b))
        #expect(try numPy.agree("\(left) / \(right)", a / b))
        if (a + b).shape == a.shape {
            var (sum, difference, product, quotient) = (a, a, a, a)
            sum += b
            difference -= b
            product *= b
            quotient /= b
            #expect(sum == a + b && difference == a - b && product == a * b && quotient == a / b)
        }
    }

    @Test("with numbers of any kind on either side")
    func numbers() throws {
        let x = try Tensor(shape: [3], values: [1, 2, 4])
        let (half, three) = (0.5, 3)
        #expect((x + 1).values == [2, 3, 5] && (1 + x).values == [2, 3, 5])
        #expect((x - half).values == [0.5, 1.5, 3.5] && (half - x).values == [-0.5, -1.5, -3.5])
        #expect((x * three).values == [3, 6, 12] && (Float(2) * x).values == [2, 4, 8])
        #expect((x / 2).values == [0.5, 1, 2] && (8 / x).values == [8, 4, 2])
        #expect((-x).values == [-1, -2, -4])
        var y = x
        y += 1
        y *= 2.0
        y -= three
        y /= 2
        #expect(y.values == [0.5, 1.5, 3.5] && x.values == [1, 2, 4])
        #expect(((x / 127.5 - 1) * 2 + 0.5).shape == [3])
    }

    @Test("and compared, with 1 for true")
    func comparison() throws {
        let x = try Tensor(shape: [2, 2], values: [1, 2, 3, .nan])
        let limit = try Tensor(shape: [2], values: [2, 2])
        #expect((x .< limit).values == [1, 0, 0, 0] && (x .< 2).values == [1, 0, 0, 0])
        #expect((x .<= limit).values == [1, 1, 0, 0] && (x .<= 2).values == [1, 1, 0, 0])
        #expect((x .> limit).values == [0, 0, 1, 0] && (x .> 2).values == [0, 0, 1, 0])
        #expect((x .>= limit).values == [0, 1, 1, 0] && (x .>= 2).values == [0, 1, 1, 0])
        #expect((x .== limit).values == [0, 1, 0, 0] && (x .== 2).values == [0, 1, 0, 0])
        #expect((x .!= limit).values == [1, 0, 1, 1] && (x .!= 2).values == [1, 0, 1, 1])
        #expect((x .== 2).mean() == 0.25)
    }

    @Test("and their roots, powers and logarithms taken")
    func functions() throws {
        let (numPy, x) = (try NumPyResults(), try sampleTensor([7]))
        #expect(try numPy.agree("abs", abs(x)))
        #expect(try numPy.agree("sqrt", sqrt(abs(x) + 0.1)))
        #expect(try numPy.agree("exp", exp(abs(x) + 0.1)))
        #expect(try numPy.agree("log", log(abs(x) + 0.1)))
    }

    @Test("and shapes that do not fit end the program with a sentence that names both")
    func misfits() async throws {
        let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([2, 3]) + Tensor.ones([2])
        }
        #expect(
            try message(sum) == """
                Fatal error: tensors of shapes [2, 3] and [2] do not fit together in +: aligned at the last, each \
                dimension must be the same in both, or 1 in one; reshape one of them
                """)
        let growth = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var row = Tensor.zeros([3])
            row += Tensor.ones([2, 3])
        }
        #expect(
            try message(growth) == """
                Fatal error: += would change the shape [3] to [2, 3], because the other tensor has the shape [2, 3]; make \
                a new tensor with +
                """)
    }
}

/// The first line that an ended program wrote to its standard error.
func message(_ result: ExitTest.Result?) throws -> String {
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    return text.split(separator: "\n").first { $0.hasPrefix("Fatal error") }.map(String.init) ?? text
}
