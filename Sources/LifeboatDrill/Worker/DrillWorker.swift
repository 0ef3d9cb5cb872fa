/// The worker: the process that drills one tier with everything else out of sight.
public enum DrillWorker {
    /// Does what the request says and returns the answer; never throws, because a failure is an answer too.
    ///
    /// Call it first of all in a process of its own, before any thread is started: it shuts the process off
    /// from the sources, the other tiers, the local state and the home directory. Progress goes to standard
    /// error.
    public static func run(request: [UInt8]) -> [UInt8] { [] }
}
