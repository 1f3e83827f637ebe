import Foundation

/// Where data sets are looked for.
enum DatasetFolders {
    /// Keras' folder of data sets: `$KERAS_HOME/datasets`, or `~/.keras/datasets`.
    static var keras: String {
        URL(fileURLWithPath: PretrainedWeights.folder).deletingLastPathComponent()
            .appendingPathComponent("datasets").path
    }

    /// The folders in their order: the lesson's own, then Keras'.
    static var all: [String] { ["data", keras] }
}
