extension Runbook {
    /// `runbooks/bad-checkpoint.md`
    static let badCheckpoint = """
        # The checkpoint is bad: take {{experiment}} back to an earlier state

        The newest checkpoint is damaged, or it is whole and the training in it went wrong. Node, disk and
        tiers are as they were. This plan goes back to an earlier state, from {{tier}} ({{vault}}), point
        {{point}} of {{created}}, into {{target}}.

        ## Before you begin

        - Stop the training.
        - Keep the bad run directory as it is, and restore beside it: {{target}} must be another directory.
        - `lifeboat inspect` tells whether the file is damaged. If it is whole, the cause is in the
          training: learning rate, data or code. Resuming an earlier epoch will lead to the same end until
          that is found.
        - To go back further, make the plan again with a time: `--at TIME`

        ## Where to recover from

        {{why}}

        In that point, {{state}}. What is done again: {{lost}}.{{destroyed}}

        ## Steps

        {{steps}}

        ## How long it takes

        {{times}}

        Predicted: {{prediction}}

        ## Afterwards

        - Raise `keepLast` in the policy until training is past the bad epoch, so that the good point stays
        - Protect the run from its new directory: {{protect}}

        ## Notes

        {{findings}}

        Made by `lifeboat plan` at {{generated}}.

        """
}
