/// Hears how a download goes, to show it to whoever waits.
package protocol DownloadReporter {
    /// The server answers; `received` bytes of an earlier attempt are kept.
    func began(address: String, received: Int, total: Int?)
    /// So many bytes of the file are here.
    func progressed(received: Int, total: Int?)
    /// The connection broke; it is made again in `seconds`.
    func broke(reason: String, seconds: Double)
}
