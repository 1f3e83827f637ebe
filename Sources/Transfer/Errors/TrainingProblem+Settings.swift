extension TrainingProblem {
    /// Throws `TransferError.training` unless a setting is allowed.
    static func require(_ condition: Bool, _ setting: String, _ value: some Any, _ allowed: String) throws {
        guard condition else {
            throw TransferError.training(.invalidSetting(setting: setting, value: "\(value)", allowed: allowed))
        }
    }

    /// Throws `TransferError.training` unless a path of a file or folder is given.
    static func requirePath(_ path: String, _ setting: String) throws {
        try require(!path.isEmpty, setting, "empty", "the path of a file or folder")
    }
}
