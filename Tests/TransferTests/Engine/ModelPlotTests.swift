import Testing
import Transfer

extension EngineTests {
    @Suite("A model's plot shows its layers as they are now")
    struct ModelPlotTests {
        @Test("once, with shapes, parameters, connections and what is trainable")
        func plot() throws {
            let start = Input(shape: [8, 8, 3], name: "start")
            let base = try Model(
                inputs: start, outputs: BatchNormalization(name: "n")(Conv2D(4, kernelSize: 3, name: "c")(start)),
                name: "base")
            let input = Input(shape: [8, 8, 3], name: "in")
            let pooled = try GlobalAveragePooling2D(name: "pool")(base(input))
            let hidden = try Dense(4, name: "hidden")(pooled)
            let model = try Model(inputs: input, outputs: Add(name: "sum")([pooled, hidden]), name: "whole")
            try base.layer("n").freeze()
            let sink = RecordingSink.recording { show(model.plot()) }
            #expect(sink.shown.count == 1)
            guard case .chart(let chart)? = sink.shown.first, case .architecture(let drawn) = chart.content else {
                Issue.record("no architecture was shown")
                return
            }
            #expect(chart.title == "whole" && drawn == model.architecture)
            #expect(drawn.nodes.map(\.name) == ["in", "base", "pool", "hidden", "sum"])
            #expect(drawn.nodes.map(\.inputs) == [[], [0], [1], [2], [2, 3]])
            #expect(drawn.nodes.map(\.shapes) == [[[8, 8, 3]], [[6, 6, 4]], [[4]], [[4]], [[4]]])
            #expect(drawn.nodes.map(\.training) == [.none, .partly, .none, .trainable, .none])
            #expect(drawn.nodes[1].layers.map(\.training) == [.none, .trainable, .frozen])
            #expect(drawn.nodes[1].parameters == 128)
            base.freeze()
            #expect(model.architecture.nodes[1].training == .frozen)
        }

        @Test("also before the shapes are known")
        func unbuilt() throws {
            let model = try Sequential {
                Flatten(name: "flat")
                Dense(3, name: "out")
            }
            #expect(model.architecture.nodes.map(\.shapes) == [[], []])
            #expect(model.architecture.nodes.map(\.inputs) == [[], [0]])
            _ = try model.predict(sampleTensor([1, 2, 2]))
            #expect(model.architecture.nodes.map(\.shapes) == [[[2, 2]], [[4]], [[3]]])
        }
    }
}
