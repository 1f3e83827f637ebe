import Foundation

/// The lesson that `lesson new` writes.
package enum LessonTemplate {
    /// The text of a lesson whose title is made of its name: `04_my_lesson` becomes `My lesson`.
    package static func text(name: String) -> String {
        let words = name.drop { $0.isNumber || "_- ".contains($0) }.map { "_-".contains($0) ? " " : $0 }
        let title = words.isEmpty ? name : words[0].uppercased() + String(words.dropFirst())
        return """
            ---
            title: "\(title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))"
            seed: 7
            timeout: 60s
            ---
            # \(title)

            Two clouds of points, and a network of two layers that learns to tell them apart. Every `swift` fence is a
            cell: it is compiled and run, and what it gives appears below it.

            ```swift id=data
            //| caption: A hundred points of two classes.
            var values: [Float] = []
            var classes: [Float] = []
            for i in 0..<100 {
                let angle = Float(i) * 0.4
                let radius: Float = i % 2 == 0 ? 1 : 2
                values += [radius * cos(angle), radius * sin(angle)]
                classes.append(Float(i % 2))
            }
            let x = try Tensor(shape: [100, 2], values: values)
            let y = try Tensor(shape: [100, 1], values: classes)
            x.shape
            ```

            ## Training

            ```swift id=train
            let model = try Sequential {
                Input(shape: [2])
                Dense(16, activation: .relu)
                Dense(1, activation: .sigmoid)
            }
            try model.compile(optimizer: .adam(learningRate: 0.05), loss: .binaryCrossentropy, metrics: [.accuracy])
            let history = try model.fit(x: x, y: y, batchSize: 20, epochs: 15)
            history.plot()
            ```

            The options after `swift` name a cell (`id=`), fold its code away (`hide`), or keep it from running (`static`,
            `no-run`).

            ```swift id=result hide
            let accuracy = history["accuracy"]?.last ?? 0
            record("accuracy", accuracy)
            ```

            ```swift static
            // Shown, not run: a plan for the next cell.
            try model.save("model.h5")
            ```

            """
    }
}
