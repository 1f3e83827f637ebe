import Testing
import Transfer

extension EngineTests {
    @Suite("A model is made of layers as in Keras")
    struct ModelTests {
        /// A residual block with a branch beside it, as in ResNet50.
        private func block() throws -> Model {
            let input = Input(shape: [8, 8, 4], name: "in")
            let beside = try BatchNormalization(name: "0_bn")(Conv2D(8, kernelSize: 1, name: "0_conv")(input))
            var x = try Conv2D(4, kernelSize: 1, name: "1_conv")(input)
            x = try ReLU(name: "1_relu")(BatchNormalization(name: "1_bn")(x))
            x = try BatchNormalization(name: "3_bn")(Conv2D(8, kernelSize: 1, name: "3_conv")(x))
            return try Model(
                inputs: input, outputs: ReLU(name: "out")(Add(name: "add")([beside, x])), name: "block")
        }

        @Test("listed by depth, branches in the order of the sum")
        func order() throws {
            #expect(
                try block().layers.map(\.name) == [
                    "in", "1_conv", "1_bn", "1_relu", "0_conv", "3_conv", "0_bn", "3_bn", "add", "out",
                ])
        }

        @Test("found by name, with the nearest name when there is none")
        func lookup() throws {
            let model = try block()
            #expect(try model.layer("3_bn").kind == "BatchNormalization")
            let error = #expect(throws: TransferError.self) { try model.layer("3_bm") }
            #expect(error?.description == "model 'block' has no layer '3_bm'; did you mean '3_bn'?")
            let far = #expect(throws: TransferError.self) { try model.layer("something else") }
            #expect(far?.description.hasSuffix("see the names with summary()") == true)
        }

        @Test("named after their kind, numbered from the second on")
        func names() {
            let first = GlobalAveragePooling2D().name
            let second = GlobalAveragePooling2D().name
            #expect(first.hasPrefix("global_average_pooling2d"))
            #expect(second != first && second.hasPrefix("global_average_pooling2d_"))
            #expect(Conv2D(1, kernelSize: 1).name.hasPrefix("conv2d"))
            #expect(DepthwiseConv2D(kernelSize: 1).name.hasPrefix("depthwise_conv2d"))
            #expect(ReLU().name.hasPrefix("re_lu"))
            #expect(BatchNormalization().name.hasPrefix("batch_normalization"))
            #expect(ZeroPadding2D().name.hasPrefix("zero_padding2d"))
        }

        @Test("nested or continued, with the same results")
        func nesting() throws {
            let base = try block()
            setRandomSeed(4)
            let nested = try Sequential {
                base
                GlobalAveragePooling2D()
                Dense(3, activation: .softmax)
            }
            setRandomSeed(4)
            let x = try GlobalAveragePooling2D()(base.output)
            let continued = try Model(
                inputs: base.input, outputs: Dense(3, activation: .softmax)(x))
            let samples = try sampleTensor([5, 8, 8, 4])
            #expect(nested.layers.count == 3)
            #expect(continued.layers.count == base.layers.count + 2)
            let (a, b) = (try nested.predict(samples), try continued.predict(samples))
            #expect(a.shape == [5, 3])
            for (left, right) in zip(a.values, b.values) { #expect(abs(left - right) < 1e-6) }
        }

        @Test("cut off after a layer")
        func truncation() throws {
            let model = try block()
            let part = try model.truncated(at: "1_relu")
            #expect(part.layers.map(\.name) == ["in", "1_conv", "1_bn", "1_relu"])
            #expect(try part.predict(sampleTensor([2, 8, 8, 4])).shape == [2, 8, 8, 4])
            #expect(try part.layer("1_conv") === model.layer("1_conv"))
            #expect(throws: TransferError.self) { try model.truncated(at: "2_relu") }
        }

        @Test("giving each sample the same result in a batch of any size")
        func batches() throws {
            let model = try block()
            let samples = try sampleTensor([7, 8, 8, 4])
            let together = try model.predict(samples)
            let apart = try model.predict(samples, batchSize: 3)
            for (left, right) in zip(together.values, apart.values) { #expect(abs(left - right) < 1e-5) }
        }

        @Test("frozen up to a layer, by list, or one by one")
        func freezing() throws {
            let model = try block()
            try model.freeze(upTo: "1_relu")
            #expect(model.layers.filter(\.trainable).map(\.name) == ["0_conv", "3_conv", "0_bn", "3_bn", "add", "out"])
            model.freeze()
            #expect(!model.trainable)
            try model.layer("3_bn").trainable = true
            #expect(model.trainable)
            model.layers[..<9].freeze()
            #expect(!model.trainable)
            model.unfreeze()
            #expect(model.layers.filter { !$0.trainable }.isEmpty)
        }

        @Test("refusing shapes that do not fit, with the remedy")
        func refusals() throws {
            func message(_ body: () throws -> Void) -> String {
                do {
                    try body()
                    return ""
                } catch { return "\(error)" }
            }
            let input = Input(shape: [4, 4, 3], name: "i")
            #expect(
                message { _ = try Conv2D(2, kernelSize: 5, name: "c")(input) }
                    == """
                    the window 5×5 of layer 'c' does not fit a picture of 4×4 pixels; use larger pictures, fewer such \
                    layers, or padding: .same
                    """)
            #expect(message { _ = try Conv2D(2, kernelSize: 1, name: "c")(Input(shape: [3])) }.contains("pictures"))
            #expect(message { _ = try Dense(0, name: "d")(input) }.contains("units 0; give a positive number"))
            #expect(message { _ = try Dropout(1, name: "d")(input) }.contains("below 1"))
            #expect(
                message { _ = try Add(name: "a")([input.symbolicTensor]) }.contains("two inputs or more, not 1"))
            #expect(message { _ = try Sequential {} }.contains("has no layers"))
            #expect(
                message {
                    _ = try Sequential {
                        Dense(2, name: "same")
                        Dense(2, name: "same")
                    }.predict(Tensor(shape: [1, 2], values: [1, 2]))
                }.contains("two layers named 'same'"))
            #expect(
                message { _ = try Model(inputs: Input(shape: [4, 4, 3]), outputs: Flatten()(input), name: "m") }
                    .contains("depend on the input 'i', which is not among its inputs"))
            let model = try Sequential {
                Input(shape: [3])
                Dense(2)
            }
            #expect(message { _ = try model.predict(sampleTensor([3])) }.contains("expandedDimensions()"))
            #expect(
                message { _ = try EfficientNetLite0(classes: 3) }.contains("classes: 1000"))
            #expect(
                message { _ = try EfficientNetLite0(inputShape: [16, 16, 3]) }.contains("at least 32 pixels"))
        }
    }
}
