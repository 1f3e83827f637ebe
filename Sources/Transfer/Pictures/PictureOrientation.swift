/// Which way up a picture is read.
public enum PictureOrientation: String, Codable, Hashable, Sendable {
    /// As the pixels are stored, whatever the metadata say: what Keras' `load_img` does.
    case stored
    /// Turned and mirrored as the EXIF metadata of a camera say, so that the sky is above.
    case exif
}
