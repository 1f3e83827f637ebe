import Figures
import Foundation
package import LessonRun

/// Tells whether the files of a run are what its record renders to.
///
/// Texts must be the same. Pictures, also those inside a page, must look the same: charts come out a little otherwise where
/// fonts and the drawing library are of other versions. The record itself is not looked at.
package enum ArtifactComparison {
    /// A difference for each file that is missing, left over, or something else.
    ///
    /// - Parameters:
    ///   - rendered: what the record renders to.
    ///   - directory: the folder of the outputs.
    package static func differences(of rendered: Artifacts, in directory: String) -> [Difference] {
        let folder = URL(fileURLWithPath: directory)
        let checked = rendered.files.filter { !$0.path.hasSuffix(".json") }
        let differences = checked.compactMap { file -> Difference? in
            let url = folder.appendingPathComponent(file.path)
            guard let data = FileManager.default.contents(atPath: url.path) else {
                return Difference(.file, subject: "'\(url.relativePath)' is missing")
            }
            return isSame(file, data)
                ? nil : Difference(.file, subject: "'\(url.relativePath)' is not what its record renders to")
        }
        return differences + leftovers(of: rendered, in: folder)
    }

    private static func leftovers(of rendered: Artifacts, in folder: URL) -> [Difference] {
        let pictures = folder.appendingPathComponent(rendered.stem)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: pictures.path)) ?? []
        let written = Set(rendered.files.map(\.path))
        return names.sorted().filter { $0.hasSuffix(".png") && !written.contains("\(rendered.stem)/\($0)") }.map {
            Difference(
                .file, subject: "'\(pictures.appendingPathComponent($0).relativePath)' is no picture of its record")
        }
    }

    private static func isSame(_ file: Artifact, _ data: Data) -> Bool {
        if file.data == data { return true }
        if file.path.hasSuffix(".png") { return looksSame(file.data, data) }
        guard file.path.hasSuffix(".html") else { return false }
        let (first, second) = (PagePictures(file.data), PagePictures(data))
        return first.text == second.text
            && zip(first.pictures, second.pictures).allSatisfy { $0 == $1 || looksSame($0, $1) }
    }

    private static func looksSame(_ first: Data?, _ second: Data?) -> Bool {
        guard let first, let second else { return false }
        let pictures = [first, second].map { Picture(png: Array($0), width: 0, height: 0, altText: "") }
        return PictureDistance(pictures[0], pictures[1]) == .invisible
    }
}

/// A page and, apart from it, the PNG pictures inside.
private struct PagePictures {
    /// The page without the pictures' bytes.
    let text: [Data]
    /// The pictures; nil for what is no Base64.
    let pictures: [Data?]

    private static let mark = Data("data:image/png;base64,".utf8)

    init(_ page: Data) {
        var (text, pictures): ([Data], [Data?]) = ([], [])
        var rest = page[...]
        while let mark = rest.firstRange(of: Self.mark) {
            let end = rest[mark.upperBound...].firstIndex(of: UInt8(ascii: "\"")) ?? rest.endIndex
            text.append(Data(rest[..<mark.upperBound]))
            pictures.append(Data(base64Encoded: Data(rest[mark.upperBound..<end])))
            rest = rest[end...]
        }
        self.text = text + [Data(rest)]
        self.pictures = pictures
    }
}
