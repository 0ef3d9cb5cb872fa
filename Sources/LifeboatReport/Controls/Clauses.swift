/// The clauses of standards that controls answer to.
///
/// SOC 2 trust services criteria (2017, revised 2022), ISO/IEC 27001:2022 annex A, NIST SP 800-53 revision 5,
/// CIS Critical Security Controls 8, and the rule 3-2-1-1-0 of backup practice.
enum Clauses {
    static let exposure = ["SOC 2 A1.2", "ISO 27001 A.8.13", "NIST CP-9", "CIS 11.2"]
    static let lag = ["SOC 2 A1.2", "ISO 27001 A.8.14", "NIST CP-9"]
    static let time = ["SOC 2 A1.3", "ISO 27001 A.5.30", "NIST CP-10"]
    static let points = ["SOC 2 A1.2", "ISO 27001 A.8.13", "NIST CP-9", "CIS 11.2"]
    static let usability = ["SOC 2 A1.3", "NIST CP-9(1)", "NIST CP-10"]
    static let drill = [
        "SOC 2 A1.3", "ISO 27001 A.8.13", "ISO 27001 A.5.30", "NIST CP-4", "NIST CP-9(1)", "NIST CP-9(2)",
        "CIS 11.5",
    ]
    static let copies = ["3-2-1-1-0", "ISO 27001 A.8.14", "NIST CP-9"]
    static let media = ["3-2-1-1-0", "ISO 27001 A.8.14"]
    static let offSite = ["3-2-1-1-0", "ISO 27001 A.8.14", "NIST CP-9", "CIS 11.4"]
    static let immutable = ["3-2-1-1-0", "ISO 27001 A.8.13", "CIS 11.3", "CIS 11.4"]
    static let noErrors = ["3-2-1-1-0", "SOC 2 A1.3", "NIST CP-9(1)", "CIS 11.5"]
    static let verified = ["SOC 2 A1.3", "NIST CP-4"]
}
