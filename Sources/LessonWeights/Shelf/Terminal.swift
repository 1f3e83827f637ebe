import Glibc

/// What the text goes to.
package enum Terminal {
    /// The columns of the terminal that standard output goes to; nil if it goes elsewhere.
    package static var width: Int? {
        guard isatty(1) == 1 else { return nil }
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
