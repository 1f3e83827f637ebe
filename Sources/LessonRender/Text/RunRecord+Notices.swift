import Foundation
import LessonFormat
package import LessonRun

extension RunRecord {
    /// What the outputs' names have besides the lesson's, so that a quick or partial run leaves those of a full run alone.
    package var stemSuffix: String { (quick == nil ? "" : ".quick") + (selection == nil ? "" : ".partial") }

    /// What a reader must know about the run before reading its numbers, a sentence each.
    package var notices: [String] {
        var notices: [String] = []
        if let quick {
            let share = quick.formatted(.percent.precision(.fractionLength(0...2)).locale(Locale(identifier: "en")))
            notices.append("Quick run: \(share) of epochs and data. The numbers are not those of a full run.")
        }
        if let selection {
            notices.append("Partial run: \(selection.description). The outputs of other cells are left out.")
        }
        let changed = parameters.filter(\.isOverridden).map { "\($0.name) = \($0.value) (default \($0.standard))" }
        if !changed.isEmpty { notices.append("Run with \(changed.joined(separator: ", ")).") }
        return notices
    }

    /// The facts about the run that do not change when it is repeated, for the foot of the page.
    var facts: [String] {
        ["Seed \(seed)"] + parameters.map { "\($0.name) = \($0.value)" }
            + ["lesson \(host.lessonVersion)", host.swiftVersion]
    }
}
