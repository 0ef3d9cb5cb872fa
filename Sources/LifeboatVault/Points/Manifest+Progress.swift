internal import LifeboatCore

extension Manifest {
    /// Completed epochs of all, as people count them: `4/8`, `done/8` of a finished training, `4/?` where
    /// nobody says how many there are to be; nil without an epoch.
    public var progress: String? {
        guard let epoch = training["epoch"]?.intValue, epoch < .max else { return nil }
        let epochs = training["epochs"]?.intValue.map(String.init) ?? "?"
        return epoch < 0 ? "done/\(epochs)" : "\(epoch + 1)/\(epochs)"
    }
}
