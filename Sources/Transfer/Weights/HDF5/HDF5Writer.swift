@preconcurrency import CHDF5
import Foundation

/// A new HDF5 file, written by the C library in the oldest format, which every reader knows.
///
/// The library is not safe for threads, so that calls go through one lock.
final class HDF5Writer {
    private static let lock = NSRecursiveLock()
    /// H5F_ACC_TRUNC, which is no plain number in C.
    private static let truncate: UInt32 = 2
    /// The length that stands for "any" in a type of strings, H5T_VARIABLE.
    private static let anyLength = -1
    private let path: String
    private let file: hid_t

    /// Makes an empty file in place of any other.
    ///
    /// Throws `TransferError.file`, as all that follow, when that is impossible.
    init(creating path: String) throws {
        self.path = path
        file = Self.lock.withLock {
            H5open()
            // The library would print its own stack of errors.
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

    /// Makes a group, and those on the way that there are not yet.
    func makeGroup(_ path: String) throws {
        try Self.lock.withLock {
            var prefix = ""
            for part in path.split(separator: "/") {
                prefix += "/" + part
                if H5Lexists(file, prefix, 0) > 0 { continue }
                let group = H5Gcreate2(file, prefix, 0, 0, 0)
                try check(group)
                H5Gclose(group)
            }
        }
    }

    /// Writes a string of variable length, as Keras writes single ones, as an attribute of a group or dataset.
    func setString(_ string: String, attribute: String, of path: String) throws {
        try Self.lock.withLock {
            let type = try stringType(size: Self.anyLength)
            defer { H5Tclose(type) }
            H5Tset_cset(type, H5T_CSET_UTF8)
            let space = H5Screate(H5S_SCALAR)
            defer { H5Sclose(space) }
            try string.withCString { characters in
                try setAttribute(attribute, of: path, type: type, space: space) { handle in
                    withUnsafePointer(to: characters) { H5Awrite(handle, type, $0) }
                }
            }
        }
    }

    /// Writes a list of strings of one fixed length as an attribute of a group or dataset.
    func setStrings(_ strings: [String], attribute: String, of path: String) throws {
        let size = max(strings.map(\.utf8.count).max() ?? 0, 1)
        var bytes = [UInt8](repeating: 0, count: size * max(strings.count, 1))
        for (number, string) in strings.enumerated() {
            bytes.replaceSubrange(number * size..<number * size + string.utf8.count, with: string.utf8)
        }
        try Self.lock.withLock {
            let type = try stringType(size: size)
            defer { H5Tclose(type) }
            H5Tset_strpad(type, H5T_STR_NULLPAD)
            let space = try makeSpace([strings.count])
            defer { H5Sclose(space) }
            try setAttribute(attribute, of: path, type: type, space: space) { H5Awrite($0, type, &bytes) }
        }
    }

    /// Writes numbers, row-major, as a dataset of 32-bit floats; there must be as many as the shape says.
    func write(_ values: UnsafeBufferPointer<Float>, shape: [Int], dataset: String) throws {
        precondition(values.count == shape.reduce(1, *))
        try write(dataset, shape, H5T_IEEE_F32LE_g) { H5Dwrite($0, H5T_NATIVE_FLOAT_g, 0, 0, 0, values.baseAddress) }
    }

    /// Writes numbers, row-major, as a dataset of 32-bit floats; there must be as many as the shape says.
    func write(_ values: [Float], shape: [Int], dataset: String) throws {
        try values.withUnsafeBufferPointer { try write($0, shape: shape, dataset: dataset) }
    }

    /// Writes whole numbers, row-major, as a dataset of 32-bit ones; there must be as many as the shape says.
    func write(_ values: [Int32], shape: [Int], dataset: String) throws {
        precondition(values.count == shape.reduce(1, *))
        try write(dataset, shape, H5T_STD_I32LE_g) { H5Dwrite($0, H5T_NATIVE_INT32_g, 0, 0, 0, values) }
    }

    /// Writes whole numbers, row-major, as a dataset of 64-bit ones; there must be as many as the shape says.
    func write(_ values: [Int64], shape: [Int], dataset: String) throws {
        precondition(values.count == shape.reduce(1, *))
        try write(dataset, shape, H5T_STD_I64LE_g) { H5Dwrite($0, H5T_NATIVE_INT64_g, 0, 0, 0, values) }
    }

    /// Hands everything written over to the system.
    func flush() throws { try check(Int64(Self.lock.withLock { H5Fflush(file, H5F_SCOPE_GLOBAL) })) }

    private func write(_ path: String, _ shape: [Int], _ type: hid_t, _ body: (hid_t) -> herr_t) throws {
        try makeGroup(path.split(separator: "/").dropLast().joined(separator: "/"))
        try Self.lock.withLock {
            let space = try shape.isEmpty ? H5Screate(H5S_SCALAR) : makeSpace(shape)
            defer { H5Sclose(space) }
            let creation = H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g)
            try check(creation)
            defer { H5Pclose(creation) }
            // The time of day in a dataset would make the files of equal models differ.
            try check(Int64(H5Pset_obj_track_times(creation, false)))
            let handle = H5Dcreate2(file, path, type, space, 0, creation, 0)
            try check(handle)
            defer { H5Dclose(handle) }
            // The library writes nothing for no numbers, and may be given no address then.
            if !shape.contains(0) { try check(Int64(body(handle))) }
        }
    }

    private func setAttribute(
        _ name: String, of path: String, type: hid_t, space: hid_t, _ body: (hid_t) -> herr_t
    ) throws {
        let handle = H5Acreate_by_name(file, path, name, type, space, 0, 0, 0)
        try check(handle)
        defer { H5Aclose(handle) }
        try check(Int64(body(handle)))
    }

    private func stringType(size: Int) throws -> hid_t {
        let type = H5Tcopy(H5T_C_S1_g)
        try check(type)
        H5Tset_size(type, size)
        return type
    }

    private func makeSpace(_ shape: [Int]) throws -> hid_t {
        let space = H5Screate_simple(Int32(shape.count), shape.map { hsize_t($0) }, nil)
        try check(space)
        return space
    }

    private func check(_ result: Int64) throws {
        guard result >= 0 else { throw TransferError.file(.unwritable(path: path, reason: "the disk may be full")) }
    }
}
