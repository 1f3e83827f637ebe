import CCairo
import Foundation

/// A surface to draw on in logical pixels, made with Cairo; equal drawings give equal PNG files.
final class Canvas {
    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// Where text stands relative to its anchor.
    enum Alignment {
        case left, center, right
    }

    /// The most pixels a side may have: Cairo's own limit.
    static let sideLimit = 32_767.0

    /// Makes a canvas of a size in logical pixels, each `scale` pixels wide.
    ///
    /// Throws `ChartError.sizeOutOfRange` when a side has no pixel or more than `sideLimit`.
    init(size: Size, scale: Double) throws {
        let (width, height) = ((size.width * scale).rounded(.up), (size.height * scale).rounded(.up))
        guard width >= 1, height >= 1, width <= Self.sideLimit, height <= Self.sideLimit else {
            throw ChartError.sizeOutOfRange(width: size.width, height: size.height, scale: scale)
        }
        guard
            let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
            let context = cairo_create(surface)
        else { throw ChartError.drawing(reason: "out of memory") }
        self.surface = surface
        self.context = context
        cairo_scale(context, scale, scale)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        // Hinting depends on the machine's font settings; without it, text measures the same at every scale.
        let options = cairo_font_options_create()
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Fills the whole canvas.
    func fill(_ color: Color) {
        use(color)
        cairo_paint(context)
    }

    /// Fills a rectangle.
    func fill(_ rect: Rect, _ color: Color) {
        use(color)
        cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
        cairo_fill(context)
    }

    /// Draws straight lines from point to point; `dash` alternates lengths drawn and left out.
    func stroke(_ points: [Point], _ color: Color, width: Double, dash: [Double] = [], isClosed: Bool = false) {
        trace(points, isClosed: isClosed)
        use(color)
        cairo_set_line_width(context, width)
        cairo_set_line_cap(context, dash.isEmpty ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        cairo_set_dash(context, dash, Int32(dash.count), 0)
        cairo_stroke(context)
        cairo_set_dash(context, [], 0, 0)
    }

    /// Fills a polygon.
    func fill(_ points: [Point], _ color: Color) {
        trace(points, isClosed: true)
        use(color)
        cairo_fill(context)
    }

    /// Fills a circle.
    func fillCircle(_ center: Point, radius: Double, _ color: Color) {
        use(color)
        cairo_new_path(context)
        cairo_arc(context, center.x, center.y, radius, 0, 2 * .pi)
        cairo_fill(context)
    }

    /// Writes one line of text whose middle height stands at the anchor; `rotation` is clockwise, in radians.
    func text(
        _ text: String, at anchor: Point, _ font: Font, _ color: Color, _ alignment: Alignment = .left,
        rotation: Double = 0
    ) {
        select(font)
        var extents = cairo_font_extents_t()
        cairo_font_extents(context, &extents)
        let width = measure(text, font)
        let shift =
            switch alignment {
            case .left: 0.0
            case .center: -width / 2
            case .right: -width
            }
        use(color)
        cairo_save(context)
        cairo_translate(context, anchor.x, anchor.y)
        cairo_rotate(context, rotation)
        cairo_move_to(context, shift, (extents.ascent - extents.descent) / 2)
        cairo_show_text(context, Self.printable(text))
        cairo_restore(context)
    }

    /// The width of one line of text in logical pixels.
    func measure(_ text: String, _ font: Font) -> Double {
        select(font)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, Self.printable(text), &extents)
        return extents.x_advance
    }

    /// Draws 8-bit RGB pixels into a rectangle; much enlarged pixels stay sharp squares.
    ///
    /// Throws `ChartError.pixelCount` unless there are `width * height * 3` bytes.
    func image(rgb: [UInt8], width: Int, height: Int, in rect: Rect) throws {
        guard width > 0, height > 0, Double(max(width, height)) <= Self.sideLimit, rgb.count == width * height * 3
        else { throw ChartError.pixelCount(width: width, height: height, received: rgb.count) }
        guard let image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
            let bytes = cairo_image_surface_get_data(image)
        else { throw ChartError.drawing(reason: "out of memory") }
        defer { cairo_surface_destroy(image) }
        let stride = Int(cairo_image_surface_get_stride(image))
        for y in 0..<height {
            for x in 0..<width {
                let source = (y * width + x) * 3
                let pixel = UInt32(rgb[source]) << 16 | UInt32(rgb[source + 1]) << 8 | UInt32(rgb[source + 2])
                UnsafeMutableRawPointer(bytes).storeBytes(of: pixel, toByteOffset: y * stride + x * 4, as: UInt32.self)
            }
        }
        cairo_surface_mark_dirty(image)
        cairo_save(context)
        cairo_translate(context, rect.x, rect.y)
        cairo_scale(context, rect.width / Double(width), rect.height / Double(height))
        cairo_set_source_surface(context, image, 0, 0)
        let pattern = cairo_get_source(context)
        cairo_pattern_set_filter(pattern, rect.width > 2 * Double(width) ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
        // Without padding, the picture's edges would fade into the background.
        cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
        cairo_rectangle(context, 0, 0, Double(width), Double(height))
        cairo_fill(context)
        cairo_restore(context)
    }

    /// The drawing as a PNG file.
    ///
    /// Throws `ChartError.drawing` in Cairo's words when a drawing operation failed.
    func png() throws -> [UInt8] {
        cairo_surface_flush(surface)
        let drawn = cairo_status(context)
        guard drawn == CAIRO_STATUS_SUCCESS else { throw ChartError.drawing(reason: Self.words(drawn)) }
        var bytes: [UInt8] = []
        let status = withUnsafeMutablePointer(to: &bytes) { bytes in
            cairo_surface_write_to_png_stream(
                surface,
                { target, source, count in
                    guard let target, let source else { return CAIRO_STATUS_WRITE_ERROR }
                    let written = UnsafeBufferPointer(start: source, count: Int(count))
                    target.assumingMemoryBound(to: [UInt8].self).pointee.append(contentsOf: written)
                    return CAIRO_STATUS_SUCCESS
                }, bytes)
        }
        guard status == CAIRO_STATUS_SUCCESS else { throw ChartError.drawing(reason: Self.words(status)) }
        return bytes
    }

    private func use(_ color: Color) {
        cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
    }

    private func select(_ font: Font) {
        let weight = font.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
        cairo_select_font_face(context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, weight)
        cairo_set_font_size(context, font.size)
    }

    private func trace(_ points: [Point], isClosed: Bool) {
        cairo_new_path(context)
        for point in points { cairo_line_to(context, point.x, point.y) }
        if isClosed { cairo_close_path(context) }
    }

    /// Control characters have no glyph, and a null byte would end the text.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    private static func words(_ status: cairo_status_t) -> String {
        cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown reason"
    }
}
