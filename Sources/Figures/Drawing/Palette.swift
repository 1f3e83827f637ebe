/// The colours of a theme.
struct Palette {
    /// Behind everything.
    let background: Color
    /// Titles and names.
    let ink: Color
    /// Tick labels and axis names.
    let mutedInk: Color
    /// The axis line.
    let axis: Color
    /// Grid lines.
    let grid: Color
    /// A cell without a number.
    let missing: Color
    /// The lines' colours, in order: those of Okabe and Ito, which the colour-blind can tell apart, shifted until
    /// each has a contrast of at least 3 with the background.
    let lines: [Color]
    /// The heatmap's colours from the lowest value to the highest, of steadily growing contrast.
    let ramp: [Color]

    /// The colours of a theme.
    init(_ theme: Theme) {
        switch theme {
        case .light:
            background = Color(0xFFFFFF)
            ink = Color(0x1F2328)
            mutedInk = Color(0x57606A)
            axis = Color(0x8C959F)
            grid = Color(0xE4E8EC)
            missing = Color(0xD0D7DE)
            lines = [0x0072B2, 0xD55E00, 0x00875F, 0xB4558D, 0xB07A00, 0x3390C4, 0x4A4F55].map(Color.init)
            ramp = [0xF5F9FD, 0xD3E5F4, 0x9CC6E3, 0x5A9FD0, 0x2273B5, 0x0A4A8C, 0x08306B].map(Color.init)
        case .dark:
            background = Color(0x16191D)
            ink = Color(0xE6EAEE)
            mutedInk = Color(0xA6AFB9)
            axis = Color(0x6B7580)
            grid = Color(0x2B3138)
            missing = Color(0x4A525B)
            lines = [0x56B4E9, 0xF0883E, 0x2EC49A, 0xE08FC0, 0xE6B422, 0x8FA8FF, 0xC9D1D9].map(Color.init)
            ramp = [0x1C2229, 0x17344F, 0x1A5280, 0x2A78B5, 0x55A3DB, 0x9ACDF0, 0xE3F3FD].map(Color.init)
        }
    }

    /// The heatmap's colour at a place from 0 (lowest) to 1 (highest).
    func rampColor(at place: Double) -> Color {
        let position = max(0, min(1, place)) * Double(ramp.count - 1)
        let index = min(Int(position), ramp.count - 2)
        return ramp[index].mixed(with: ramp[index + 1], at: position - Double(index))
    }

    /// Black or white, whichever is easier to read on a colour.
    func inkColor(on color: Color) -> Color {
        let (dark, light) = (Color(0x101418), Color(0xFFFFFF))
        return color.contrast(with: dark) >= color.contrast(with: light) ? dark : light
    }
}
