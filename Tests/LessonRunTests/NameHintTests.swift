import Foundation
import LessonFormat
import Testing

@testable import LessonRun

@Suite("Who misspells a name is told the right one, and nothing where none is likely")
struct NameHintTests {
    private static let names: KnownNames = {
        let modules = URL(fileURLWithPath: Lab.executable).deletingLastPathComponent().appendingPathComponent("Modules")
        let cell = Cell(
            id: "a", code: "let model = 1\nprivate var secret = 2", codeLine: 4, fenceLine: 3, options: CellOptions())
        let interfaces = Toolchain.modulesForCells.map { "\(modules.path)/\($0).swiftinterface" }
        return KnownNames(interfaces: interfaces, cells: [cell])
    }()

    /// The help below an error in a line of code, if there is any.
    private func help(_ message: String, code: String, column: Int) -> String? {
        let error = CompilerDiagnostic(severity: .error, line: 9, column: column, message: message, excerpt: code)
        return CompileHelp(names: Self.names).added(to: [error]).first { $0.severity == .help }?.message
    }

    @Test(
        "Names that stand alone",
        arguments: [
            ("Sequental", "Sequential"), ("Desne", "Dense"), ("Conv2d", "Conv2D"), ("MaxPool2D", "MaxPooling2D"),
            ("GlobalAvgPooling2D", "GlobalAveragePooling2D"), ("Dropuot", "Dropout"),
            ("BatchNorm", "BatchNormalization"), ("VGG", "VGG16"), ("ResNet", "ResNet50"),
            ("EfficientNet", "EfficientNetLite0"), ("ImageDataGen", "ImageDataGenerator"), ("loadimage", "loadImage"),
            ("confusionMatrix", "ConfusionMatrix"), ("modle", "model"), ("ClasificationReport", "ClassificationReport"),
        ])
    func alone(name: String, meant: String) {
        let help = help("cannot find '\(name)' in scope", code: "let a = \(name)(3)", column: 9)
        #expect(help == "did you mean '\(meant)'?")
    }

    @Test("Names that are simply unknown", arguments: ["data", "history", "foo", "count", "images", "labels", "x"])
    func unknown(name: String) {
        #expect(help("cannot find '\(name)' in scope", code: "print(\(name))", column: 7) == nil)
    }

    @Test(
        "Members of the value's own type, and of what that inherits",
        arguments: [
            ("Sequential", "sumary", "summary"), ("Sequential", "evalute", "evaluate"),
            ("Sequential", "predcit", "predict"), ("VGG16", "unfrez", "unfreeze"), ("Dense", "trainble", "trainable"),
            ("VGG16?", "preproces", "preprocess"), ("Tensor", "shap", "shape"),
            ("Sequential", "saveWeight", "saveWeights"),
        ])
    func members(type: String, name: String, meant: String) {
        let help = help("value of type '\(type)' has no member '\(name)'", code: "let a = base.\(name)", column: 14)
        #expect(help == "did you mean '\(meant)'?")
    }

    @Test(
        "Members of other types are not meant",
        arguments: [
            ("Sequential", "size"), ("Sequential", "lenght"), ("Sequential", "foo"), ("Sequential", "shap"),
            ("Sequential", "numpy"), ("[Int]", "lenght"), ("String", "sumary"), ("Int", "fitt"),
        ])
    func otherMembers(type: String, name: String) {
        #expect(help("value of type '\(type)' has no member '\(name)'", code: "a.\(name)", column: 3) == nil)
    }

    @Test("A compiler that stops where an earlier cell has a private variable gets a sentence that names it")
    func privateVariable() {
        let words = help(
            "fatal error encountered during compilation; please submit a bug report", code: "print(secret)", column: 1)
        #expect(
            words
                == "a cell cannot use what an earlier one keeps to itself: remove 'private' from 'secret' on line 5")
    }
}
