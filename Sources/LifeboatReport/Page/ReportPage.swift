internal import LifeboatCore
internal import LifeboatRecovery

/// The report as one page that needs nothing else: no script, no font, no picture from anywhere.
struct ReportPage {
    let report: ComplianceReport

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="generator" content="lifeboat">
        <title>Recovery report: \(Markup.escape(report.policy)), \(report.generated.short) UTC</title>
        <style>
        \(PageStyle.css)
        </style>
        </head>
        <body>
        <main>
        \(sections.filter { !$0.isEmpty }.joined(separator: "\n"))
        </main>
        \(footer)
        </body>
        </html>

        """
    }

    private var sections: [String] {
        [header, tierSection, failures, pictures, controlSection, experimentSection, findingSection]
    }

    private var header: String {
        let verdict =
            report.isCompliant
            ? "<p class=\"verdict pass\" role=\"status\"><b>✓ Compliant</b>"
            : "<p class=\"verdict fail\" role=\"status\"><b>✗ Not compliant</b>"
        return """
            <header>
            <h1>Recovery report: \(Markup.escape(report.policy))</h1>
            <p class="origin">\(report.generated.short) UTC, made on \(Markup.escape(report.host)) from \
            \(Counted.text(report.records, "record")) of signed evidence and from what the tiers hold now</p>
            \(verdict)\(Counted.text(report.controls.count, "control")): \(report.counts).</p>
            </header>
            """
    }

    private var footer: String {
        """
        <footer>
        <p><b>Exposure</b> is the age of the oldest change of a source that no complete recovery point of \
        the tier holds; it is what an RPO is held against. The pictures show the time since evidence last \
        confirmed that the tier held everything, which is the most that exposure can have been. \
        <b>Restore</b> is the slowest restore of one recovery point in the last drill, without provisioning \
        a machine.</p>
        <p>Controls are computed from signed evidence and from what was found in the tiers, never from the \
        policy alone. Each reference names a signer and the number of a record in its chain: \
        <code>lifeboat evidence verify</code> proves the chains offline, and \
        <code>lifeboat evidence show</code> lists the records.</p>
        <p>Clauses: SOC 2 trust services criteria A1; ISO/IEC 27001:2022 annex A; NIST SP 800-53 rev. 5; \
        CIS Controls 8. 3-2-1-1-0 is three copies on two media, one in another place, one immutable, and no \
        error in the last drill.</p>
        </footer>
        """
    }
}

extension ComplianceReport {
    /// One self-contained page: no script, no resource from elsewhere, light and dark, fit for print.
    public var html: String { ReportPage(report: self).html }
}
