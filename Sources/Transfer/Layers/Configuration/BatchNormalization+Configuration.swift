extension BatchNormalization: ConfigurableLayer {
    static var kerasNames: [String] { ["BatchNormalization", "BatchNormalizationV1", "SyncBatchNormalization"] }

    var configuration: [String: JSONValue] {
        let (zeros, ones) = (Initializer.zeros.kerasObject, Initializer.ones.kerasObject)
        return [
            "axis": .integer(axis), "momentum": .float(momentum), "epsilon": .float(epsilon),
            "center": .boolean(center), "scale": .boolean(scale), "beta_initializer": zeros, "gamma_initializer": ones,
            "moving_mean_initializer": zeros, "moving_variance_initializer": ones, "beta_regularizer": nil,
            "gamma_regularizer": nil, "beta_constraint": nil, "gamma_constraint": nil, "synchronized": false,
            "renorm": false, "renorm_clipping": nil, "renorm_momentum": 0.99,
        ]
    }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.require("renorm", false)
        settings.noteUnsupported(["beta_regularizer", "gamma_regularizer", "beta_constraint", "gamma_constraint"])
        let layer = BatchNormalization(
            momentum: try settings.float("momentum", default: 0.99),
            epsilon: try settings.float("epsilon", default: 1e-3),
            center: try settings.boolean("center", default: true),
            scale: try settings.boolean("scale", default: true), name: settings.name)
        layer.axis = try settings.axis()
        return layer
    }
}
