import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Event files hold what TensorBoard lists")
    struct TensorBoardTests {
        /// What TensorBoard listed of the files that this test leaves in the folder `TRANSFER_EVENT_FILES` names.
        struct Listing: Decodable {
            let scalars: [String: [[Double]]]
            let histograms: [String: [[Double]]]
        }

        private func train(_ folder: String) throws -> History {
            setRandomSeed(4)
            let model = try Sequential {
                Input(shape: [6])
                Dense(5, activation: .relu, name: "hidden")
                Dense(3, activation: .softmax, name: "out")
            }
            try model.compile(optimizer: .sgd(learningRate: 0.1), loss: .sparseCategoricalCrossentropy)
            let y = try Tensor(shape: [20], values: (0..<20).map { Float($0 % 3) })
            return try model.fit(
                x: sampleTensor([20, 6]), y: y, batchSize: 4, epochs: 3, shuffle: false, validationSplit: 0.2,
                callbacks: [.tensorBoard(folder, histogramFrequency: 2, batchFrequency: 2)])
        }

        @Test("scalars and histograms of each run in a folder of its own")
        func listing() throws {
            let temporary = try TemporaryFolder()
            let folder = ProcessInfo.processInfo.environment["TRANSFER_EVENT_FILES"] ?? temporary.path
            let history = try train(folder)
            _ = try train(folder)
            let golden = try JSONDecoder().decode(
                [String: Listing].self, from: Data(contentsOf: fixture("Engine/tensorboard.json")))
            #expect(Set(golden.keys) == ["run_1/train", "run_1/validation", "run_2/train", "run_2/validation"])
            for (run, expected) in golden {
                let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(run)")
                let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(run)/\(names[0])"))
                let found = try EventReader.listing(data)
                #expect(Set(found.scalars.keys) == Set(expected.scalars.keys))
                for (tag, values) in expected.scalars {
                    let points = try #require(found.scalars[tag])
                    #expect(points.map(\.step) == values.map { Int($0[0]) })
                    for (point, value) in zip(points, values) { #expect(abs(point.value - value[1]) < 2e-4) }
                }
                #expect(found.histograms == expected.histograms.mapValues { $0.map { Int($0[0]) } })
            }
            let losses = try #require(history["loss"])
            let listed = try #require(golden["run_1/train"]?.scalars["epoch_loss"])
            #expect(listed.count == losses.count)
            for (value, loss) in zip(listed, losses) { #expect(abs(value[1] - loss) < 2e-4) }
        }
    }
}

/// Reads event files apart from the code that writes them, checks included.
private enum EventReader {
    struct Content {
        var scalars: [String: [(step: Int, value: Double)]] = [:]
        var histograms: [String: [Int]] = [:]
    }

    static func listing(_ data: Data) throws -> Content {
        var content = Content()
        var rest = Array(data)[...]
        while !rest.isEmpty {
            let header = Array(rest.prefix(8))
            let length = Int(number(header))
            #expect(number(Array(rest.dropFirst(8).prefix(4))) == UInt64(masked(header)))
            let body = Array(rest.dropFirst(12).prefix(length))
            #expect(number(Array(rest.dropFirst(12 + length).prefix(4))) == UInt64(masked(body)))
            rest = rest.dropFirst(16 + length)
            let event = try fields(body)
            guard let summary = event[5]?.first else { continue }
            let step = Int(number(event[2]?.first ?? []))
            for value in try fields(summary)[1] ?? [] {
                let parts = try fields(value)
                let tag = String(decoding: parts[1]?.first ?? [], as: UTF8.self)
                if let scalar = parts[2]?.first {
                    let bits = UInt32(number(scalar))
                    content.scalars[tag, default: []].append((step, Double(Float(bitPattern: bits))))
                }
                if parts[5] != nil { content.histograms[tag, default: []].append(step) }
            }
        }
        return content
    }

    /// The fields of a message, each value as bytes; of a varint those of the number.
    private static func fields(_ bytes: [UInt8]) throws -> [Int: [[UInt8]]] {
        var result: [Int: [[UInt8]]] = [:]
        var position = 0
        func varint() -> UInt64 {
            var (value, shift) = (UInt64(0), UInt64(0))
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { break }
                shift += 7
            }
            return value
        }
        while position < bytes.count {
            let key = varint()
            let field = Int(key >> 3)
            switch key & 7 {
            case 0: result[field, default: []].append(withUnsafeBytes(of: varint().littleEndian) { Array($0) })
            case 1: take(8)
            case 5: take(4)
            default: take(Int(varint()))
            }
            func take(_ count: Int) {
                result[field, default: []].append(Array(bytes[position..<min(position + count, bytes.count)]))
                position += count
            }
        }
        return result
    }

    private static func number(_ bytes: [UInt8]) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func masked(_ bytes: [UInt8]) -> UInt32 {
        var check = UInt32.max
        for byte in bytes {
            check ^= UInt32(byte)
            for _ in 0..<8 { check = check & 1 == 1 ? check >> 1 ^ 0x82F6_3B78 : check >> 1 }
        }
        check = ~check
        return (check >> 15 | check << 17) &+ 0xA282_EAD8
    }
}
