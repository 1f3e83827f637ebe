import Foundation

/// Decoded pictures that flows keep in memory from one pass to the next.
public enum PictureCache {
    private static let state = CacheBudget(limit: 512 << 20)

    /// How many bytes the decoded pictures of all flows together may take: at first 512 MB, 3,500 pictures of
    /// 224 × 224 pixels in colour.
    ///
    /// Pictures beyond are read from their files in every pass; a limit of 0 keeps none. A smaller limit holds for
    /// pictures still to come.
    public static var limit: Int {
        get { state.limit }
        set { state.limit = newValue }
    }

    /// How many bytes are kept now.
    public static var byteCount: Int { state.used }

    fileprivate static var budget: CacheBudget { state }
}

/// The memory that all caches share.
private final class CacheBudget: @unchecked Sendable {
    private let lock = NSLock()
    private var bytes = 0
    private var most: Int

    init(limit: Int) {
        most = limit
    }

    var limit: Int {
        get { lock.withLock { most } }
        set { lock.withLock { most = newValue } }
    }

    var used: Int { lock.withLock { bytes } }

    func take(_ count: Int) -> Bool {
        lock.withLock {
            guard bytes + count <= most else { return false }
            bytes += count
            return true
        }
    }

    func release(_ count: Int) { lock.withLock { bytes -= count } }
}

/// The decoded pictures of one flow, as many as the budget of all has room for, and what their files were like.
final class KeptPictures: @unchecked Sendable {
    /// The digests of the files that were read.
    let digests = UsedDigests<String>()
    private let lock = NSLock()
    private var pictures: [String: (bytes: [UInt8], digest: UInt64?)] = [:]
    private var bytes = 0

    /// A picture's bytes, if they have been kept.
    func bytes(of path: String) -> [UInt8]? { lock.withLock { pictures[path]?.bytes } }

    /// Keeps a picture, if there is room, with the digest of its file where that was taken.
    func keep(_ picture: [UInt8], of path: String, digest: UInt64?) {
        if let digest { digests.note(digest, of: path) }
        lock.withLock {
            guard pictures[path] == nil, PictureCache.budget.take(picture.count) else { return }
            pictures[path] = (picture, digest)
            bytes += picture.count
        }
    }

    /// Forgets what files were like, except for those whose pictures will not be read again.
    func beginUse() {
        digests.restart(with: lock.withLock { pictures.compactMapValues(\.digest) })
    }

    /// Whether a picture is kept of which nobody knows what its file was like.
    func isUnknown(_ paths: [String]) -> Bool {
        lock.withLock { paths.contains { path in pictures[path].map { $0.digest == nil } ?? false } }
    }

    deinit { PictureCache.budget.release(bytes) }
}
