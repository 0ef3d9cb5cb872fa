extension Runbook {
    /// `runbooks/ransomware.md`
    static let ransomware = """
        # An intruder was on the node: recover {{experiment}}

        Somebody with the rights of {{host}} may have changed, encrypted or deleted whatever that node can
        write. Nothing of it is trusted. This plan brings the run back on a new node, from {{tier}}
        ({{vault}}), point {{point}} of {{created}}, into {{target}}.

        ## Before you begin

        - Cut the node from the network. Do not switch it off, and restore nothing onto it.
        - Revoke the credentials that it had, for every tier, before the new node gets credentials of its
          own.
        - Find out when the intrusion began, and make the plan again with that time: `--at TIME`. Later
          points may be the intruder's.
        - Stop every `lifeboat prune` and every lifecycle rule until the run is back.
        - Verify the ledger from a machine that the intruder did not have: `lifeboat evidence verify`

        ## Where to recover from

        {{why}}

        In that point, {{state}}. What is done again: {{lost}}.{{destroyed}}

        ## Steps

        {{steps}}

        ## How long it takes

        {{times}}

        Predicted: {{prediction}}

        ## Afterwards

        - Look at the restored checkpoint before it is loaded: `lifeboat inspect` tells what loading it
          would run.
        - Keep the old vaults, read-only, for the inquiry; begin new ones with new credentials: {{protect}}
        - Give one tier an account of its own, and a lock on objects that the node's credentials cannot
          lift.

        ## Notes

        {{findings}}

        Made by `lifeboat plan` at {{generated}}.

        """
}
