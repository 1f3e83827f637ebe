@preconcurrency import CHDF5
import Foundation

/// An HDF5 file opened for reading, or made anew; the library is not safe for threads, so that calls go through one lock.
final class HDF5File {
    private static let lock = NSRecursiveLock()
    /// H5F_ACC_TRUNC, which is no plain number in C.
    private static let truncate: UInt32 = 2
    private let file: hid_t

    /// Opens a file.
    ///
    /// Throws `TransferError.file` when it is missing or no HDF5 file.
    init(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw TransferError.file(.missing(path: path))
        }
        file = Self.lock.withLock {
            H5open()
            // The library would print its own stack of errors.
            H5Eset_auto2(0, nil, nil)
            return H5Fopen(path, 0, 0)
        }
        guard file >= 0 else { throw TransferError.file(.notHDF5(path: path)) }
    }

    /// Makes an empty file in place of any other.
    ///
    /// Throws `TransferError.file` when that is impossible.
    init(creating path: String) throws {
        file = Self.lock.withLock {
            H5open()
            H5Eset_auto2(0, nil, nil)
            return H5Fcreate(path, Self.truncate, 0, 0)
        }
        guard file >= 0 else {
            throw TransferError.file(.unwritable(path: path, reason: "the file cannot be made"))
        }
    }

    deinit {
        _ = Self.lock.withLock { H5Fclose(file) }
    }

    /// Whether there is a group or dataset at a path, every group on the way included.
    func contains(_ path: String) -> Bool {
        Self.lock.withLock {
            var prefix = ""
            for part in path.split(separator: "/") {
                prefix += "/" + part
                guard H5Lexists(file, prefix, 0) > 0 else { return false }
            }
            return true
        }
    }

    /// The strings of an attribute of a group, of fixed or variable length; nil if there is no such attribute.
    ///
    /// An empty list, which Keras writes as an array of numbers, reads as empty.
    func strings(_ attribute: String, of group: String) -> [String]? {
        Self.lock.withLock {
            guard H5Aexists_by_name(file, group, attribute, 0) > 0 else { return nil }
            let handle = H5Aopen_by_name(file, group, attribute, 0, 0)
            guard handle >= 0 else { return nil }
            defer { H5Aclose(handle) }
            let space = H5Aget_space(handle)
            defer { H5Sclose(space) }
            let type = H5Aget_type(handle)
            defer { H5Tclose(type) }
            let count = Int(H5Sget_simple_extent_npoints(space))
            guard count > 0, H5Tget_class(type) == H5T_STRING else { return [] }
            return H5Tis_variable_str(type) > 0
                ? variableStrings(handle, type, space, count) : fixedStrings(handle, type, count)
        }
    }

    private func variableStrings(_ attribute: hid_t, _ type: hid_t, _ space: hid_t, _ count: Int) -> [String]? {
        var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
        let memory = H5Tget_native_type(type, H5T_DIR_ASCEND)
        defer { H5Tclose(memory) }
        guard H5Aread(attribute, memory, &pointers) >= 0 else { return nil }
        defer { H5Dvlen_reclaim(memory, space, 0, &pointers) }
        return pointers.map { $0.map { String(cString: $0) } ?? "" }
    }

    private func fixedStrings(_ attribute: hid_t, _ type: hid_t, _ count: Int) -> [String]? {
        let size = H5Tget_size(type)
        guard size > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: size * count)
        guard H5Aread(attribute, type, &bytes) >= 0 else { return nil }
        return (0..<count).map { index in
            String(decoding: bytes[index * size..<(index + 1) * size].prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// A dataset's dimensions; nil if there is none at the path.
    func shape(of dataset: String) -> [Int]? {
        withDataset(dataset) { _, shape in shape }
    }

    /// A dataset's numbers as 32-bit floats, row-major; nil if there is none or it cannot be read.
    func floats(of dataset: String) -> [Float]? {
        withDataset(dataset) { handle, shape in
            var values = [Float](repeating: 0, count: shape.reduce(1, *))
            return H5Dread(handle, H5T_NATIVE_FLOAT_g, 0, 0, 0, &values) >= 0 ? values : nil
        }
    }

    private func withDataset<T>(_ path: String, _ body: (hid_t, [Int]) -> T?) -> T? {
        guard contains(path) else { return nil }
        return Self.lock.withLock {
            let handle = H5Dopen2(file, path, 0)
            guard handle >= 0 else { return nil }
            defer { H5Dclose(handle) }
            let space = H5Dget_space(handle)
            defer { H5Sclose(space) }
            let rank = H5Sget_simple_extent_ndims(space)
            guard rank >= 0 else { return nil }
            var dimensions = [hsize_t](repeating: 0, count: Int(rank))
            H5Sget_simple_extent_dims(space, &dimensions, nil)
            return body(handle, dimensions.map(Int.init))
        }
    }

    /// Makes a group, and those on the way that there are not yet; returns whether that worked.
    func makeGroup(_ path: String) -> Bool {
        Self.lock.withLock {
            var prefix = ""
            for part in path.split(separator: "/") {
                prefix += "/" + part
                if H5Lexists(file, prefix, 0) > 0 { continue }
                let group = H5Gcreate2(file, prefix, 0, 0, 0)
                guard group >= 0 else { return false }
                H5Gclose(group)
            }
            return true
        }
    }

    /// Writes a string as an attribute of a group; returns whether that worked.
    func setString(_ string: String, attribute: String, of group: String) -> Bool {
        setStrings([string], attribute: attribute, of: group, isList: false)
    }

    /// Writes a list of strings of one fixed length as an attribute of a group; returns whether that worked.
    func setStrings(_ strings: [String], attribute: String, of group: String) -> Bool {
        setStrings(strings, attribute: attribute, of: group, isList: true)
    }

    private func setStrings(_ strings: [String], attribute: String, of group: String, isList: Bool) -> Bool {
        let size = max(strings.map(\.utf8.count).max() ?? 0, 1)
        var bytes = [UInt8](repeating: 0, count: size * max(strings.count, 1))
        for (number, string) in strings.enumerated() {
            bytes.replaceSubrange(number * size..<number * size + string.utf8.count, with: string.utf8)
        }
        return Self.lock.withLock {
            let type = H5Tcopy(H5T_C_S1_g)
            defer { H5Tclose(type) }
            H5Tset_size(type, size)
            H5Tset_strpad(type, H5T_STR_NULLPAD)
            let count = hsize_t(strings.count)
            let space = withUnsafePointer(to: count) { isList ? H5Screate_simple(1, $0, nil) : H5Screate(H5S_SCALAR) }
            defer { H5Sclose(space) }
            let handle = H5Acreate_by_name(file, group, attribute, type, space, 0, 0, 0)
            guard handle >= 0 else { return false }
            defer { H5Aclose(handle) }
            return H5Awrite(handle, type, &bytes) >= 0
        }
    }

    /// Writes numbers, row-major, as a dataset of 32-bit floats; returns whether that worked.
    func write(_ values: [Float], shape: [Int], dataset path: String) -> Bool {
        let group = path.split(separator: "/").dropLast().joined(separator: "/")
        guard makeGroup(group) else { return false }
        return Self.lock.withLock {
            let dimensions = shape.map { hsize_t($0) }
            let space = H5Screate_simple(Int32(shape.count), dimensions, nil)
            defer { H5Sclose(space) }
            let handle = H5Dcreate2(file, path, H5T_IEEE_F32LE_g, space, 0, 0, 0)
            guard handle >= 0 else { return false }
            defer { H5Dclose(handle) }
            return H5Dwrite(handle, H5T_NATIVE_FLOAT_g, 0, 0, 0, values) >= 0
        }
    }

    /// Brings everything written to the disk; returns whether that worked.
    func flush() -> Bool { Self.lock.withLock { H5Fflush(file, H5F_SCOPE_GLOBAL) >= 0 } }
}
