import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A dry run reads no data and writes no files")
    struct PlannedDataTests {
        private typealias Samples = PlanningSamples

        @Test("A missing folder has the classes that are given, else those of the last flow, else the model's")
        func missingFolders() throws {
            let told = Samples.Told()
            let folder = try TemporaryFolder.pictures()
            try Samples.planning(told) {
                let generator = ImageDataGenerator(rescale: 1 / 255)
                let unknown = try generator.flowFromDirectory("no/first", targetSize: [32, 32], batchSize: 16)
                #expect(unknown.classNames.count == 2 && unknown.count == 100)
                let model = try Samples.classifier(5)
                try model.fit(unknown)
                #expect(unknown.classNames.count == 5 && Set(unknown.labels) == [0, 1, 2, 3, 4])
                let truth = try ClassificationReport(
                    truth: unknown.labels, predictions: model.predict(unknown), classNames: unknown.classNames)
                #expect(truth.scores.count == 5)
                let known = try generator.flowFromDirectory(folder.path, targetSize: [32, 32])
                #expect(known.classNames == ["Zebra", "ant"] && known.count == 6)
                let next = try generator.flowFromDirectory("no/second", targetSize: [32, 32])
                #expect(next.classNames == ["Zebra", "ant"])
                try model.fit(next)
                #expect(next.classNames.count == 5)
                let decided = #expect(throws: TransferError.self) { try Samples.classifier(4).fit(next) }
                #expect(decided?.isIndependentOfData == false)
                let range = #expect(throws: TransferError.self) { try model.predict(next).samples(90..<120) }
                #expect(range?.isIndependentOfData == false)
                let layer = #expect(throws: TransferError.self) { try model.layer("none") }
                #expect(layer?.isIndependentOfData == true)
                let given = try generator.flowFromDirectory(
                    "no/third", targetSize: [32, 32], classes: ["x", "y", "z"])
                #expect(given.classNames == ["x", "y", "z"])
            }
            #expect(told.notes.count == 3)
            #expect(
                told.notes[0] == "'no/first' is missing; assumed 100 pictures of as many classes as the model gives")
            #expect(
                told.notes[1] == "'no/second' is missing; assumed 100 pictures of as many classes as the model gives")
        }

        @Test("Without a guess, classes that do not fit are the program's error")
        func certainClasses() throws {
            let folder = try TemporaryFolder.pictures()
            try Samples.planning {
                let flow = try ImageDataGenerator().flowFromDirectory(folder.path, targetSize: [32, 32])
                let error = #expect(throws: TransferError.self) { try Samples.classifier(5).fit(flow) }
                #expect(error?.isIndependentOfData == true)
            }
        }

        @Test("Pictures that are no pictures do no harm, because they are not read")
        func pictures() throws {
            let folder = try TemporaryFolder()
            for name in ["a/1.jpg", "a/2.jpg", "b/3.jpg"] {
                try folder.add(name, copyOf: "Engine/Backbones/flops.json")
            }
            try Samples.planning {
                let flow = try ImageDataGenerator(horizontalFlip: true).flowFromDirectory(
                    folder.path, targetSize: [16, 16], batchSize: 2, onBroken: .skip)
                #expect(flow.count == 3 && flow.skipped.isEmpty)
                #expect(try flow.tensor().shape == [3, 16, 16, 3])
                try flow.preview(3)
                #expect(flow.report().broken.isEmpty)
                var shapes: [[Int]] = []
                for batch in flow { shapes += [try batch.x.shape, try batch.y.shape] }
                #expect(shapes == [[2, 16, 16, 3], [2, 2], [1, 16, 16, 3], [1, 2]])
                let model = try Samples.classifier(2, size: 16)
                try model.fit(flow, epochs: 2)
                #expect(try model.extractFeatures(flow).features.shape == [3, 2])
            }
        }

        @Test("Data sets have the size that their files announce, or that is published")
        func datasets() throws {
            let folder = try TemporaryFolder()
            let head: [UInt8] = [0, 0, 8, 3, 0, 0, 2, 1, 0, 0, 0, 28, 0, 0, 0, 28]
            try Data(head).write(to: URL(fileURLWithPath: folder.path + "/train-images-idx3-ubyte"))
            let told = Samples.Told()
            try Samples.planning(told) {
                let part = try FashionMNIST.load(folder.path)
                #expect(part.train.x.shape == [513, 28, 28] && part.train.y.shape == [513])
                #expect(part.test.x.shape == [10_000, 28, 28])
                let wild = Data([0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 0, 28, 0, 0, 0, 28])
                try wild.write(to: URL(fileURLWithPath: folder.path + "/train-images-idx3-ubyte"))
                #expect(try FashionMNIST.load(folder.path).train.x.shape == [60_000, 28, 28])
                let cifar = try CIFAR100.load(folder.path + "/nowhere")
                #expect(cifar.train.x.shape == [50_000, 32, 32, 3] && cifar.train.y.shape == [50_000, 1])
                #expect(Set(cifar.test.y.values).count == 100)
                // A file of something else is no data set.
                _ = try CIFAR10.load(folder.path + "/train-images-idx3-ubyte")
            }
            #expect(
                told.notes == [
                    "the data set CIFAR-100 is missing; assumed 50000 and 10000 pictures",
                    "the data set CIFAR-10 is missing; assumed 50000 and 10000 pictures",
                ])
        }

        @Test("What a program saves it can load again, though no file is written")
        func files() throws {
            let folder = try TemporaryFolder()
            let path = { folder.path + "/" + $0 }
            try Samples.planning {
                let model = try Samples.classifier()
                try model.save(path("model.keras"))
                let loaded = try Model.load(path("model.keras"))
                #expect(loaded.outputShapeText == model.outputShapeText && loaded.optimizer != nil)
                try model.saveWeights(path("w.weights.h5"))
                try loaded.loadWeights(path("w.weights.h5"))
                #expect(throws: TransferError.self) { try Samples.classifier(4).loadWeights(path("w.weights.h5")) }
                let x = try Tensor(shape: [4, 32, 32, 3], repeating: 0)
                let y = try Tensor(shape: [4, 3], repeating: 1)
                try model.fit(
                    x: x, y: y, epochs: 2, validationSplit: 0.5,
                    callbacks: [
                        .modelCheckpoint(path("best-{epoch:02d}.h5"), saveBestOnly: true), .csvLogger(path("log.csv")),
                        .tensorBoard(path("logs")), .backupAndRestore(path("backup")),
                    ])
                _ = try Model.load(path("best-02.h5"))
                try model.fit(
                    x: x, y: y, batchSize: 1, epochs: 2,
                    callbacks: [.modelCheckpoint(path("{epoch}-{batch}.h5"), saveFrequency: .batches(3))])
                // The third batch of the first epoch, and the second of the next one.
                for name in ["1-3.h5", "2-2.h5"] { _ = try Model.load(path(name)) }
                #expect(throws: TransferError.self) { try Model.load(path("2-3.h5")) }
                try x.save(path("x.npy"))
                #expect(try Tensor.load(path("x.npy")).shape == x.shape)
                try Tensor.saveArchive(["y": y], to: path("y.npz"))
                #expect(try Tensor.loadArchive(path("y.npz"))["y"]?.shape == [4, 3])
                let set = try FeatureSet(features: y, labels: [0, 1, 0, 1], classNames: ["a", "b"])
                try set.save(path("set.npy"))
                #expect(try Tensor.load(path("set.npy")).shape == [4, 3])
                #expect(try Tensor.load(path("set_labels.npy")).shape.first == 4)
                #expect(try FeatureSet.load(path("set.npy")).labels == [0, 1, 0, 1])
                #expect(throws: TransferError.self) { try Tensor.load(path("other.npy")) }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }

        @Test("Of files that are there the heads are read")
        func heads() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/model.h5"
            let model = try Samples.classifier(3, size: 16)
            try model.save(path)
            try Tensor(shape: [3, 4], repeating: 2).save(folder.path + "/x.npy")
            let picture = fixture("Pictures/exif-6.jpg")
            let decoded = try [
                PictureOrientation.stored: loadImage(picture.path).shape,
                .exif: loadImage(picture.path, orientation: .exif).shape,
            ]
            #expect(decoded[.stored] != decoded[.exif])
            try Samples.planning {
                #expect(try Tensor.load(folder.path + "/x.npy") == Tensor(shape: [3, 4], repeating: 0))
                #expect(try Model.load(path).parameterCount == model.parameterCount)
                try Samples.classifier(3, size: 16).loadWeights(path)
                #expect(throws: TransferError.self) { try Samples.classifier(4, size: 16).loadWeights(path) }
                for orientation in [PictureOrientation.stored, .exif] {
                    let planned = try loadImage(picture.path, orientation: orientation)
                    #expect(planned.shape == decoded[orientation] && planned.values.allSatisfy { $0 == 0 })
                }
                #expect(throws: TransferError.self) { try loadImage("no.jpg") }
            }
        }
    }
}

extension Model {
    fileprivate var outputShapeText: String { "\(network?.outputs.map(\.itemShape) ?? [])" }
}
