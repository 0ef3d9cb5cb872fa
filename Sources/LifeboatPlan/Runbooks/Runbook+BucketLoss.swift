extension Runbook {
    /// `runbooks/bucket-loss.md`
    static let bucketLoss = """
        # The bucket is gone: give {{experiment}} its copies back

        A bucket that held a tier is deleted, locked or out of reach. The run itself on {{host}} is not
        touched, and training may go on. What is missing is the protection, and that comes first.

        ## Before you begin

        - Do not stop the training.
        - Find out whether the bucket is gone or only closed: credentials, billing and lifecycle rules are
          the usual reasons.
        - Make a bucket with another name, give the policy its address, and fill it: {{protect}}
        - Prove that it can be restored from: {{drill}}

        ## If the run is lost as well

        Until the new bucket is filled, this is the way back: from {{tier}} ({{vault}}), point {{point}} of
        {{created}}, into {{target}}.

        ## Where to recover from

        {{why}}

        In that point, {{state}}. What is done again: {{lost}}.{{destroyed}}

        ## Steps

        {{steps}}

        ## How long it takes

        {{times}}

        Predicted: {{prediction}}

        ## Afterwards

        - Turn versioning on for the new bucket, and a lock on objects where the store has one.
        - Look whether one account or one key could delete more than one tier.

        ## Notes

        {{findings}}

        Made by `lifeboat plan` at {{generated}}.

        """
}
