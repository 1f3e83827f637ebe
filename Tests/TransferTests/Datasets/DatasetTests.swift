import Foundation
import Testing

@testable import Transfer

@Suite("Data sets are read as Keras reads them, from the files of their publishers")
struct DatasetTests {
    private func path(_ name: String) -> String { fixture("Datasets/\(name)").path }

    /// Pixel i of a picture, as the generator writes it.
    private func pixel(_ index: Int, of picture: Int) -> Float { Float((7 * index + picture) % 256) }

    @Test(
        "MNIST from IDX files, plain or packed, and from Keras' archive", arguments: ["plain", "packed", "mnist.npz"])
    func mnist(name: String) throws {
        let ((x, y), test) = try MNIST.load(path(name))
        #expect(x.shape == [6, 28, 28] && y.shape == [6] && test.x.shape == [2, 28, 28] && test.y.shape == [2])
        #expect(y.values == [0, 3, 6, 9, 2, 5])
        #expect(
            x[0, 0, 1] == pixel(1, of: 0) && x[5, 27, 26] == pixel(782, of: 5) && test.x[1, 3, 0] == pixel(84, of: 1))
        #expect(MNIST.classNames.count == 10)
    }

    @Test("Fashion-MNIST, of which a tenth comes with the lessons")
    func fashion() throws {
        let lessons = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../lessons/data/fashion-mnist").path
        let (train, test) = try FashionMNIST.load(lessons)
        #expect(train.x.shape == [6000, 28, 28] && test.x.shape == [1000, 28, 28])
        for number in 0..<10 {
            #expect(train.y.values.count { $0 == Float(number) } == 600)
            #expect(test.y.values.count { $0 == Float(number) } == 100)
        }
        #expect(FashionMNIST.classNames[9] == "Ankle boot")
    }

    @Test("CIFAR-10 from its archive, colours interleaved")
    func cifar10() throws {
        let (train, test) = try CIFAR10.load(path("cifar-10-binary.tar.gz"))
        #expect(train.x.shape == [10, 32, 32, 3] && train.y.shape == [10, 1] && test.x.shape == [3, 32, 32, 3])
        #expect(test.y.values == [0, 3, 6])
        #expect(test.x[2, 4, 5, 0] == pixel(4 * 32 + 5, of: 2))
        #expect(test.x[2, 4, 5, 1] == pixel(1024 + 4 * 32 + 5, of: 2))
        #expect(test.x[2, 4, 5, 2] == pixel(2048 + 4 * 32 + 5, of: 2))
        #expect(CIFAR10.classNames.count == 10)
    }

    @Test("CIFAR-100 with its classes or their groups")
    func cifar100() throws {
        let archive = path("cifar-100-binary.tar.gz")
        let (fine, coarse) = (try CIFAR100.load(archive), try CIFAR100.load(archive, labelMode: .coarse))
        #expect(fine.train.x.shape == [4, 32, 32, 3] && fine.test.x.shape == [2, 32, 32, 3])
        #expect(fine.train.y.values == [0, 3, 6, 9] && coarse.train.y.values == [0, 3, 6, 9])
        #expect(fine.train.x == coarse.train.x)
        #expect(CIFAR100.classNames().count == 100 && CIFAR100.classNames(.coarse).count == 20)
        #expect(CIFAR100.classNames()[99] == "worm" && CIFAR100.classNames(.coarse)[19] == "vehicles_2")
    }

    @Test("an archive's folder will do, and the folder that holds the archive")
    func folders() throws {
        #expect(try CIFAR10.load(path("")).test.y.values == [0, 3, 6])
        let folder = try TemporaryFolder()
        for name in ["train", "test"] {
            let record = [UInt8](repeating: 7, count: 3074)
            try Data(record).write(to: URL(fileURLWithPath: "\(folder.path)/\(name).bin"))
        }
        #expect(try CIFAR100.load(folder.path).train.y.values == [7])
    }

    @Test("a missing one says where it belongs and how to get it")
    func missing() throws {
        let error = #expect(throws: TransferError.self) { try CIFAR10.load(path("nowhere")) }
        guard case .dataset(.missing("CIFAR-10", let searched, _))? = error else {
            Issue.record("not said to be missing")
            return
        }
        #expect(searched == [path("nowhere")])
        #expect(error?.isEnvironmentFailure == true)
        let words = try #require(error?.description)
        for part in ["cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530", "\(DatasetFolders.keras)"] {
            #expect(words.contains(part))
        }
        #expect(DatasetFolders.keras.hasSuffix("/datasets"))
    }

    @Test("an archive of pickles is refused with the one to get instead")
    func pickles() throws {
        let error = #expect(throws: TransferError.self) { try CIFAR10.load(path("cifar-10-python.tar.gz")) }
        guard case .dataset(.missingFile(_, _, "data_batch_1.bin", _))? = error else {
            Issue.record("not said to lack a file")
            return
        }
        #expect(error?.description.contains("binary version") == true)
    }

    @Test("damaged files are refused with what is wrong")
    func damaged() throws {
        let error = #expect(throws: TransferError.self) { try MNIST.load(path("damaged")) }
        #expect(error?.description.contains("does not fit its 4699 bytes") == true)
        let folder = try TemporaryFolder()
        let record = [UInt8](repeating: 200, count: 3074)
        for name in ["train.bin", "test.bin"] {
            try Data(record).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        }
        #expect(throws: TransferError.self) { try CIFAR100.load(folder.path) }
        #expect(throws: TransferError.self) { try MNIST.load(path("mixed.npz")) }
        let archive = try Data(contentsOf: URL(fileURLWithPath: path("cifar-100-binary.tar.gz")))
        for count in [0, 1, 10, 100, archive.count - 1] {
            let cut = URL(fileURLWithPath: "\(folder.path)/cut.tar.gz")
            try archive.prefix(count).write(to: cut)
            #expect(throws: TransferError.self) { try CIFAR100.load(cut.path) }
        }
    }
}
