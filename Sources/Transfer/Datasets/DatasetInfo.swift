/// What is known of a data set: what it is called, where it may lie, and where to get it.
struct DatasetInfo {
    /// The name for people.
    let name: String
    /// Folders and archives, relative to a folder of data sets, in the order they are looked for.
    let locations: [String]
    /// The file that tells whether a folder holds the data set.
    let sampleFile: String
    /// What to download, with a checksum where its publisher or Keras gives one.
    let download: String

    /// What to do when the data set is missing.
    var remedy: String {
        "download \(download) and put it into '\(DatasetFolders.keras)/\(folderOfDownload)', or give its path"
    }

    /// Where the download belongs within Keras' folder; empty for the folder itself.
    let folderOfDownload: String
}
