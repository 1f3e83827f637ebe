@testable import Transfer

/// Reads all that there is to read in a file.
enum FileWalk {
    /// Opens the bytes as what they begin as, and reads every part of them.
    static func everything(in source: ByteSource) throws {
        if try HDF5File.isHDF5(source) {
            let file = try HDF5File(source)
            var budget = 3000
            try walk(file, "", depth: 0, &budget)
            if let legacy = try LegacyWeightsFile(file) { try read(legacy) }
            if let objects = try ObjectWeightsFile(file) { try read(objects) }
        } else if try SafetensorsFile.isSafetensors(source) {
            try read(SafetensorsWeightsFile(SafetensorsFile(source)))
        } else {
            let archive = try ZipArchive(source)
            for entry in archive.entries {
                _ = try archive.bytes(of: entry, limit: 1 << 24)
                let inner = try archive.open(entry)
                if try HDF5File.isHDF5(inner) { try everything(in: inner) }
            }
        }
    }

    private static func read(_ file: any WeightsFile) throws {
        for array in file.layers.flatMap(\.arrays) {
            let count = array.shape.reduce(1, *)
            let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
            defer { memory.deallocate() }
            try array.read(memory)
        }
    }

    /// Links in circles are legal; the walk ends at some depth, and after some steps.
    private static func walk(_ file: HDF5File, _ path: String, depth: Int, _ budget: inout Int) throws {
        budget -= 1
        guard depth < 8, budget > 0 else { return }
        for attribute in try (file.attributes(of: path) ?? [:]).values {
            _ = (try attribute.strings(in: file), attribute.floats())
        }
        if let children = try file.children(of: path) {
            for child in children { try walk(file, path + "/" + child, depth: depth + 1, &budget) }
        } else if path != "/texts" {
            _ = try file.floats(of: path)
        }
    }
}
