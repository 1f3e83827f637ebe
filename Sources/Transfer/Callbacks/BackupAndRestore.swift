import Foundation

/// Keeps a copy of a training after each epoch, from which the same program goes on when it was killed.
public final class BackupAndRestore: Callback {
    let folder: String
    let deletesBackup: Bool

    /// Makes the callback; see `Callback.backupAndRestore`.
    public init(_ folder: String, deleteCheckpoint: Bool = true) {
        self.folder = folder
        deletesBackup = deleteCheckpoint
    }

    var backup: TrainingBackup { TrainingBackup(path: folder + "/" + TrainingBackup.fileName) }

    override var addedMetrics: [String]? { [] }

    /// Throws `TransferError.training` unless a folder is named.
    public override func trainingWillBegin(_ training: Training) throws { try checkSettings(training) }

    override func checkSettings(_ training: Training) throws {
        try TrainingProblem.requirePath(folder, "the folder of backupAndRestore")
    }

    override func trainingMayResume(_ training: Training) throws { try backup.restore(training) }

    override func epochWasLogged(_ epoch: Int, _ training: Training) throws {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try backup.save(training)
        training.writtenFiles.append(WrittenFile(path: folder, kind: .folder))
    }

    /// Removes the copy, which nobody needs any more.
    public override func trainingDidEnd(_ training: Training) {
        if deletesBackup { try? FileManager.default.removeItem(atPath: backup.path) }
    }
}

extension Callback {
    /// Keeps a copy of the training in a folder after each epoch: weights, the optimizer's memory, random numbers, the
    /// other callbacks' counts and the history.
    ///
    /// When the program was killed and is run again, the training goes on after the last epoch that ended, with the
    /// same numbers to the bit. At the end the copy is deleted, unless `deleteCheckpoint` is false.
    public static func backupAndRestore(_ folder: String, deleteCheckpoint: Bool = true) -> Callback {
        BackupAndRestore(folder, deleteCheckpoint: deleteCheckpoint)
    }
}
