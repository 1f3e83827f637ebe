import Foundation

/// Makes names as Keras does: the kind in snake case, with a number from the second on.
final class LayerNames: @unchecked Sendable {
    static let shared = LayerNames()

    private let lock = NSLock()
    private var used: [String: Int] = [:]

    func next(_ kind: String) -> String {
        let base = Self.snakeCase(kind)
        return lock.withLock {
            let number = used[base, default: 0]
            used[base] = number + 1
            return number == 0 ? base : "\(base)_\(number)"
        }
    }

    /// Keeps a name that a layer was given from being made later.
    func keepFree(_ name: String) {
        let match = name.firstMatch(of: /^(.+)_(\d{1,6})$/)
        let (base, number) = match.map { (String($0.1), Int($0.2) ?? 0) } ?? (name, 0)
        lock.withLock { used[base] = max(used[base, default: 0], number + 1) }
    }

    /// `GlobalAveragePooling2D` becomes `global_average_pooling2d`, `ReLU` `re_lu`, `Conv2D` `conv2d`.
    static func snakeCase(_ kind: String) -> String {
        kind.replacing(/(.)([A-Z][a-z]+)/) { "\($0.1)_\($0.2)" }
            .replacing(/([a-z])([A-Z])/) { "\($0.1)_\($0.2)" }.lowercased()
    }
}
