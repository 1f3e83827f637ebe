import Foundation

extension Callback {
    /// Tells the callback from those that do something else; nil for one of the user's own, and where it goes on from
    /// something that cannot be told.
    var fingerprint: String? {
        (self as? any FingerprintedCallback)?.settings.map { "\(type(of: self)) \(String(reflecting: $0))" }
    }
}

/// A callback whose settings, and the files that it begins with, decide all that it does.
///
/// What it leaves behind is in the training's list of written files.
protocol FingerprintedCallback: Callback {
    /// The settings; nil if there is more to it this time.
    var settings: [String]? { get }
}

extension TerminateOnNaN: FingerprintedCallback {
    var settings: [String]? { [] }
}

extension EarlyStopping: FingerprintedCallback {
    var settings: [String]? {
        ["\(metric)", "\(patience)", String(describing: baseline), "\(restoreBestWeights)", "\(startFromEpoch)"]
    }
}

extension ReduceLROnPlateau: FingerprintedCallback {
    var settings: [String]? { ["\(metric)", "\(factor)", "\(patience)", "\(cooldown)", "\(minimumRate)"] }
}

extension LearningRateCycle: FingerprintedCallback {
    var settings: [String]? { ["\(maximum)", "\(warmupFraction)", "\(divisor)"] }
}

extension LearningRateSweep: FingerprintedCallback {
    var settings: [String]? { ["\(start)", "\(end)", "\(steps)"] }
}

extension ModelCheckpoint: FingerprintedCallback {
    var settings: [String]? {
        [
            path.template, "\(metric)", "\(saveBestOnly)", "\(saveWeightsOnly)", "\(frequency)",
            String(describing: threshold),
        ]
    }
}

extension CSVLogger: FingerprintedCallback {
    var settings: [String]? { (try? beginning()).map { [path, separator, $0] } }
}

extension TensorBoard: FingerprintedCallback {
    var settings: [String]? { [logDirectory, "\(histogramFrequency)", String(describing: batchFrequency)] }
}

extension BackupAndRestore: FingerprintedCallback {
    /// A copy may be of any training, and one that is to stay would be gone on from the next time.
    var settings: [String]? {
        deletesBackup && !FileManager.default.fileExists(atPath: backup.path) ? [folder] : nil
    }
}
