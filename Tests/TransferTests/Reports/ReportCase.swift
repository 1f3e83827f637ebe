import Foundation
import Testing

/// Labels and predictions, with what scikit-learn and NumPy make of them.
struct ReportCase: Decodable, CustomTestStringConvertible {
    let title: String
    let labels: [Int]
    let predictions: [Int]
    let classNames: [String]
    let digits: Int
    let reporting: [Int]?
    let report: String
    /// Precision, recall, F1 and support of each class, then of the averages.
    let scores: [[Double]]
    let matrix: String
    /// The normalized matrices by what they are normalized by; of few classes only.
    let normalized: [String: [[Double]]]?

    var testDescription: String { title }

    /// Every case in the fixture.
    static func all() throws -> [ReportCase] {
        let folder = try #require(Bundle.module.resourceURL)
        let file = folder.appending(path: "Fixtures/Reports/scikit-learn.json")
        return try JSONDecoder().decode([ReportCase].self, from: Data(contentsOf: file))
    }
}
