package import Foundation
import LessonFormat
package import LessonRun
import Transfer

/// The PNG files of every chart and picture that a run showed, drawn once for all renderers.
package struct DrawnPictures {
    /// A chart or picture as PNG.
    package struct Drawn: Hashable, Sendable {
        /// For a light page.
        package var light: Data
        /// For a dark page; nil where the picture is the same on both.
        package var dark: Data?
        /// What it shows, for who cannot see it.
        package var altText: String
        /// Its width on the page in CSS pixels, where the picture sets it.
        package var width: Int?
    }

    private var drawn: [String: [Drawn]] = [:]

    /// Draws everything that a record shows.
    ///
    /// - Throws: what drawing a chart throws.
    package init(_ record: RunRecord) throws {
        for cell in record.cells {
            drawn[cell.cell.id] = try cell.outputs.compactMap { output in
                switch output {
                case .shown(.chart(let chart)):
                    Drawn(
                        light: try chart.png(theme: .light, width: Self.chartWidth, scale: Self.chartScale),
                        dark: try chart.png(theme: .dark, width: Self.chartWidth, scale: Self.chartScale),
                        altText: chart.altText)
                case .shown(.picture(let picture)):
                    Drawn(light: picture.png, altText: picture.altText, width: picture.width)
                default:
                    nil
                }
            }
        }
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
}
