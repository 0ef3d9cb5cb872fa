/// The status and header fields of an answer, taken in line by line, within bounds.
///
/// Interim answers (1xx) are passed over, and so are the fields behind a chunked body (RFC 9112, section 4;
/// RFC 9110, sections 6.5.1 and 15.2).
struct AnswerHead {
    /// More header fields than this are refused.
    static let fieldLimit = 256
    /// More bytes than this in all header lines, those of interim answers included, are refused.
    static let byteLimit = 1 << 16

    /// The status code; 0 before there is one.
    private(set) var status = 0
    /// Whether the empty line behind the fields of the last answer came.
    private(set) var isComplete = false
    /// Whether the protocol marks the end of a body by itself, as HTTP/2 does.
    private(set) var isFramed = false
    private var fields: [(name: String, value: String)] = []
    private var bytes = 0

    /// Whether the answer is one of success.
    var isSuccess: Bool { (200..<300).contains(status) }

    /// The fields so far.
    var headers: HTTPHeaders {
        var headers = HTTPHeaders()
        for field in fields { headers.add(field.name, field.value) }
        return headers
    }

    /// Takes in one line with its end; answers what is wrong with the header, or nil.
    mutating func take(_ line: UnsafeRawBufferPointer) -> String? {
        bytes += line.count
        guard bytes <= Self.byteLimit else {
            return "the header of the answer is larger than \(Self.byteLimit) bytes"
        }
        let isInterim = (100..<200).contains(status)
        if line.starts(with: Array("HTTP/".utf8)), status == 0 || isInterim { return begin(line) }
        if isComplete { return nil }
        let text = trimmed(String(decoding: line, as: UTF8.self)[...])
        if text.isEmpty {
            isComplete = !isInterim
        } else if line.first == 0x20 || line.first == 0x09 {
            // A folded line goes on where the last one ended.
            guard let last = fields.popLast() else { return "the header of the answer is malformed" }
            fields.append((last.name, last.value + " " + text))
        } else {
            return field(text)
        }
        return nil
    }

    private mutating func begin(_ line: UnsafeRawBufferPointer) -> String? {
        let words = line.split(separator: 0x20, maxSplits: 2)
        fields = []
        guard words.count > 1, let number = Int(String(decoding: words[1].prefix(3), as: UTF8.self)),
            (100..<1000).contains(number)
        else { return "the status of the answer is malformed" }
        status = number
        isFramed = !words[0].starts(with: Array("HTTP/1".utf8))
        return nil
    }

    private mutating func field(_ text: Substring) -> String? {
        guard fields.count < Self.fieldLimit else {
            return "the answer has more than \(Self.fieldLimit) header fields"
        }
        guard let colon = text.firstIndex(of: ":") else { return "the header of the answer is malformed" }
        fields.append(
            (String(trimmed(text[..<colon])), String(trimmed(text[text.index(after: colon)...])))
        )
        return nil
    }

    private func trimmed(_ text: Substring) -> Substring {
        func isSpace(_ character: Character) -> Bool {
            character == " " || character == "\t" || character.isNewline
        }
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text = text.dropLast() }
        return text
    }
}
