import Foundation
import LessonKernel
import Transfer

/// Gathers what one cell prints and shows, in order, up to a limit of text.
struct OutputCollector {
    /// Text, and what is shown, beyond this many bytes each is dropped, with a note in its place.
    private let limit: Int

    private enum Piece {
        case text(CellOutput.Stream, Data)
        case shown(Output)
    }

    private var pieces: [Piece] = []
    private var textBytes = 0
    private var shownBytes = 0
    private var droppedOutputs = 0
    private(set) var droppedBytes = 0
    /// Hears everything that is kept, as it comes.
    var live: LiveOutput?
    /// The inline values that were found, in order.
    private(set) var inlineValues: [FoundValue] = []
    /// How long trainings took whose kept results were used; nil if there were none.
    private(set) var secondsRestored: Double?

    /// What a dry run told.
    private(set) var planning: [PlanningEvent] = []
    /// Whether the cell's error comes of what a dry run does not do.
    var wasStoppedByPlanning = false

    /// Pictures are larger than the words about them.
    private static let shownFactor = 64

    init(limit: Int = ResourceLimits.standardOutput) {
        self.limit = limit
    }

    /// Takes text of a stream in; neighbouring texts of one stream become one.
    mutating func append(_ data: Data, stream: CellOutput.Stream) {
        let room = max(0, limit - textBytes)
        droppedBytes += max(0, data.count - room)
        let kept = data.prefix(room)
        guard !kept.isEmpty else { return }
        textBytes += kept.count
        live?.append(Data(kept), stream: stream)
        if case .text(stream, var text)? = pieces.last {
            pieces.removeLast()
            text.append(kept)
            pieces.append(.text(stream, text))
        } else {
            pieces.append(.text(stream, Data(kept)))
        }
    }

    /// Takes a shown output in that took `size` bytes to say; of a value only as much text as there is room for.
    mutating func append(_ output: Output, bytes size: Int) {
        guard shownBytes + size <= limit * Self.shownFactor else {
            droppedOutputs += 1
            droppedBytes += size
            return
        }
        shownBytes += size
        guard case .value(var value) = output else {
            live?.append(.shown(output))
            return pieces.append(.shown(output))
        }
        let room = max(0, limit - textBytes)
        let bytes = value.text.utf8.count
        if bytes > room {
            value.text = Self.text(Data(value.text.utf8.prefix(room)), isCut: true)
            droppedBytes += bytes - room
        }
        textBytes += min(bytes, room)
        live?.append(.shown(.value(value)))
        pieces.append(.shown(.value(value)))
    }

    /// Takes in that a training was not done because its result was kept.
    mutating func noteRestoredTraining(_ seconds: Double) {
        secondsRestored = (secondsRestored ?? 0) + seconds
    }

    /// Takes in what a dry run tells.
    mutating func append(_ event: PlanningEvent) {
        planning.take(event)
    }

    /// Takes an inline value in.
    mutating func append(_ value: FoundValue) {
        inlineValues.append(value)
    }

    /// What was gathered.
    var outputs: [CellOutput] {
        var outputs = pieces.enumerated().map { index, piece -> CellOutput in
            switch piece {
            case .text(let stream, let data):
                .stream(stream, Self.text(data, isCut: droppedBytes > 0 && index == pieces.count - 1))
            case .shown(let output): .shown(output)
            }
        }
        if droppedBytes > 0 {
            let what = droppedOutputs > 0 ? "showed" : "printed"
            outputs.append(
                .shown(
                    .warning(
                        "the cell \(what) \(droppedBytes) bytes more than the \(limit) that are kept; "
                            + "show less, write to a file, or raise '--output-limit'")))
        }
        return outputs
    }

    /// Bytes as text; of a cut text without the character that the cut went through.
    private static func text(_ data: Data, isCut: Bool) -> String {
        guard isCut, let start = data.suffix(4).lastIndex(where: { $0 & 0b1100_0000 != 0b1000_0000 }) else {
            return String(decoding: data, as: UTF8.self)
        }
        let lead = data[start]
        let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        return String(decoding: data.endIndex - start < length ? data[..<start] : data, as: UTF8.self)
    }
}
