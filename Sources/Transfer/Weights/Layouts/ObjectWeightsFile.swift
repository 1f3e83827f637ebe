import Compute

/// Keras 3's .weights.h5 layout: a group for each object, called by its class and a number, with arrays `vars/0`,
/// `vars/1` …; also the inside of a .keras file.
///
/// The file does not tell the order of layers of different classes, so that a model is needed to read it.
struct ObjectWeightsFile: WeightsFile {
    /// How deep models may lie within models.
    private static let deepest = 16

    /// What a model's group holds besides the objects that its properties name.
    private static let reserved: Set = ["layers", "_layer_checkpoint_dependencies", "vars", "optimizer"]

    /// Layers are found by their names: those of different classes have no order.
    let isOrdered = false
    let hasOwnNames: Bool
    /// The objects by their paths, as the file has them; of a nested model each layer by itself.
    let layers: [WeightsFileLayer]
    /// The layers' own names by the objects' paths, which newer versions of Keras note.
    private let names: [String: String]

    /// Reads a file's table of contents below a group; nil if it is of another layout.
    ///
    /// Throws `TransferError.file` when the file is damaged.
    init?(_ file: HDF5File, root: String = "") throws {
        let children = try file.children(of: root.isEmpty ? "/" : root) ?? []
        guard !Set(["layers", "_layer_checkpoint_dependencies", "vars"]).isDisjoint(with: children) else { return nil }
        var found: [(path: String, layer: WeightsFileLayer)] = []
        var names: [String: String] = [:]
        try Self.collect(file, group: root, path: "", depth: 0, &found, &names)
        self.init(layers: found.map(\.layer), names: names, hasOwnNames: true)
    }

    private init(layers: [WeightsFileLayer], names: [String: String], hasOwnNames: Bool) {
        self.layers = layers
        self.names = names
        self.hasOwnNames = hasOwnNames
    }

    private static func collect(
        _ file: HDF5File, group: String, path: String, depth: Int,
        _ found: inout [(path: String, layer: WeightsFileLayer)], _ names: inout [String: String]
    ) throws {
        guard depth <= deepest else { throw file.source.damage("its models lie too deep within each other") }
        let vars = group + "/vars"
        names[path] = try file.string("name", of: vars)
        let arrays = try (file.children(of: vars) ?? []).compactMap(Int.init).sorted().compactMap { number in
            try file.dataset("\(vars)/\(number)").map { dataset in
                WeightsFileArray(
                    name: "\(number)", qualifiedName: "\(number)", shape: dataset.shape, read: dataset.read)
            }
        }
        if !arrays.isEmpty { found.append((path, WeightsFileLayer(name: path, arrays: arrays))) }
        // TensorFlow 2.13 called the list of layers otherwise.
        for list in ["layers", "_layer_checkpoint_dependencies"] {
            for child in try file.children(of: "\(group)/\(list)") ?? [] {
                let name = "layers/" + child
                try collect(
                    file, group: "\(group)/\(list)/\(child)", path: path.isEmpty ? name : path + "/" + name,
                    depth: depth + 1, &found, &names)
            }
        }
        guard path.isEmpty else { return }
        // A class of one's own keeps its layers in properties, and the file calls them by the properties' names.
        for child in try file.children(of: group.isEmpty ? "/" : group) ?? [] where !reserved.contains(child) {
            try collect(file, group: "\(group)/\(child)", path: child, depth: 1, &found, &names)
        }
    }

    /// The arrays of the model's layers, those of a nested model together as in Keras' older layout; what the model has
    /// no place for follows under its path.
    func resolved(for model: Model) throws -> any WeightsFile {
        let found = Dictionary(layers.map { ($0.name, $0.arrays) }) { first, _ in first }
        var used: Set<String> = []
        var arrays: [ObjectIdentifier: [WeightsFileArray]] = [:]
        for object in ObjectPath.list(model) {
            guard let path = [object.path, object.pathByName].first(where: { found[$0] != nil }),
                let stored = found[path]
            else { continue }
            used.insert(path)
            arrays[ObjectIdentifier(object.layer)] = stored
        }
        let resolved = model.layers.compactMap { layer -> WeightsFileLayer? in
            let all = NamedWeights.leaves(of: layer).flatMap { path, leaf in
                (arrays[ObjectIdentifier(leaf)] ?? []).enumerated().map { number, array in
                    let own = leaf.parameters
                    let name = number < own.count ? own[number].name : array.name
                    return WeightsFileArray(
                        name: name, qualifiedName: "\(path)/\(name)", shape: array.shape, read: array.read)
                }
            }
            return all.isEmpty ? nil : WeightsFileLayer(name: layer.name, arrays: all)
        }
        let rest = layers.filter { !used.contains($0.name) }.map { layer in
            WeightsFileLayer(name: names[layer.name] ?? layer.name, arrays: layer.arrays)
        }
        return ObjectWeightsFile(layers: resolved + rest, names: [:], hasOwnNames: false)
    }

    /// The same weights under the names that the file notes; nil when it notes none.
    func named() -> (any WeightsFile)? {
        guard layers.allSatisfy({ names[$0.name] != nil }) else { return nil }
        return ObjectWeightsFile(
            layers: layers.map { WeightsFileLayer(name: names[$0.name] ?? $0.name, arrays: $0.arrays) }, names: [:],
            hasOwnNames: true)
    }
}
