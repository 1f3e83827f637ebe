extension Tensor {
    /// The class numbers that a model's output or labels stand for: of rows [n, classes] the column of the largest number;
    /// of [n, 1], as a sigmoid gives it, 1 above 0.5 and else 0; of labels [n] the numbers themselves.
    ///
    /// A column [n, 1] of whole numbers counts as labels, too. Labels that are not whole are a programming error.
    public var classes: [Int] {
        let width = shape.last ?? 1
        if shape.count >= 2 && width > 1 { return columnsOfLargest }
        let labels = values.map { Int(exactly: $0) }
        guard let place = labels.firstIndex(of: nil) else { return labels.compactMap(\.self) }
        guard shape.count >= 2 else {
            trap(
                """
                a tensor of shape \(shape) holds no class numbers: index \(place) is \(values[place]), not a whole \
                number; compare probabilities with a limit, (x .> 0.5).classes
                """)
        }
        return values.map { $0 > 0.5 ? 1 : 0 }
    }

    /// For every row along the last dimension the column of its largest number.
    var columnsOfLargest: [Int] { argMax(axis: -1).values.map { Int($0) } }
}
