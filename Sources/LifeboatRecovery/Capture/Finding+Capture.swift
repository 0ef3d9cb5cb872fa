internal import LifeboatCore

extension Finding {
    /// What could not be read, by its name below the experiment: points are the same wherever the source
    /// lies.
    static func unreadable(_ name: FileName, _ error: any Error) -> Finding {
        let known = error as? LifeboatError
        return Finding(
            "capture.unreadable",
            .error,
            path: name.description,
            known?.message ?? String(describing: error),
            hint: known?.hint ?? ""
        )
    }

    /// A file that only grew while it was read: what it held at one moment is held.
    static func changing(_ name: FileName) -> Finding {
        Finding(
            "capture.changing",
            .warning,
            path: name.description,
            "was written during every read; what it held at one moment in between is held"
        )
    }

    /// A file without checksums that was rewritten during every read.
    static func rewritten(_ name: FileName) -> Finding {
        torn(
            name,
            "it was rewritten during every read",
            hint:
                "Earlier points keep the last whole copy. If nothing needs the file, exclude it."
        )
    }

    /// A file of which no whole copy could be taken; the point is incomplete without it.
    static func torn(_ name: FileName, _ reason: String, hint: String) -> Finding {
        Finding(
            "capture.torn",
            .error,
            path: name.description,
            "left out: no whole copy could be taken (\(reason))",
            hint: hint
        )
    }
}
