import Foundation
import LessonWeights
import Testing
import Transfer

@Suite("Pretrained weights are found, checked and named as Keras does")
struct PretrainedWeightsTests {
    @Test("File names are those of Keras' sources")
    func names() throws {
        #expect(
            try PretrainedWeights.file(.vgg16).fileName == "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5")
        #expect(
            try PretrainedWeights.file(.inceptionv3, includeTop: true).fileName
                == "inception_v3_weights_tf_dim_ordering_tf_kernels.h5")
        #expect(
            try PretrainedWeights.file(.mobilenet, includeTop: true, alpha: 0.75, size: 160).fileName
                == "mobilenet_7_5_160_tf.h5")
        let narrow = try PretrainedWeights.file(.mobilenetv2, alpha: Double(Float(0.35)), size: 96)
        #expect(narrow.fileName == "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96_no_top.h5")
        #expect(narrow.address?.hasSuffix("/keras-applications/mobilenet_v2/\(narrow.fileName)") == true)
        #expect(narrow.arguments == "mobilenetv2 --alpha 0.35 --size 96")
        #expect(Set(WeightsShelf.files().map(\.fileName)).count == WeightsShelf.files().count)
    }

    @Test("Pictures of a size without weights of their own get those for 224 pixels")
    func sizes() {
        #expect(PretrainedModel.mobilenet.size(forHeight: 160, width: 160) == 160)
        #expect(PretrainedModel.mobilenet.size(forHeight: 160, width: 192) == 224)
        #expect(PretrainedModel.mobilenet.size(forHeight: 96, width: 96) == 224)
        #expect(PretrainedModel.vgg16.size(forHeight: 160, width: 160) == nil)
    }

    @Test("Variants that Keras has no weights for are refused")
    func variants() {
        #expect(throws: TransferError.self) { try PretrainedWeights.file(.mobilenet, alpha: 0.3) }
        #expect(throws: TransferError.self) { try PretrainedWeights.file(.mobilenet, size: 96) }
        #expect(throws: TransferError.self) { try PretrainedWeights.file(.vgg16, alpha: 0.5) }
    }

    @Test("Missing weights name the file, the place, the address and the command")
    func missing() throws {
        try Place.temporary { folder in
            let file = try PretrainedWeights.file(.mobilenet, includeTop: true, alpha: 0.5, size: 128)
            let error = #expect(throws: TransferError.self) { try PretrainedWeights.path(of: file, in: folder) }
            let words = error?.description ?? ""
            #expect(words.contains("'mobilenet_5_0_128_tf.h5' of MobileNet"))
            #expect(words.contains("'\(folder)'"))
            #expect(words.contains(file.address ?? "no address"))
            #expect(words.hasSuffix("lesson weights fetch mobilenet --include-top --alpha 0.5 --size 128"))
            #expect(error?.isEnvironmentFailure == true)
        }
    }

    @Test("Weights of a wrong size, and cut ones, are refused")
    func corrupt() throws {
        try Place.temporary { folder in
            let vgg = try PretrainedWeights.file(.vgg16)
            try Data("short".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(vgg.fileName)"))
            let size = #expect(throws: TransferError.self) { try PretrainedWeights.path(of: vgg, in: folder) }
            #expect(size?.description.contains("expected 58889256 bytes, found 5") == true)
            #expect(size?.description.hasSuffix("lesson weights fetch vgg16 --force") == true)
            let small = try PretrainedWeights.file(.mobilenet, alpha: 0.25, size: 128)
            let path = "\(folder)/\(small.fileName)"
            let weights = FakeWeights()
            try Data(weights.bytes).write(to: URL(fileURLWithPath: path))
            #expect(try PretrainedWeights.path(of: small, in: folder) == path)
            try Data(weights.bytes.dropLast()).write(to: URL(fileURLWithPath: path))
            let cut = #expect(throws: TransferError.self) { try PretrainedWeights.path(of: small, in: folder) }
            #expect(cut?.description.contains("300006 of 300007 bytes") == true)
        }
    }

    @Test("The network that comes along needs no folder")
    func builtIn() throws {
        let file = try PretrainedWeights.file(.efficientnetlite0)
        #expect(try PretrainedWeights.path(of: file, in: "/nowhere").hasSuffix(file.fileName))
    }
}
