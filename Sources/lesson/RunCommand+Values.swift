import ArgumentParser
import Foundation
import LessonFormat
import LessonRun

/// The values of options that are not plain texts.
extension RunCommand {
    static func size(_ text: String) throws -> Int {
        guard let bytes = ResourceLimits.bytes(text) else {
            throw ValidationError("expected a size above 0 such as '4GiB' or '512MiB', received '\(text)'")
        }
        return bytes
    }

    static func memory(_ text: String) throws -> Int {
        let bytes = try size(text)
        guard bytes >= ResourceLimits.leastMemory else {
            throw ValidationError(
                "expected at least 64MiB, of which a lesson needs some before its first cell, received '\(text)'")
        }
        return bytes
    }

    static func seconds(_ text: String) throws -> Double {
        guard let seconds = FrontMatter.seconds(text) else {
            throw ValidationError("expected a time above 0 such as '30s', '2m' or '500ms', received '\(text)'")
        }
        return seconds
    }

    static func shard(_ text: String) throws -> Shard {
        guard let shard = Shard(text) else {
            throw ValidationError("expected a part such as '2/5', from '1/5' to '5/5', received '\(text)'")
        }
        return shard
    }

    static func parameterOverride(_ text: String) throws -> ParameterOverride {
        guard let parameter = ParameterOverride(text) else {
            throw ValidationError("expected a parameter such as 'epochs=3', received '\(text)'")
        }
        return parameter
    }

    static func share(_ text: String) throws -> Double {
        guard let share = Double(text), share > 0, share <= 1 else {
            throw ValidationError("expected a share above 0 and at most 1 such as '0.1', received '\(text)'")
        }
        return share
    }
}
