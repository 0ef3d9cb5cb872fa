/// Makes the paths of a policy absolute: `~`, `${NAME}`, relative to the policy's directory, `.` and `..`
/// taken out by name, without a look at the file system.
struct PathExpander {
    /// Why a path cannot be used, and what to do.
    struct Fault: Error {
        let message: String
        let hint: String
    }

    let environment: [String: String]
    let home: String
    let base: String

    func expand(_ text: String) throws(Fault) -> String {
        if text.utf8.count > 4096 { throw Fault(message: "a path longer than 4096 bytes", hint: "") }
        if text.split(separator: "/", maxSplits: 1).first?.hasSuffix(":") == true, text.contains("://") {
            throw Fault(
                message: "this is a URL, not a path",
                hint: "a directory tier has the path of a mounted directory"
            )
        }
        var path = try variables(text)
        if path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            throw Fault(message: "a path with a control character", hint: "remove it")
        }
        if path == "~" || path.hasPrefix("~/") {
            guard home.hasPrefix("/") else {
                throw Fault(
                    message: "~ has no meaning: no home directory is known",
                    hint: "write the path out"
                )
            }
            path = home + path.dropFirst()
        } else if path.hasPrefix("~") {
            throw Fault(
                message: "only ~ itself stands for a home directory",
                hint: "write the path out, or begin with ./ if the name begins with ~"
            )
        }
        if !path.hasPrefix("/") { path = base + "/" + path }
        return Self.normalise(path)
    }

    /// Without empty components, `.`, `..` and a trailing `/`.
    static func normalise(_ path: String) -> String {
        var components: [Substring] = []
        for component in path.split(separator: "/") where component != "." {
            if component == ".." { _ = components.popLast() } else { components.append(component) }
        }
        return "/" + components.joined(separator: "/")
    }

    /// How a path is written so that `expand` gives it back.
    static func escape(_ path: String) -> String {
        path.contains("$")
            ? path.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$") : path
    }

    private func variables(_ text: String) throws(Fault) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.hasPrefix("$") {
                result += "$"
                rest = rest.dropFirst()
                continue
            }
            guard rest.hasPrefix("{"), let end = rest.firstIndex(of: "}") else {
                throw Fault(
                    message: "a $ without a name in braces",
                    hint: "write ${NAME} for an environment variable, $$ for the character itself"
                )
            }
            let name = String(rest.dropFirst().prefix { $0 != "}" })
            guard SecretReference.isVariable(name) else {
                throw Fault(
                    message: "\(Quote.text("${\(name)}")) is no name of an environment variable",
                    hint: "names have letters, digits and _; there are no default values"
                )
            }
            guard let value = environment[name], !value.isEmpty else {
                throw Fault(
                    message: "the environment variable \(name) is not set",
                    hint: "set it, or write the path out"
                )
            }
            result += value
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
