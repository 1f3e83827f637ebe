import Compute
import Foundation

/// Everything that a training needs to go on after an epoch as if there had been no break.
struct TrainingBackup {
    /// The part that is no array of numbers.
    private struct State: Codable {
        var nextEpoch: Int
        var stopTraining: Bool
        var log: TrainingLog
        var seed: UInt64
        var handedOut: UInt64
        var optimizer: String
        var iterations: Int
        var momentumProduct: UInt32
        var changedRate: Double?
        var passes: Int
        var rest: [Int]
        var shapes: [[Int]]
        var callbacks: [[String: Double]]
        /// Whether arrays that the training did not change are left out.
        var isOfChanges: Bool?
    }

    /// The file's name in its folder.
    static let fileName = "training.safetensors"
    private static let key = "training"

    let path: String

    /// Writes the training as it is at the end of an epoch.
    ///
    /// With what the arrays were like before a training that has ended, only those that have changed since are written,
    /// and no weights that callbacks have kept, for they forget them when another training begins.
    func save(_ training: Training, changesSince before: ArrayDigests? = nil) throws {
        let parameters = training.model.parameters
        let memory = training.compilation.optimizer.state
        let random = RandomState.shared.position
        let callbacks = training.callbacks.map(\.memory)
        let state = State(
            nextEpoch: training.nextEpoch, stopTraining: training.stopTraining, log: training.log, seed: random.seed,
            handedOut: random.handedOut, optimizer: training.compilation.optimizer.name, iterations: memory.iterations,
            momentumProduct: memory.momentumProduct.bitPattern,
            changedRate: training.compilation.optimizer.changedRate, passes: training.order.passes,
            rest: training.order.rest, shapes: parameters.map(\.shape), callbacks: callbacks.map(\.numbers),
            isOfChanges: before == nil ? nil : true)
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = Self.encodingOfNotNumbers
        var file = SafetensorsWriter()
        file.metadata[Self.key] = String(decoding: try encoder.encode(state), as: UTF8.self)
        let now = before.map { _ in ArrayDigests(training.model, training.compilation.optimizer) }
        for (number, parameter) in parameters.enumerated() {
            if let before, before.weights[number] == now?.weights[number] { continue }
            file.add("weights/\(number)", shape: [parameter.count], numbers: parameter.read)
        }
        for (number, arrays) in memory.remembered(of: parameters) {
            if let before, before.memory[number] == now?.memory[number] { continue }
            for (slot, array) in arrays.enumerated() {
                file.add("optimizer/\(number)/\(slot)", shape: [array.count], numbers: array.read)
            }
        }
        for (number, callback) in callbacks.enumerated() where before == nil {
            for (position, array) in callback.weights.enumerated() {
                file.add("callback/\(number)/\(position)", array)
            }
        }
        try file.write(to: path)
    }

    /// Brings a training to where it was saved; does nothing if there is no file.
    func restore(_ training: Training) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try restore(training, from: ByteSource(path))
    }

    /// Brings a training to where it was saved, from the open file.
    ///
    /// Arrays are read to where they are to lie, so that none is in memory twice. Throws `TransferError.file` with
    /// `.notBackup` before anything has changed if the file is damaged or of another training, and with another reason if
    /// it cannot be read to its end.
    func restore(_ training: Training, from source: ByteSource) throws {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = Self.decodingOfNotNumbers
        guard let file = try? SafetensorsFile(source), let json = file.metadata[Self.key],
            let state = try? decoder.decode(State.self, from: Data(json.utf8))
        else { throw problem("it is damaged or no backup") }
        let (parameters, optimizer) = (training.model.parameters, training.compilation.optimizer)
        guard state.shapes == parameters.map(\.shape) else {
            throw problem("it was written for weights of shapes \(state.shapes), not \(parameters.map(\.shape))")
        }
        guard state.optimizer == optimizer.name, state.callbacks.count == training.callbacks.count else {
            throw problem(
                """
                it was written with the optimizer \(state.optimizer) and \(state.callbacks.count) callbacks, not \
                \(optimizer.name) and \(training.callbacks.count)
                """)
        }
        let counts = parameters.indices.map { file.entries["weights/\($0)"]?.count }
        let memory = Dictionary(
            uniqueKeysWithValues: parameters.indices.compactMap { number in
                let arrays = entries(file, "optimizer/\(number)")
                return arrays.isEmpty ? nil : (number, arrays)
            })
        let areThere = zip(parameters, counts).allSatisfy { parameter, count in
            count.map { $0 == parameter.count } ?? (state.isOfChanges == true)
        }
        guard areThere, optimizer.state.fits(memory.mapValues { $0.map(\.count) }, parameters) else {
            throw problem("it lacks arrays")
        }
        let kept = try state.callbacks.indices.map { try list(file, "callback/\($0)") }
        for (number, parameter) in parameters.enumerated() {
            guard let entry = file.entries["weights/\(number)"] else { continue }
            try parameter.update { try file.read(entry, into: $0) }
        }
        try optimizer.state.restore(
            state.iterations, momentumProduct: Float(bitPattern: state.momentumProduct), memory.keys, of: parameters
        ) { number, slot, target in
            if let entry = memory[number]?[slot] { try file.read(entry, into: target) }
        }
        for (number, numbers) in state.callbacks.enumerated() {
            training.callbacks[number].memory = CallbackMemory(numbers: numbers, weights: kept[number])
        }
        if let rate = state.changedRate { optimizer.learningRate = rate }
        RandomState.shared.position = (state.seed, state.handedOut)
        training.order.passes = state.passes
        training.order.rest = state.rest
        training.log = state.log
        training.nextEpoch = state.nextEpoch
        training.stopTraining = state.stopTraining
    }

    /// The places of a group's arrays, which are numbered from 0.
    private func entries(_ file: SafetensorsFile, _ group: String) -> [SafetensorsFile.Entry] {
        var result: [SafetensorsFile.Entry] = []
        while let entry = file.entries["\(group)/\(result.count)"] { result.append(entry) }
        return result
    }

    /// The arrays of a group.
    private func list(_ file: SafetensorsFile, _ group: String) throws -> [[Float]] {
        var result: [[Float]] = []
        while let array = try file.floats("\(group)/\(result.count)") { result.append(array) }
        return result
    }

    private func problem(_ reason: String) -> TransferError { .file(.notBackup(path: path, reason: reason)) }

    private static let encodingOfNotNumbers = JSONEncoder.NonConformingFloatEncodingStrategy.convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    private static let decodingOfNotNumbers = JSONDecoder.NonConformingFloatDecodingStrategy.convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
}
