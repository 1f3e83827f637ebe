extension ImageFlow {
    /// The next batch, changed at random as for training; after the last one another pass begins, as with `next` of
    /// Keras' flows.
    ///
    /// Throws `TransferError.training` if the flow has no pictures. It reads no further ahead, and what it has come to is
    /// its own affair: `for batch in flow` and `fit` begin at the beginning.
    public func next() throws -> ImageBatch {
        guard count > 0 else { throw TransferError.training(.noSamples) }
        let (indices, pass) = position.next {
            let pass = nextPass()
            return (order(of: pass), pass)
        }
        // Nothing waits behind a single batch, so that no thread is left when nobody asks for more.
        guard let batch = ImageBatchIterator(self, order: [indices], pass: pass).next() else {
            throw TransferError.training(.noSamples)
        }
        return batch
    }

    /// The pictures of each batch of a pass.
    func order(of pass: Int) -> [[Int]] {
        var batches = BatchOrder(
            count: count, batchSize: batchSize, shuffle: shuffle, seed: seed, stepsPerEpoch: nil)
        batches.passes = pass
        return batches.nextEpoch()
    }
}
