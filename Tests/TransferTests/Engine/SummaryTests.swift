import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A summary is the table that Keras prints")
    struct SummaryTests {
        private func text(_ name: String) throws -> String {
            try String(contentsOf: fixture("Engine/Summary/\(name).txt"), encoding: .utf8)
                .trimmingCharacters(in: .newlines)
        }

        private func trimmed(_ text: String) -> String {
            text.split(separator: "\n").map { $0.replacing(/\s+$/, with: "") }.joined(separator: "\n")
        }

        private func base() throws -> Model {
            let start = Input(shape: [32, 32, 3], name: "pictures")
            let convolved = try Conv2D(8, kernelSize: 3, padding: .same, useBias: false, name: "conv")(start)
            let normal = try BatchNormalization(name: "batch_normalization_of_channels")(convolved)
            let active = try ReLU(maxValue: 6, name: "relu")(normal)
            let sum = try Add(name: "add")([active, normal])
            return try Model(inputs: start, outputs: GlobalAveragePooling2D(name: "pool")(sum), name: "tiny")
        }

        private func whole(_ base: Model) throws -> Model {
            try Sequential(name: "whole") {
                base
                Dense(64, activation: .relu, name: "hidden")
                Dropout(0.5, name: "drop")
                Dense(4, activation: .softmax, name: "a_name_that_is_much_too_long_for_the_column")
            }
        }

        @Test("with connections for a model with branches")
        func branches() throws {
            #expect(trimmed(try base().summaryText(expandNested: false, showTrainable: nil)) == (try text("branches")))
        }

        @Test("with three columns for a sequence, nested models in one row")
        func sequence() throws {
            let text = try whole(base()).summaryText(expandNested: false, showTrainable: nil)
            #expect(trimmed(text) == (try self.text("sequential")))
        }

        @Test("with the layers of nested models on demand")
        func nested() throws {
            let text = try whole(base()).summaryText(expandNested: true, showTrainable: nil)
            #expect(trimmed(text) == (try self.text("nested")))
        }

        @Test("with a column of what is trainable as soon as a layer is frozen")
        func frozen() throws {
            let base = try base()
            base.freeze()
            let table = base.summaryText(expandNested: false, showTrainable: nil)
            #expect(trimmed(table) == (try text("frozen")))
        }

        @Test("with models within models, their several outputs, and connections of the outermost one alone")
        func nestedDeeply() throws {
            let blockStart = Input(shape: [6, 6, 4], name: "block_in")
            let block = try Model(
                inputs: blockStart,
                outputs: [
                    Conv2D(4, kernelSize: 3, padding: .same, name: "same_size")(blockStart),
                    GlobalAveragePooling2D(name: "means")(blockStart),
                ], name: "block")
            let innerStart = Input(shape: [6, 6, 4], name: "inner_in")
            let parts = try block.results(of: [innerStart])
            let inner = try Model(
                inputs: innerStart, outputs: [ReLU(name: "inner_relu")(parts[0]), parts[1]], name: "inner")
            let start = Input(shape: [6, 6, 4], name: "start")
            let results = try inner.results(of: [start])
            let pooled = try GlobalMaxPooling2D(name: "maxima")(results[0])
            let model = try Model(
                inputs: start, outputs: Dense(3, name: "out")(Add(name: "sum")([pooled, results[1]])), name: "outer")
            inner.freeze()
            let table = model.summaryText(expandNested: true, showTrainable: true)
            #expect(trimmed(table) == (try text("nested_deeply")))
        }

        @Test("with shared layers, several inputs and several outputs")
        func shared() throws {
            let (left, right) = (Input(shape: [7], name: "left"), Input(shape: [7], name: "right"))
            let shared = Dense(5, activation: .relu, name: "shared")
            let both = try Concatenate(name: "both")([shared(left), shared(right)])
            let model = try Model(
                inputs: [left, right], outputs: [Dense(2, name: "first")(both), Dense(1, name: "second")(both)],
                name: "two_of_each")
            #expect(trimmed(model.summaryText(expandNested: false, showTrainable: nil)) == (try text("shared")))
        }

        @Test("with what the optimizer remembers once it has made a step", arguments: ["sgd", "momentum", "adam"])
        func optimizer(name: String) throws {
            let model = try Sequential(name: "trained_with_\(name)") {
                Input(shape: [3])
                Dense(2, name: "dense_a")
                Dense(2, name: "dense_b")
            }
            try model.layer("dense_a").freeze()
            let optimizer: Optimizer =
                switch name {
                case "sgd": .sgd()
                case "momentum": .sgd(momentum: 0.9)
                default: .adam()
                }
            try model.compile(optimizer: optimizer, loss: .meanSquaredError)
            let before = model.summaryText(expandNested: false, showTrainable: false)
            #expect(!before.contains("Optimizer params"))
            _ = try model.fit(
                x: Tensor(shape: [4, 3], repeating: 0), y: Tensor(shape: [4, 2], repeating: 0))
            let table = model.summaryText(expandNested: false, showTrainable: false)
            #expect(trimmed(table) == (try text("optimizer_\(name)")))
        }

        @Test("that says so where shapes are not known yet")
        func unbuilt() throws {
            let model = try Sequential {
                Flatten()
                Dense(3)
            }
            let text = model.summaryText(expandNested: false, showTrainable: nil)
            #expect(text.contains("│ ?                           │     0 (unbuilt) │"))
        }

        @Test("and counts EfficientNet-Lite0's parameters")
        func counts() throws {
            #expect(try EfficientNetLite0(weights: .none).parameterCount == 4_694_024)
            #expect(try EfficientNetLite0(weights: .none, includeTop: false).parameterCount == 3_413_024)
        }
    }
}
