/// Places storages in one arena so that those alive at the same time do not overlap.
enum ArenaPlanner {
    private struct Life {
        let storage: Storage
        var first: Int
        var last: Int
    }

    /// Sets every storage's offset and returns the arena's size in bytes; the pinned ones live to the end.
    static func place(_ steps: [any Step], pinned: [Storage]) -> Int {
        var lives: [ObjectIdentifier: Life] = [:]
        for (time, step) in steps.enumerated() {
            for storage in step.reads + step.writes {
                lives[ObjectIdentifier(storage), default: Life(storage: storage, first: time, last: time)].last = time
            }
        }
        for storage in pinned {
            lives[ObjectIdentifier(storage), default: Life(storage: storage, first: 0, last: 0)].last = steps.count
        }
        // Large ones first, at the lowest place free of all that live at the same time; ties in order of birth.
        let ordered = lives.values.sorted {
            ($0.storage.byteCount, $1.first, $1.last) > ($1.storage.byteCount, $0.first, $0.last)
        }
        var placed: [Life] = []
        var size = 0
        for life in ordered {
            let neighbours = placed.filter { $0.first <= life.last && life.first <= $0.last }
                .sorted { $0.storage.offset < $1.storage.offset }
            var offset = 0
            for neighbour in neighbours {
                if offset + life.storage.byteCount <= neighbour.storage.offset { break }
                offset = max(offset, neighbour.storage.offset + aligned(neighbour.storage.byteCount))
            }
            life.storage.offset = offset
            size = max(size, offset + aligned(life.storage.byteCount))
            placed.append(life)
        }
        return size
    }

    static func aligned(_ byteCount: Int) -> Int {
        (byteCount + AlignedBuffer.alignment - 1) / AlignedBuffer.alignment * AlignedBuffer.alignment
    }
}
