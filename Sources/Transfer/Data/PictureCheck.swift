import Compute
import Foundation

extension PictureFiles {
    /// Reads every file, on all threads, and names those that cannot be read; what is read is kept as far as there is room.
    func broken() -> [(index: Int, reason: String)] {
        let reasons = BrokenReasons(count: paths.count)
        DispatchQueue.concurrentPerform(iterations: Threads.count) { _ in
            let reader = Result { try PictureWorker(.files(self), PicturePreparation.nothing) }
            while let index = reasons.nextIndex() {
                do {
                    _ = try reader.get().bytes(self, index)
                } catch {
                    reasons.add(index, "\(error)")
                }
            }
        }
        return reasons.sorted
    }
}

extension PicturePreparation {
    /// Leaves pictures as they are.
    static let nothing = PicturePreparation(
        settings: ImageDataGenerator().settings, statistics: nil, preprocessing: nil)
}

/// Why files cannot be read, gathered by several threads.
private final class BrokenReasons: @unchecked Sendable {
    private let lock = NSLock()
    private let count: Int
    private var upcoming = 0
    private var reasons: [Int: String] = [:]

    init(count: Int) {
        self.count = count
    }

    func nextIndex() -> Int? {
        lock.withLock {
            defer { upcoming += 1 }
            return upcoming < count ? upcoming : nil
        }
    }

    func add(_ index: Int, _ reason: String) { lock.withLock { reasons[index] = reason } }

    var sorted: [(index: Int, reason: String)] {
        lock.withLock { reasons.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }
}
