internal import LifeboatCore

/// The checks of one chain as a chain: complete from 1, each record after the one before, none twice.
enum ChainCheck {
    static func findings(_ chain: Chain) -> [Finding] {
        var findings: [Finding] = []
        var seen: [Digest: Int] = [:]
        var previous: ChainLink?
        for link in chain.links {
            let expected = (previous?.number ?? 0) + 1
            if link.number > expected {
                findings.append(gap(chain, expected, link.number - 1))
            } else {
                findings += order(link, after: previous)
            }
            if link.record != nil, let first = seen.updateValue(link.number, forKey: link.digest) {
                findings.append(
                    Finding("evidence.duplicate", .error, path: link.key, "is a copy of record \(first)")
                )
            }
            previous = link
        }
        return findings
    }

    private static func gap(_ chain: Chain, _ first: Int, _ last: Int) -> Finding {
        Finding(
            "evidence.gap",
            .error,
            path: LedgerKey.record(chain.signer, first),
            first == last ? "record \(first) is missing" : "records \(first) to \(last) are missing",
            hint:
                "Run `lifeboat protect` on the node that signs this chain: it publishes what is missing. And"
                + " find out who deleted it."
        )
    }

    private static func order(_ link: ChainLink, after previous: ChainLink?) -> [Finding] {
        guard let record = link.record else { return [] }
        var findings: [Finding] = []
        if record.previous != previous?.digest {
            let message =
                previous == nil
                ? "is the first record and names one before it"
                : "does not follow record \(link.number - 1): that one was altered or replaced"
            findings.append(Finding("evidence.chain-broken", .error, path: link.key, message))
        }
        if let earlier = previous?.record, record.time < earlier.time {
            findings.append(
                Finding(
                    "evidence.time-backwards",
                    .warning,
                    path: link.key,
                    "is dated \(record.time), before the record that it follows (\(earlier.time))",
                    hint: "Check the clock of \(Printable.text(record.host))."
                )
            )
        }
        return findings
    }
}
