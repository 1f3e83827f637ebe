import Foundation

/// The shape of a data set's two parts.
struct DatasetShape {
    /// The dimensions of a picture.
    let picture: [Int]
    /// How many pictures there are for training.
    var train: Int
    /// How many pictures there are for tests.
    var test: Int
    let classes: Int
    /// Whether labels are a column [n, 1].
    let isColumn: Bool

    static let digits = DatasetShape(picture: [28, 28], train: 60_000, test: 10_000, classes: 10, isColumn: false)

    static func cifar(classes: Int) -> DatasetShape {
        DatasetShape(picture: [32, 32, 3], train: 50_000, test: 10_000, classes: classes, isColumn: true)
    }

    /// Zeros in place of the pictures, and labels that take turns.
    var placeholders: (train: LabelledTensors, test: LabelledTensors) {
        func part(_ count: Int) -> LabelledTensors {
            (
                Placeholders.tensor([count] + picture),
                Placeholders.labels(count: count, classes: classes, isColumn: isColumn)
            )
        }
        return (part(train), part(test))
    }
}

extension Planning {
    /// Placeholders of a data set's size: that of the files where they say so, else the published one.
    func dataset(_ info: DatasetInfo, at path: String?, _ shape: DatasetShape) -> (
        train: LabelledTensors, test: LabelledTensors
    ) {
        var shape = shape
        if let place = DatasetFiles.place(of: info, at: path) {
            // What cannot be read here is for a real run to complain about.
            let size = shape.picture.reduce(1, *)
            func count(_ name: String, published: Int) -> Int {
                let count = (try? IDXFile.count(in: place, name, published: published, pictureSize: size)) ?? nil
                return count ?? published
            }
            shape.train = count("train-images-idx3-ubyte", published: shape.train)
            shape.test = count("t10k-images-idx3-ubyte", published: shape.test)
        } else {
            assumptions.make()
            note("the data set \(info.name) is missing; assumed \(shape.train) and \(shape.test) pictures")
        }
        return shape.placeholders
    }
}

extension IDXFile {
    /// How many pictures a file in a folder, plain or as `.gz`, announces in its head; nil if that cannot be told, or is
    /// more than were published and the file holds.
    fileprivate static func count(in folder: String, _ name: String, published: Int, pictureSize: Int) throws -> Int? {
        var held = 0
        var head: [UInt8] = []
        if let plain = try? ByteSource("\(folder)/\(name)") {
            head = try plain.bytes(at: 0, count: 8)
            held = plain.count / max(pictureSize, 1)
        } else {
            // The first piece that is unpacked holds the head.
            struct Enough: Error {}
            do {
                try Inflation.inflate(ByteSource("\(folder)/\(name).gz"), format: .gzip, limit: .max) { piece in
                    head += piece
                    if head.count >= 8 { throw Enough() }
                }
            } catch is Enough {}
        }
        guard head.count >= 8 else { return nil }
        let count = head[4..<8].reduce(0) { $0 << 8 | Int($1) }
        return count <= max(published, held) ? count : nil
    }
}
