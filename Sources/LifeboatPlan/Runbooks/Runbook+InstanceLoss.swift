extension Runbook {
    /// `runbooks/instance-loss.md`
    static let instanceLoss = """
        # The node is gone: recover {{experiment}}

        The node that trained, {{host}}, is lost with every disk that belonged to it. This plan brings the
        run back on a new node, from {{tier}} ({{vault}}), point {{point}} of {{created}}, into {{target}}.

        ## Before you begin

        - Make sure that the old node is really gone, or stop its training: two trainers must not write as
          one run.
        - Have at hand on the new node: the `lifeboat` binary, the policy, what reaches the tiers (mounts,
          credentials), and the copy of the old node's `signer.key`. None of them is in a vault; without the
          binary, `recovery/break-glass.sh` in the vault restores from it.

        ## Where to recover from

        {{why}}

        In that point, {{state}}. What is done again: {{lost}}.{{destroyed}}

        ## Steps

        {{steps}}

        ## How long it takes

        {{times}}

        Predicted: {{prediction}}

        ## Afterwards

        - Protect the run from its new node, so that it has its copies again: {{protect}}
        - Compare how long this took with the prediction above, and correct the objective or the plan.

        ## Notes

        {{findings}}

        Made by `lifeboat plan` at {{generated}}.

        """
}
