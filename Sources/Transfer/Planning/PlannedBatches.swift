extension FlowSamples {
    /// Batches of zeros in place of a flow's pictures.
    ///
    /// Throws `TransferError.imageData` if the generator's settings cannot be used.
    func plannedBatches(_ order: [[Int]]) throws -> any BatchStream {
        _ = try flow.generator.preparation(channels: flow.imageShape[2])
        let size = flow.imageShape.reduce(1, *)
        let mixed = isAugmented && flow.generator.settings.mixesBatches ? try flow.targets() : nil
        let givesPictures = flow.classMode == .input
        return LazyBatches(order) { indices in
            let values = [Float](repeating: 0, count: size * indices.count)
            var batch = SourceBatch(count: indices.count, values: [values])
            if givesPictures { batch.targets = .values(values, count: indices.count) }
            if let mixed {
                let columns = mixed.count / max(mixed.shape[0], 1)
                batch.targets = .values(
                    indices.flatMap { mixed.values[$0 * columns..<($0 + 1) * columns] }, count: indices.count)
            }
            return batch
        }
    }
}
