import Foundation

/// Tells whole HDF5 files from other files and from cut ones by their first bytes alone, where there is no checksum.
package enum HDF5Extent {
    /// What keeps the file from being a whole HDF5 file, such as `12 of 58889256 bytes`; nil if nothing does.
    ///
    /// The superblock of version 0 or 1, which Keras' files have, holds the file's size at byte 40 or 44.
    package static func defect(ofFile path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: 52),
            let size = FileStatus(path)?.byteCount
        else { return "a file that cannot be read" }
        guard head.prefix(8) == Data([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            return size == 0 ? "an empty file" : "something else"
        }
        guard head.count == 52, head[8] <= 1, head[13] == 8 else { return nil }
        let start = head[8] == 0 ? 40 : 44
        let end = head[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return UInt64(size) < end ? "\(size) of \(end) bytes" : nil
    }
}
