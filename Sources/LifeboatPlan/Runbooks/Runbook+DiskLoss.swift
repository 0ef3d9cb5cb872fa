extension Runbook {
    /// `runbooks/disk-loss.md`
    static let diskLoss = """
        # The disk is gone: recover {{experiment}}

        The disk that {{host}} trained on is lost; the node is still there. This plan brings the run back
        onto another disk, from {{tier}} ({{vault}}), point {{point}} of {{created}}, into {{target}}.

        ## Before you begin

        - Stop the training if it still runs: it writes to a disk that nobody will read again.
        - Mount the new disk, and see that {{target}} is on it: `df -h` on the directory above it.
        - If the old disk can still be read, keep it as it is until the run is back. It may hold later
          epochs.

        ## Where to recover from

        {{why}}

        In that point, {{state}}. What is done again: {{lost}}.{{destroyed}}

        ## Steps

        {{steps}}

        ## How long it takes

        {{times}}

        Predicted: {{prediction}}

        ## Afterwards

        - Give the policy the new path where it changed, and protect the run again: {{protect}}
        - If a tier was on the lost disk and keeps its path, make its vault anew before that:
          `lifeboat vault init TIER`. The same command then fills it.

        ## Notes

        {{findings}}

        Made by `lifeboat plan` at {{generated}}.

        """
}
