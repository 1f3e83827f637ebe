extension PictureFiles {
    /// Reads every file, on all threads, and names those that cannot be read; what is read is kept as far as there is room.
    func broken() -> [(index: Int, reason: String)] {
        let reasons = parallelMap(paths.count) {
            Result { try PictureWorker(.files(self), PicturePreparation.nothing) }
        } _: { worker, index -> String? in
            do {
                _ = try worker.get().bytes(self, index)
                return nil
            } catch {
                return "\(error)"
            }
        }
        return reasons.enumerated().compactMap { index, reason in reason.map { (index, $0) } }
    }
}

extension PicturePreparation {
    /// Leaves pictures as they are.
    static let nothing = PicturePreparation(
        settings: ImageDataGenerator().settings, statistics: nil, preprocessing: nil)
}
