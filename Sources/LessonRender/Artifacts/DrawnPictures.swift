package import Foundation
import Figures
import LessonFormat
package import LessonRun
import Transfer

/// The PNG files of every chart and picture that a run showed, drawn once for all renderers.
package struct DrawnPictures {
    /// A chart or picture as PNG.
    package struct Drawn: Hashable, Sendable {
        /// The picture for light pages, then for dark ones; only one where it is the same on both.
        package var themes: [Themed]
        /// What it shows, for who cannot see it.
        package var altText: String
        /// Its width on the page in CSS pixels, where the picture sets it.
        package var width: Int?
    }

    /// A picture for pages of one colour.
    package struct Themed: Hashable, Sendable {
        /// `light` or `dark`; nil for a picture that is the same on both.
        package var name: String?
        /// The PNG file's bytes.
        package var png: Data
        /// The same drawn for narrow screens, where there is such a form.
        package var narrow: Data?
    }

    private var drawn: [String: [Drawn]] = [:]

    /// Draws everything that a record shows.
    ///
    /// - Throws: what drawing a chart throws.
    package init(_ record: RunRecord) throws {
        for cell in record.cells {
            if CellView(cell).output == .absent { continue }
            let alt = cell.cell.options.alt
            drawn[cell.cell.id] = try cell.outputs.compactMap { output in
                switch output {
                case .shown(.chart(let chart)):
                    Drawn(themes: try Theme.allCases.map { try Self.draw(chart, $0) }, altText: alt ?? chart.altText)
                case .shown(.picture(let picture)):
                    Drawn(
                        themes: [Themed(png: Data(picture.png))], altText: alt ?? picture.altText, width: picture.width)
                default:
                    nil
                }
            }
        }
    }

    private static func draw(_ chart: Chart, _ theme: Theme) throws -> Themed {
        Themed(
            name: theme.rawValue, png: Data(try chart.png(theme: theme, width: chartWidth, scale: chartScale)),
            narrow: Data(try chart.png(theme: theme, width: narrowChartWidth, scale: chartScale)))
    }

    /// A cell's charts and pictures, in order.
    package func pictures(of cell: CellRecord) -> [Drawn] { drawn[cell.cell.id] ?? [] }

    /// The path of a cell's picture beside the Markdown page, for example `03_finetune/train-1.png`.
    ///
    /// - Parameter number: the picture's place among those of the cell, counted from 1.
    static func path(stem: String, cell: String, number: Int) -> String { "\(stem)/\(cell)-\(number).png" }

    /// Charts fill the column: 720 CSS pixels, drawn with two pixels each for sharp screens.
    private static let chartWidth = 720
    private static let chartScale = 2.0
    /// On a telephone a chart of 720 pixels would shrink until its words cannot be read.
    private static let narrowChartWidth = 340
}
