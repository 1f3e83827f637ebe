internal import CCairo
internal func probe3() -> Int { Int(cairo_version()) }
