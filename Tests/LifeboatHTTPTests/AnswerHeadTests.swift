import Testing

@testable import LifeboatHTTP

@Suite struct AnswerHeadTests {
    private func head(_ lines: [String]) -> (AnswerHead, String?) {
        var head = AnswerHead()
        for line in lines {
            if let problem = Array((line + "\r\n").utf8).withUnsafeBytes({ head.take($0) }) {
                return (head, problem)
            }
        }
        return (head, nil)
    }

    @Test func takesStatusAndFields() {
        let (head, problem) = head(["HTTP/1.1 206 Partial", "A: 1", "b:2 ", "A:\t3", "Empty:", ""])
        #expect(problem == nil && head.status == 206 && head.isComplete && !head.isFramed)
        #expect(head.headers.fields.map(\.name) == ["A", "b", "A", "Empty"])
        #expect(head.headers.fields.map(\.value) == ["1", "2", "3", ""])
    }

    @Test func interimAnswersAndTrailersDoNotCount() {
        let (head, problem) = head([
            "HTTP/1.1 100 Continue", "A: early", "", "HTTP/2 200", "B: 1", "", "C: trailer",
            "HTTP/1.1 500 no",
        ])
        #expect(problem == nil && head.status == 200 && head.isComplete && head.isFramed)
        #expect(head.headers.fields.map(\.name) == ["B"])
    }

    @Test func anInterimAnswerAloneIsNotComplete() {
        #expect(!head(["HTTP/1.1 100 Continue", ""]).0.isComplete)
    }

    @Test func foldedLinesAreJoined() {
        #expect(head(["HTTP/1.1 200 OK", "A: 1", "  2", ""]).0.headers["a"] == "1 2")
        #expect(head(["HTTP/1.1 200 OK", " 2"]).1 != nil)
    }

    @Test(arguments: [
        ["HTTP/1.1"], ["HTTP/1.1 abc"], ["HTTP/1.1 -12 OK"], ["HTTP/1.1 99 OK"],
        ["HTTP/1.1 200 OK", "no colon"],
        ["HTTP/1.1 200 OK"] + (0...AnswerHead.fieldLimit).map { "A\($0): 1" },
        ["HTTP/1.1 200 OK", "A: " + String(repeating: "x", count: AnswerHead.byteLimit)],
        Array(repeating: ["HTTP/1.1 103 Hints", "A: " + String(repeating: "x", count: 1000), ""], count: 66)
            .flatMap { $0 },
    ])
    func refusesWhatIsMalformedOrTooLarge(lines: [String]) {
        #expect(head(lines).1 != nil)
    }
}
