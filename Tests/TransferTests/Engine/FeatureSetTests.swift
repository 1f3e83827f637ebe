import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Features are extracted, written and read back with their classes")
    struct FeatureSetTests {
        private func base() throws -> Sequential {
            setRandomSeed(2)
            return try Sequential {
                Input(shape: [24, 24, 3])
                Rescaling(1 / 255)
                Conv2D(6, kernelSize: 3, strides: 2, activation: .relu)
                BatchNormalization()
                GlobalAveragePooling2D()
            }
        }

        private func flow(_ folder: TemporaryFolder) throws -> ImageFlow {
            try ImageDataGenerator().flowFromDirectory(folder.path, targetSize: [24, 24], batchSize: 4)
        }

        @Test("in the order of the files", arguments: ["features.npy", "features.h5"])
        func files(name: String) throws {
            let (pictures, target) = (try TemporaryFolder.pictures(), try TemporaryFolder())
            let (flow, base) = (try flow(pictures), try base())
            let path = target.path + "/" + name
            let set = try base.extractFeatures(flow, to: path)
            #expect(set.features == (try base.predict(flow)))
            #expect(set.labels == flow.labels && set.classNames == ["Zebra", "ant"])
            #expect(try FeatureSet.load(path) == set)
            #expect(try set.targets() == flow.targets())
            if name.hasSuffix("npy") {
                #expect(try Tensor.load(path) == set.features)
                #expect(try Tensor.load(target.path + "/features_labels.npy").values == set.labels.map { Float($0) })
            }
        }

        @Test("and train a head to the numbers that the whole model with a frozen base gives")
        func training() throws {
            let pictures = try TemporaryFolder.pictures()
            let (flow, base) = (try flow(pictures), try base())
            base.freeze()
            func head(_ first: Layer) throws -> Sequential {
                setRandomSeed(9)
                let model = try Sequential {
                    first
                    Dense(2, activation: .softmax)
                }
                try model.compile(optimizer: .adam(learningRate: 0.05), loss: .categoricalCrossentropy)
                return model
            }
            let set = try base.extractFeatures(flow)
            let (whole, small) = (try head(base), try head(Input(shape: [6])))
            let samples = try flow.tensor()
            let a = try whole.fit(x: samples, y: flow.targets(), batchSize: 4, epochs: 3, shuffle: false)
            let b = try small.fit(x: set.features, y: set.targets(), batchSize: 4, epochs: 3, shuffle: false)
            for (left, right) in zip(a.log.epochs.joined(), b.log.epochs.joined()) {
                #expect(abs(left - right) < 1e-5)
            }
        }

        @Test("refusing what is no file of features, with the remedy")
        func refusals() throws {
            let folder = try TemporaryFolder()
            let set = try FeatureSet(features: sampleTensor([2, 3]), labels: [0, 1], classNames: ["a", "b"])
            func message(_ body: () throws -> Void) -> String {
                do {
                    try body()
                    return ""
                } catch { return "\(error)" }
            }
            #expect(message { try set.save(folder.path + "/x.csv") }.contains("neither in .npy nor in .h5"))
            #expect(message { try set.save(folder.path + "/none/x.h5") }.contains("could not be written"))
            #expect(message { _ = try FeatureSet.load(folder.path + "/x.h5") }.contains("there is no file"))
            try sampleTensor([2, 2]).save(folder.path + "/plain.npy")
            #expect(message { _ = try FeatureSet.load(folder.path + "/plain.npy") }.contains("plain_classes.json"))
            #expect(throws: TransferError.self) {
                try FeatureSet(features: sampleTensor([2, 3]), labels: [0], classNames: ["a"])
            }
            #expect(throws: TransferError.self) {
                try FeatureSet(features: sampleTensor([1, 3]), labels: [1], classNames: ["a"])
            }
        }
    }
}
