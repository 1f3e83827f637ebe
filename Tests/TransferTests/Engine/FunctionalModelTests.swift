import Testing
import Transfer

extension EngineTests {
    @Suite("The functional form connects layers in any way that Keras does")
    struct FunctionalModelTests {
        private func message(_ body: () throws -> Void) -> String {
            do {
                try body()
                return ""
            } catch { return "\(error)" }
        }

        /// A layer that two inputs share, and two outputs.
        private func pair() throws -> Model {
            let (left, right) = (Input(shape: [3], name: "left"), Input(shape: [3], name: "right"))
            let shared = Dense(4, activation: .relu, name: "shared")
            let (a, b) = (try shared(left), try shared(right))
            let sum = try Add(name: "sum")([a, b])
            return try Model(
                inputs: [left, right], outputs: [Dense(2, name: "first")(sum), Dense(1, name: "second")(a)],
                name: "pair")
        }

        @Test("with a shared layer's weights once, and its results apart")
        func sharing() throws {
            let model = try pair()
            #expect(model.layers.map(\.name) == ["left", "right", "shared", "sum", "first", "second"])
            #expect(model.weights.map(\.shape) == [[3, 4], [4], [4, 2], [2], [4, 1], [1]])
            let (x, y) = (try sampleTensor([5, 3]), try Tensor(shape: [5, 3], repeating: 0.5))
            let outputs = try model.predict([x, y], batchSize: 2)
            #expect(outputs.map(\.shape) == [[5, 2], [5, 1]])
            let exchanged = try model.predict([y, x])
            for (a, b) in zip(outputs[0].values, exchanged[0].values) { #expect(abs(a - b) < 1e-5) }
            #expect(outputs[1] != exchanged[1])
            let weights = model.weights
            let hidden = (0..<4).map { unit in
                max(0, (0..<3).reduce(weights[1].values[unit]) { $0 + x.values[$1] * weights[0].values[$1 * 4 + unit] })
            }
            let second = (0..<4).reduce(Float(0)) { $0 + hidden[$1] * weights[4].values[$1] }
            #expect(abs(outputs[1].values[0] - second) < 1e-5)
        }

        @Test("nested to any depth, with several inputs and outputs at each")
        func nesting() throws {
            let inner = try pair()
            let (a, b) = (Input(shape: [3], name: "a"), Input(shape: [3], name: "b"))
            let results = try inner.results(of: [a, b])
            let middle = try Model(
                inputs: [a, b], outputs: [results[1], ReLU(name: "positive")(results[0])], name: "middle")
            let start = Input(shape: [3], name: "start")
            let parts = try middle.results(of: [start, start])
            let model = try Model(inputs: start, outputs: parts, name: "outer")
            #expect(model.layers.map(\.name) == ["start", "middle"])
            #expect(try model.outputs.map(\.shape) == [[nil, 1], [nil, 2]])
            let x = try sampleTensor([4, 3])
            let (found, expected) = (try model.predict([x]), try inner.predict([x, x]))
            #expect(found[0] == expected[1])
            #expect(found[1].values == expected[0].values.map { max($0, 0) })
        }

        @Test("beginning in the middle of another model, whose layers it shares")
        func middle() throws {
            let base = try Sequential(name: "base") {
                Input(shape: [3])
                Dense(4, name: "one")
                Dense(5, name: "two")
                Dense(2, name: "three")
            }
            let head = try Model(inputs: base.output(of: "one"), outputs: base.output)
            #expect(head.layers.map(\.kind) == ["InputLayer", "Dense", "Dense"])
            #expect(head.layers[1] === base.layers[1])
            let features = try Model(inputs: base.input, outputs: base.output(of: "one"))
            let x = try sampleTensor([6, 3])
            let (whole, parts) = (try base.predict(x), try head.predict(features.predict(x)))
            for (a, b) in zip(whole.values, parts.values) { #expect(abs(a - b) < 1e-5) }
        }

        @Test("without the last layer, and without the inputs that a part does not need")
        func popping() throws {
            let base = try Sequential {
                Input(shape: [3])
                Dense(4, name: "one")
                Dense(2, name: "two")
            }
            let x = try sampleTensor([2, 3])
            #expect(try base.predict(x).shape == [2, 2])
            try base.popLayer()
            #expect(base.layers.map(\.name) == ["one"])
            #expect(try base.predict(x).shape == [2, 4])
            #expect(message { try base.popLayer() }.contains("has no other layer than its last one"))
            let part = try pair().truncated(at: "second")
            #expect(part.layers.map(\.name) == ["left", "shared", "second"])
            #expect(try part.predict(x).shape == [2, 1])
            try part.popLayer()
            #expect(try part.predict(x).shape == [2, 4])
            #expect(message { try pair().popLayer() }.contains("has 2 outputs, not one"))
        }

        @Test("trained and evaluated on an array for each input, towards one of its outputs")
        func training() throws {
            let whole = try pair()
            let model = try Model(inputs: whole.inputs, outputs: whole.output(of: "first"))
            let (a, b) = (try sampleTensor([12, 3]), try Tensor(shape: [12, 3], repeating: 0.25))
            let y = try Tensor(shape: [12, 2], values: (0..<24).map { Float($0 % 5) })
            try model.compile(optimizer: .adam(learningRate: 0.05), loss: .meanSquaredError)
            let before = try whole.layer("shared").weights
            let history = try model.fit(x: [a, b], y: [y], batchSize: 5, epochs: 20, validationSplit: 0.25)
            let losses = try #require(history["loss"])
            #expect(losses[19] < losses[0])
            #expect(try whole.layer("shared").weights != before)
            let last = try model.evaluate(
                x: [a.samples(9..<12), b.samples(9..<12)], y: [y.samples(9..<12)], batchSize: 2)
            #expect(abs(try #require(history["val_loss"]?.last) - last.loss) < 1e-5)
            #expect(message { try model.fit(x: [a], y: [y]) }.contains("takes 2 arrays"))
        }

        @Test("refusing what does not fit, with the remedy")
        func refusals() throws {
            let model = try pair()
            let x = try sampleTensor([2, 3])
            #expect(
                message { _ = try model.predict([x]) }
                    == """
                    model 'pair' takes 2 arrays, for 'left', 'right', but received 1; give one for each input, in this \
                    order
                    """)
            #expect(message { _ = try model.predict(x) }.contains("takes 2 arrays"))
            #expect(message { _ = try model.predict([x, sampleTensor([3, 3])]) }.contains("hold [2, 3] samples"))
            #expect(message { _ = try model.predict([x, sampleTensor([2, 4])]) }.contains("(None, 3)"))
            #expect(message { _ = try model.output }.contains("has 2 outputs, not one"))
            #expect(message { _ = try model.input }.contains("has 2 inputs, not one"))
            let (a, b) = (Input(shape: [3]), Input(shape: [4]))
            #expect(message { _ = try model([a, a]) }.contains("results(of: [...])"))
            #expect(message { _ = try model.results(of: [a, b]) }.contains("takes (None, 3)"))
            #expect(message { _ = try model.results(of: [a]) }.contains("takes 2 inputs, not 1"))
            #expect(message { _ = try Model(inputs: [], outputs: a) }.contains("no inputs or no outputs"))
            let dense = Dense(2, name: "dense")
            _ = try dense(a)
            #expect(message { _ = try dense(b) }.contains("vectors of 3 numbers"))
            let end = try Dense(1, name: "dense")(dense(a))
            #expect(message { _ = try Model(inputs: a, outputs: end) }.contains("two layers named 'dense'"))
        }

        @Test("taking weights layer by layer, and showing where shapes differ")
        func weights() throws {
            let model = try Sequential(name: "m") {
                Input(shape: [3])
                Dense(2, name: "d")
                BatchNormalization(name: "n")
                Dense(1, name: "e")
            }
            #expect(model.weights.map(\.shape) == [[3, 2], [2], [2], [2], [2], [2], [2, 1], [1]])
            let before = model.weights
            try model.setWeights(before.map { try Tensor(shape: $0.shape, repeating: 2) })
            #expect(try model.layer("n").weights.map { $0.values[0] } == [2, 2, 2, 2])
            try model.setWeights(before)
            #expect(model.weights == before)
            let wrong = [try sampleTensor([3, 4]), try sampleTensor([2])]
            #expect(
                message { try model.layer("d").setWeights(wrong) }
                    == """
                    layer 'd' has 2 weights, but received 2 that are not all of the same shapes; give one tensor for \
                    each, of the shape on the left:
                      0  kernel  [3, 2]  [3, 4]  <-
                      1  bias    [2]     [2]
                    """)
            #expect(message { try model.setWeights(wrong) }.contains("7  bias             [1]     none  <-"))
            #expect(model.weights == before)
        }
    }
}
