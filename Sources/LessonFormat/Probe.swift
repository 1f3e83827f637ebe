internal import CCMark
internal import Yams
internal func probe4() -> Int { Int(cmark_version()) }
