import Foundation
import LessonKernel
import Transfer

/// Gathers what one cell prints and shows, in order, up to a limit of text.
struct OutputCollector {
    /// Text beyond this many bytes is dropped, with a note in its place.
    static let textLimit = 1 << 20

    private enum Piece {
        case text(CellOutput.Stream, Data)
        case shown(Output)
    }

    private var pieces: [Piece] = []
    private var textBytes = 0
    private(set) var droppedBytes = 0
    /// Hears everything that is kept, as it comes.
    var live: LiveOutput?
    /// The inline values that were found, in order.
    private(set) var inlineValues: [FoundValue] = []
    /// How long trainings took whose kept results were used; nil if there were none.
    private(set) var secondsRestored: Double?

    /// Takes text of a stream in; neighbouring texts of one stream become one.
    mutating func append(_ data: Data, stream: CellOutput.Stream) {
        let room = max(0, Self.textLimit - textBytes)
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

    /// Takes a shown output in; of a value only as much text as there is room for.
    mutating func append(_ output: Output) {
        guard case .value(var value) = output else {
            live?.append(.shown(output))
            return pieces.append(.shown(output))
        }
        let room = max(0, Self.textLimit - textBytes)
        let bytes = value.text.utf8.count
        if bytes > room {
            value.text = String(decoding: value.text.utf8.prefix(room), as: UTF8.self)
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

    /// Takes an inline value in.
    mutating func append(_ value: FoundValue) {
        inlineValues.append(value)
    }

    /// What was gathered.
    var outputs: [CellOutput] {
        var outputs = pieces.map { piece -> CellOutput in
            switch piece {
            case .text(let stream, let data): .stream(stream, String(decoding: data, as: UTF8.self))
            case .shown(let output): .shown(output)
            }
        }
        if droppedBytes > 0 {
            outputs.append(
                .shown(
                    .warning(
                        "the cell printed \(droppedBytes) bytes more than the \(Self.textLimit) that are kept; "
                            + "print less, or write to a file")))
        }
        return outputs
    }
}
