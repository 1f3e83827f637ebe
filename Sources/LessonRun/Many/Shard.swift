/// One of several parts of a list of lessons, for machines that share the work.
public struct Shard: Codable, Hashable, Sendable {
    /// Which part this is, counted from 1.
    public var index: Int
    /// How many parts there are.
    public var count: Int

    /// Reads `2/5`; nil for anything but a part from 1 to the number of parts.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1, index <= count else {
            return nil
        }
        self.index = index
        self.count = count
    }

    /// The lessons of this part, in the order given.
    ///
    /// Every part computes the same division: the lessons, the longest first, go one by one to the part that has the
    /// least to do. A lesson whose time is not known counts as the mean of the others, so that without any times the
    /// parts differ by one lesson at most.
    /// - Parameters:
    ///   - items: the lessons.
    ///   - seconds: how long each took when it last ran, where that is known.
    public func part<Item>(of items: [Item], seconds: [Double?]) -> [Item] {
        let known = seconds.compactMap { $0 }
        let mean = known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
        let costs = items.indices.map { seconds.indices.contains($0) ? seconds[$0] ?? mean : mean }
        let order = items.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
        var loads = [Double](repeating: 0, count: count)
        var mine: [Int] = []
        for item in order {
            let part = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
            loads[part] += costs[item]
            if part == index - 1 { mine.append(item) }
        }
        return mine.sorted().map { items[$0] }
    }
}
