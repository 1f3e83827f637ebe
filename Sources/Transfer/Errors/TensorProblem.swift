/// Why a tensor could not be made.
public enum TensorProblem: Hashable, Sendable {
    /// The numbers are not as many as the shape says.
    case wrongCount(shape: [Int], count: Int)
    /// The first dimension does not reach as far.
    case noSuchSamples(shape: [Int], range: Range<Int>)
    /// The first dimension does not have this position.
    case noSuchSample(shape: [Int], index: Int)
    /// No tensors were given to join.
    case nothingToJoin
    /// The shape has no such dimension.
    case noSuchAxis(axis: Int, shape: [Int])
    /// Tensors to join differ elsewhere than along the axis, or at all where there is none.
    case shapesDiffer(first: [Int], other: [Int], axis: Int?)
    /// A label is no class number below the number of classes; `classes` is nil where that follows from the labels.
    case notAClass(index: Int, value: Float, classes: Int?)
    /// The shape is not that of a picture.
    case notAPicture(shape: [Int])
    /// The shape is not that of a batch of pictures.
    case notPictures(shape: [Int])
    /// There are not as many titles as pictures.
    case wrongTitleCount(titles: Int, pictures: Int)

    /// The sentence for people.
    var message: String {
        switch self {
        case .wrongCount(let shape, let count):
            """
            a tensor of shape \(shape) holds \(Self.product(shape)) numbers, not \(count); give as many numbers as \
            the product of the dimensions
            """
        case .noSuchSamples(let shape, let range):
            """
            samples \(range.lowerBound)..<\(range.upperBound) were asked for of a tensor of shape \(shape); \
            choose a range within its first dimension
            """
        case .noSuchSample(let shape, let index):
            "sample \(index) was asked for of a tensor of shape \(shape); choose positions within its first dimension"
        case .nothingToJoin: "there are no tensors to join; give at least one"
        case .noSuchAxis(let axis, let shape):
            "there is no axis \(axis) for tensors of shape \(shape); choose one of their dimensions, counted from 0"
        case .shapesDiffer(let first, let other, let axis):
            """
            tensors of shapes \(first) and \(other) cannot be joined\(axis.map { " along axis \($0)" } ?? ""); \
            \(axis == nil ? "give tensors of one shape" : "give tensors that are alike in all other dimensions")
            """
        case .notAClass(let index, let value, let classes):
            """
            the label at index \(index) is \(Int(exactly: value).map(String.init) ?? "\(value)"), but classes are whole numbers from 0 to \
            \(classes.map { "\($0 - 1) (classes: \($0))" } ?? "16777215"); count classes from 0, and give as many as \
            there are
            """
        case .notAPicture(let shape):
            """
            a tensor of shape \(shape) is no picture; give [height, width], [height, width, 1] or [height, width, 3], \
            or batches to Picture(batch:)
            """
        case .notPictures(let shape):
            """
            a tensor of shape \(shape) is no batch of pictures; give [n, height, width], [n, height, width, 1] or \
            [n, height, width, 3]
            """
        case .wrongTitleCount(let titles, let pictures):
            "there are titles for \(titles) of \(pictures) pictures; give one for each, or none"
        }
    }

    private static func product(_ shape: [Int]) -> String {
        var product = 1
        for dimension in shape {
            let (next, overflow) = product.multipliedReportingOverflow(by: dimension)
            if overflow || dimension < 0 { return "an impossible number of" }
            product = next
        }
        return String(product)
    }
}
