extension Runbook {
    /// `runbooks/key-loss.md`
    static let keyLoss = """
        # A key is gone: give {{experiment}} copies that can be read

        A key that the encryption of a tier needs is deleted, disabled or out of reach. The run itself on
        {{host}} is not touched, and training may go on. The copies behind that key are lost unless the key
        comes back.

        ## Before you begin

        - Do not stop the training, and prune nothing.
        - A key that is scheduled for deletion or disabled can often be brought back: ask whoever keeps the
          keys, now.
        - Give the policy a key that works, and a new place for the tier; then fill it: {{protect}}
        - Prove that it can be restored from: {{drill}}
        - If it is the key that signs the evidence: make a new one, and keep the old public key among those
          that are trusted.

        ## If the run is lost as well

        Until then, this is the way back: from {{tier}} ({{vault}}), point {{point}} of {{created}}, into
        {{target}}.

        ## Where to recover from

        {{why}}

        In that point, {{state}}. What is done again: {{lost}}.{{destroyed}}

        ## Steps

        {{steps}}

        ## How long it takes

        {{times}}

        Predicted: {{prediction}}

        ## Afterwards

        - Keep every key in two places that do not fail together, and drill a restore with the second one.

        ## Notes

        {{findings}}

        Made by `lifeboat plan` at {{generated}}.

        """
}
