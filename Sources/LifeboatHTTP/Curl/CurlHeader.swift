internal import CCurl

/// The header fields of one request as libcurl wants them; freed with this object.
final class CurlHeader {
    private(set) var list: UnsafeMutablePointer<curl_slist>?
    /// Whether there was memory for all of them.
    private(set) var isWhole = true

    /// The fields of `request`, and those that libcurl would add by itself taken away.
    init(_ request: HTTPRequest, _ body: HTTPBody, _ settings: TransportSettings) {
        var names: Set<String> = []
        for field in request.headers.fields {
            let name = field.name.lowercased()
            names.insert(name)
            if name != "host", name != "content-length" { add(field.name, field.value) }
        }
        // As it was signed, and not as libcurl would write it.
        add("Host", request.address.authority)
        if !names.contains("user-agent") { add("User-Agent", settings.userAgent) }
        if !names.contains("accept") { append("Accept:") }
        if body.count < settings.expectFrom { append("Expect:") }
    }

    deinit { curl_slist_free_all(list) }

    /// libcurl sends an empty value for `name;`, and takes `name:` for the wish not to send the field.
    private func add(_ name: String, _ value: String) {
        let isEmpty = value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        append(isEmpty ? "\(name);" : "\(name): \(value)")
    }

    private func append(_ line: String) {
        guard let longer = curl_slist_append(list, line) else {
            isWhole = false
            return
        }
        list = longer
    }
}
