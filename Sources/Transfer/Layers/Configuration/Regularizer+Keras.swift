import Compute

extension Regularizer {
    /// The regularizer that a file names or describes; nil if there is none such here.
    init?(keras value: JSONValue) {
        let name = (value.string ?? value["class_name"]?.string ?? "").filter { $0 != "_" }.lowercased()
        let settings = value["config"] ?? [:]
        // A regularizer that is only named has Keras' default factor.
        func factor(_ key: String, _ standard: Float) -> Float { settings[key]?.double.map { Float($0) } ?? standard }
        switch name {
        case "l1": self = .l1(factor("l1", 0.01))
        case "l2": self = .l2(factor("l2", 0.01))
        case "l1l2" where value.string != nil: self = .l1l2(l1: 0.01, l2: 0.01)
        case "l1l2": self = .l1l2(l1: factor("l1", 0), l2: factor("l2", 0))
        default: return nil
        }
    }

    /// The object in Keras' files.
    var kerasObject: JSONValue {
        let l1 = ("l1", JSONValue.float(penalty.l1))
        let l2 = ("l2", JSONValue.float(penalty.l2))
        let (name, settings) =
            penalty.l1 == 0 ? ("L2", [l2]) : penalty.l2 == 0 ? ("L1", [l1]) : ("L1L2", [l1, l2])
        return KerasObject(
            module: "keras.regularizers", className: name, config: Dictionary(settings) { first, _ in first }
        ).json
    }
}
