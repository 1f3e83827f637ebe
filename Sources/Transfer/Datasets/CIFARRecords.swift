/// The binary format of CIFAR: the classes of a picture in a byte each, then its red, green and blue plane of 32 × 32.
enum CIFARRecords {
    /// The pictures [n, 32, 32, 3] and the classes [n, 1] that stand in one of the label bytes.
    ///
    /// Throws `TransferError.dataset` when the bytes are no whole records, or a class is too large.
    static func tensors(
        _ files: [[UInt8]], labelBytes: Int, label: Int, classes: Int, path: String
    ) throws -> LabelledTensors {
        let (plane, record) = (1024, labelBytes + 3072)
        var x: [Float] = []
        var y: [Float] = []
        x.reserveCapacity(files.reduce(0) { $0 + $1.count })
        for file in files {
            guard !file.isEmpty, file.count % record == 0 else {
                throw TransferError.dataset(
                    .malformed(path: path, reason: "\(file.count) bytes are no whole records of \(record)"))
            }
            for start in stride(from: 0, to: file.count, by: record) {
                guard file[start + label] < classes else {
                    throw TransferError.dataset(
                        .malformed(path: path, reason: "a class is \(file[start + label]), not below \(classes)"))
                }
                y.append(Float(file[start + label]))
                let red = start + labelBytes
                for pixel in red..<red + plane {
                    x.append(Float(file[pixel]))
                    x.append(Float(file[pixel + plane]))
                    x.append(Float(file[pixel + 2 * plane]))
                }
            }
        }
        return (Tensor(checked: [y.count, 32, 32, 3], x), Tensor(checked: [y.count, 1], y))
    }
}
