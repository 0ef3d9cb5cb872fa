extension Runbook {
    /// `runbooks/region-loss.md`
    static let regionLoss = """
        # The region is gone: recover {{experiment}} elsewhere

        The region of {{host}} is out of reach, with the node and every tier in it. This plan brings the run
        back in another region, from {{tier}} ({{vault}}), point {{point}} of {{created}}, into {{target}}.

        ## Before you begin

        - Take the node in the region of the surviving tier, or count the time and the cost of reading
          across regions.
        - See that this region has the GPUs, and that the quota allows them.
        - The region may come back: make sure that the old node does not train on when it does.

        ## Where to recover from

        {{why}}

        In that point, {{state}}. What is done again: {{lost}}.{{destroyed}}

        ## Steps

        {{steps}}

        ## How long it takes

        {{times}}

        Predicted: {{prediction}}

        ## Afterwards

        - Take the lost tiers out of the policy or give them new places, so that there are two regions
          again, and protect: {{protect}}
        - When the region is back, look at what its tiers hold before anything there is pruned.

        ## Notes

        {{findings}}

        Made by `lifeboat plan` at {{generated}}.

        """
}
