/// The settings of one layer in a file of Keras, read by their names; those that nobody asks for are ignored.
///
/// Everything that reads throws `TransferError.savedModel` for a value that the engine cannot follow.
struct LayerSettings {
    let kind: String
    let name: String
    let values: JSONValue
    /// What the model as a whole is read with.
    let reading: ModelReading

    private static let largestInteger = Layer.largestExtent

    func unsupported(_ setting: String, _ allowed: String) -> TransferError {
        let text = (values[setting] ?? .null).description
        let value = text.count > 80 ? text.prefix(79) + "…" : text
        return .savedModel(.unsupportedSetting(layer: name, setting: setting, value: value, allowed: allowed))
    }

    func integer(_ setting: String, default standard: Int? = nil) throws -> Int {
        guard let value = values[setting]?.integer ?? (values[setting] == nil ? standard : nil),
            (-Self.largestInteger...Self.largestInteger).contains(value)
        else { throw unsupported(setting, "a whole number of at most \(Self.largestInteger)") }
        return value
    }

    func float(_ setting: String, default standard: Float? = nil) throws -> Float {
        guard let value = values[setting]?.double.map({ Float($0) }) ?? (values[setting] == nil ? standard : nil) else {
            throw unsupported(setting, "a number")
        }
        return value
    }

    func boolean(_ setting: String, default standard: Bool) throws -> Bool {
        guard let value = values[setting] else { return standard }
        guard let value = value.boolean else { throw unsupported(setting, "true or false") }
        return value
    }

    /// Whole numbers in a list.
    func integers(_ setting: String) throws -> [Int] {
        let list = values[setting]?.array?.compactMap(\.integer) ?? []
        let isComplete = list.count == values[setting]?.array?.count
        guard isComplete, list.count <= 3, list.allSatisfy({ abs($0) <= Self.largestInteger }) else {
            throw unsupported(setting, "at most three whole numbers")
        }
        return list
    }

    /// Height and width: two numbers, or one for both.
    func pair(_ setting: String, default standard: (Int, Int)? = nil) throws -> (Int, Int) {
        guard let value = values[setting] else {
            if let standard { return standard }
            throw unsupported(setting, "one or two whole numbers")
        }
        let list = value.integer.map { [$0, $0] } ?? value.array?.compactMap(\.integer) ?? []
        // Larger windows hold more numbers than any memory.
        guard list.count == 2, list.allSatisfy({ (0...1024).contains($0) }) else {
            throw unsupported(setting, "one or two whole numbers of at most 1024")
        }
        return (list[0], list[1])
    }

    /// The size of a convolution's window, of which there are so many for each channel.
    func kernelSize(count: Int) throws -> (Int, Int) {
        let size = try pair("kernel_size")
        // Times any number of channels the count of numbers stays within 64 bits.
        guard !Shapes.isTooLarge([size.0, size.1, count]) else {
            throw unsupported("kernel_size", "a smaller one for \(count) channels")
        }
        return size
    }

    /// Rows above and below, columns left and right: one number for all, two for rows and columns, or two pairs.
    func margins(_ setting: String) throws -> ((Int, Int), (Int, Int)) {
        let value = values[setting] ?? .null
        let parts = value.integer.map { [.integer($0), .integer($0)] } ?? value.array ?? []
        let pairs = parts.map { $0.integer.map { [$0, $0] } ?? $0.array?.compactMap(\.integer) ?? [] }
        guard pairs.count == 2, pairs.allSatisfy({ $0.count == 2 }),
            pairs.joined().allSatisfy({ (0...Self.largestInteger).contains($0) })
        else { throw unsupported(setting, "numbers of rows and columns") }
        return ((pairs[0][0], pairs[0][1]), (pairs[1][0], pairs[1][1]))
    }

    /// What a window does at the border.
    func padding() throws -> WindowPadding {
        switch values["padding"]?.string {
        case nil, "valid": .valid
        case "same": .same
        default: throw unsupported("padding", "valid or same")
        }
    }

    func interpolation(default standard: Interpolation) throws -> Interpolation {
        guard let name = values["interpolation"]?.string else { return standard }
        guard let interpolation = Interpolation(rawValue: name) else {
            throw unsupported("interpolation", "nearest or bilinear")
        }
        return interpolation
    }

    /// An axis given as a number or a list of one.
    func axis() throws -> Int {
        guard let value = values["axis"] else { return -1 }
        guard let axis = value.integer ?? (value.array?.count == 1 ? value.array?[0].integer : nil), abs(axis) < 8
        else { throw unsupported("axis", "a single one") }
        return axis
    }

    func activation() throws -> ActivationFunction {
        guard let value = values["activation"] else { return .linear }
        // Functions may be written as objects whose settings are their names.
        guard let function = ActivationFunction(kerasName: value.string ?? value["config"]?.string ?? "") else {
            let names = ActivationFunction.kerasNames.keys.sorted().joined(separator: ", ")
            throw unsupported("activation", "one of \(names)")
        }
        return function
    }

    /// How a weight begins; one that is not known hardly matters, because the file holds the weights.
    func initializer(_ setting: String, default standard: Initializer) -> Initializer {
        guard let value = values[setting] else { return standard }
        guard let initializer = Initializer(keras: value) else {
            reading.note("layer '\(name)' was made with another \(setting) than there are here")
            return standard
        }
        return initializer
    }

    func regularizer(_ setting: String) -> Regularizer? {
        guard let value = values[setting] else { return nil }
        let regularizer = Regularizer(keras: value)
        if regularizer == nil {
            reading.note("layer '\(name)' will be trained without its \(setting), which there is not here")
        }
        return regularizer
    }

    /// Throws unless a setting is absent or of one value.
    func require(_ setting: String, _ allowed: JSONValue) throws {
        guard let value = values[setting], value != allowed else { return }
        throw unsupported(setting, allowed.description)
    }

    /// Throws unless channels come last.
    func requireChannelsLast() throws {
        if values["data_format"]?.string == "channels_first" { throw unsupported("data_format", "channels_last") }
    }

    /// Notes settings that only matter in training, and that the engine does not have.
    func noteUnsupported(_ settings: [String]) {
        for setting in settings where values[setting] != nil {
            reading.note("layer '\(name)' will be trained without its \(setting), which there is not here")
        }
    }

    /// Throws where numbers are not floating ones; those of another width become 32-bit ones.
    func checkType() throws {
        let type = values["dtype"]
        try require("quantization_config", .null)
        guard let text = type?.string ?? type?["config"]?["name"]?.string else { return }
        if type?["class_name"]?.string?.contains("Quantized") == true || text.contains("int8_from") {
            throw unsupported("dtype", "float32")
        }
        if text.contains("16") || text == "float64" {
            reading.note("layers saved to compute with \(text) compute with float32 here", once: "dtype")
        }
    }
}

extension LayerSettings {
    /// The shape of the data that a layer begins a model with, without the batch; nil where none is said.
    ///
    /// Extents that were left open are those given for reading.
    func inputShape() throws -> [Int]? {
        guard let shape = (values["batch_shape"] ?? values["batch_input_shape"])?.array, !shape.isEmpty else {
            return nil
        }
        let own = shape.dropFirst().map(\.integer)
        let given = reading.inputShape ?? []
        let filled = own.enumerated().compactMap { $1 ?? (given.count == own.count ? given[$0] : nil) }
        guard filled.count == own.count else {
            throw TransferError.savedModel(.openShape(layer: name, shape: JSONValue.array(shape).description))
        }
        guard (1...3).contains(filled.count), filled.allSatisfy({ $0 >= 1 }), !Shapes.isTooLarge(filled) else {
            throw unsupported("batch_shape", "a shape of one to three positive numbers after the batch")
        }
        return filled
    }
}
