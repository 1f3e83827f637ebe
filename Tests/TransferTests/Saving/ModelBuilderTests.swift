import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Descriptions of models are read in every dialect, and refused where they go beyond the engine")
    struct ModelBuilderTests {
        private func build(
            _ text: String, kind: String = "Sequential", inputShape: [Int]? = nil
        ) throws -> (model: Model, notes: [String]) {
            let reading = ModelReading(path: "file", inputShape: inputShape)
            let model = try ModelBuilder(reading: reading).model(kind: kind, config: JSONParser.value(text))
            return (model, reading.notes)
        }

        /// A sequence of one layer on pictures of 6×6×2.
        private func sequence(_ kind: String, _ settings: String, shape: String = "6, 6, 2") -> String {
            """
            [{"class_name": "\(kind)", "config": {"name": "a", "batch_input_shape": [null, \(shape)], \(settings)}}]
            """
        }

        /// A layer of a functional model in the dialect of Keras 2.
        private func layer(_ kind: String, _ name: String, _ settings: String, _ nodes: String) -> String {
            """
            {"class_name": "\(kind)", "name": "\(name)", "config": {"name": "\(name)"\(settings)}, \
            "inbound_nodes": \(nodes)}
            """
        }

        @Test("calls of models within are numbered from 0 or from 1")
        func callNumbers() throws {
            for first in [0, 1] {
                let inner = """
                    {"name": "inner", "layers": [\
                    \(layer("InputLayer", "i", ", \"batch_input_shape\": [null, 3]", "[]")), \
                    \(layer("Dense", "d", ", \"units\": 3", #"[[["i", 0, 0, {}]]]"#))], \
                    "input_layers": [["i", 0, 0]], "output_layers": [["d", 0, 0]]}
                    """
                let outer = """
                    {"name": "outer", "layers": [\
                    \(layer("InputLayer", "x", ", \"batch_input_shape\": [null, 3]", "[]")), \
                    {"class_name": "Model", "name": "inner", "config": \(inner), \
                    "inbound_nodes": [[["x", 0, 0, {}]], [["d2", 0, 0, {}]]]}, \
                    \(layer("Dense", "d2", ", \"units\": 3", "[[[\"inner\", \(first), 0, {}]]]"))], \
                    "input_layers": [["x", 0, 0]], "output_layers": [["inner", \(first + 1), 0]]}
                    """
                let model = try build(outer, kind: "Model").model
                #expect(Set(model.layers.map(\.name)) == ["x", "inner", "d2"])
                #expect(try model.output.call.inputs[0].call.layer.name == "d2")
            }
        }

        @Test("a layer's call with training=False is followed, one with training=True told")
        func trainingArgument() throws {
            for (value, count) in [("false", 0), ("true", 1)] {
                let text = """
                    {"name": "m", "layers": [\(layer("InputLayer", "x", ", \"batch_input_shape\": [null, 3]", "[]")), \
                    \(layer("BatchNormalization", "n", ", \"axis\": [1]", "[[[\"x\", 0, 0, {\"training\": \(value)}]]]"))], \
                    "input_layers": [["x", 0, 0]], "output_layers": [["n", 0, 0]]}
                    """
                let (model, notes) = try build(text, kind: "Functional")
                #expect(notes.count == count)
                #expect(try model.output.call.isInference == (value == "false"))
            }
        }

        @Test("inputs of any size get the size that is given")
        func openShapes() throws {
            let text = sequence("MaxPooling2D", "\"pool_size\": 2", shape: "null, null, 3")
            #expect(
                throws: TransferError.savedModel(.openShape(layer: "a", shape: "[null, null, null, 3]"))
            ) { try build(text) }
            #expect(try build(text, inputShape: [8, 6, 3]).model.output.itemShape == [4, 3, 3])
        }

        @Test("what there is not here is named")
        func unknownKinds() throws {
            #expect(
                throws: TransferError.savedModel(
                    .unknownLayer(layer: "a", kind: "MaxPooling3D", nearest: "MaxPooling2D"))
            ) { try build(sequence("MaxPooling3D", "\"x\": 1")) }
            let unsupported = [
                ("MaxPooling2D", #""pool_size": 2, "data_format": "channels_first""#, "data_format"),
                ("Conv2D", #""filters": 2, "kernel_size": 3, "activation": "mish""#, "activation"),
                ("Conv2D", #""filters": 1e300, "kernel_size": 3"#, "filters"),
                ("Conv2D", #""filters": 2, "kernel_size": [3, 3, 3]"#, "kernel_size"),
                ("Conv2D", #""filters": 2, "kernel_size": 3, "padding": "causal""#, "padding"),
                ("Conv2DTranspose", #""filters": 2, "kernel_size": 3, "output_padding": [1, 1]"#, "output_padding"),
                ("UpSampling2D", #""interpolation": "bicubic""#, "interpolation"),
                ("Rescaling", #""scale": [1, 2]"#, "scale"),
                ("Concatenate", #""axis": [1, 2]"#, "axis"),
                (
                    "Dense",
                    #""units": 4, "dtype": {"class_name": "QuantizedDTypePolicy", "config": {"name": "int8"}}"#, "dtype"
                ),
                ("Dense", #""units": "many""#, "units"),
            ]
            for (kind, settings, setting) in unsupported {
                let error = #expect(throws: TransferError.self) { try build(sequence(kind, settings)) }
                guard case .savedModel(.unsupportedSetting("a", setting, _, _)) = error else {
                    Issue.record("\(kind): \(String(describing: error))")
                    continue
                }
            }
            #expect(throws: TransferError.self) { try build(sequence("BatchNormalization", #""axis": 1"#)) }
            let notes = try build(
                sequence(
                    "Dense", #""units": 2, "kernel_constraint": {"class_name": "MaxNorm"}, "dtype": "mixed_float16""#)
            ).notes
            #expect(notes.count == 2)
        }

        @Test("and what contradicts itself, or would take more memory than there is, is refused")
        func hostile() throws {
            let input = layer("InputLayer", "x", ", \"batch_input_shape\": [null, 3]", "[]")
            func model(_ layers: String, output: String = "a") -> String {
                """
                {"name": "m", "layers": [\(input)\(layers)], "input_layers": ["x", 0, 0], \
                "output_layers": ["\(output)", 0, 0]}
                """
            }
            let big = "1048576, 1048576, 1048576"
            let invalid = [
                model(
                    ", " + layer("Add", "a", "", #"[[["x", 0, 0], ["b", 0, 0]]]"#) + ", "
                        + layer("Dense", "b", ", \"units\": 3", #"[[["a", 0, 0]]]"#)),
                model(", " + layer("Flatten", "a", "", #"[[["a", 0, 0]]]"#)),
                model(", " + layer("Flatten", "a", "", #"[[["none", 0, 0]]]"#)),
                model(", " + layer("Flatten", "a", "", #"[[["x", 0, 7]]]"#)),
                model(", " + layer("Flatten", "a", "", #"[[["x", -3, 0]]]"#)),
                model(", " + layer("Flatten", "x", "", #"[[["x", 0, 0]]]"#)),
                model("", output: "none"), #"{"layers": 3}"#, #"{"name": "m", "layers": [3]}"#,
                #"{"name": "m", "layers": []}"#,
            ]
            for text in invalid {
                #expect(throws: TransferError.self, "\(text)") { try build(text, kind: "Functional") }
            }
            for text in [
                sequence("Flatten", "\"x\": 1", shape: big), sequence("UpSampling2D", "\"size\": 1024", shape: big),
                sequence("Conv2D", "\"filters\": 1048576, \"kernel_size\": [1024, 1024], \"padding\": \"same\""),
                sequence("Dense", "\"units\": 1048576", shape: "1024, 1024, 3"),
                sequence("Reshape", "\"target_shape\": [-1, -1]"), sequence("ZeroPadding2D", "\"padding\": -5"),
                sequence("Dense", "\"units\": -1"), sequence("Flatten", "\"x\": 1", shape: "0"), "[]", "{}", "3",
            ] { #expect(throws: TransferError.self, "\(text)") { try build(text) } }
        }

        @Test("JSON is read as Python writes it")
        func json() throws {
            let text = #"{"a": [1, -2.5, 1e-07, NaN, -Infinity, true, null], "b\n\u00e9\ud83d\ude00": "\"\\/"}"#
            let value = try JSONParser.value(text)
            #expect(value["a"]?.array?.count == 7)
            #expect(value["b\né😀"] == "\"\\/")
            #expect(value["a"]?.array?[2] == 1e-07)
            #expect(try JSONParser.value(value.description).description == value.description)
            for damaged in ["", "{", "[1,", "[1 2]", "{\"a\"}", "\"a", "tru", "1 2", "{1: 2}", "\"\\u12\"", "--1"] {
                #expect(throws: JSONParser.Failure.self, "\(damaged)") { try JSONParser.value(damaged) }
            }
            let deep = String(repeating: "[", count: 100_000)
            #expect(throws: JSONParser.Failure.self) { try JSONParser.value(deep) }
        }
    }
}
