internal import CPlatform
internal import Glibc
internal import LifeboatCore

extension Directory {
    /// A name in a directory and its facts, or why they cannot be read.
    struct Child {
        let name: [UInt8]
        let facts: Result<FileFacts, LifeboatError>
    }

    /// Everything in this directory with its facts, in the order of names, links not followed.
    ///
    /// One pass, one system call a name: walks of a hundred thousand files spend their time here. What goes
    /// away between its listing and its look is left out: a tree in use changes, and that is no failure.
    func children() throws -> [Child] {
        var children: [Child] = []
        try forEachName { name in
            if let child = child(named: name) { children.append(child) }
        }
        return children.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    /// Calls `body` with every name in this directory as the kernel lists them, without `.` and `..`.
    func forEachName(_ body: (UnsafePointer<CChar>) -> Void) throws {
        let copy = openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw SystemFailure.current("list", path) }
        guard let stream = fdopendir(copy) else {
            let failure = SystemFailure.current("list", path)
            close(copy)
            throw failure
        }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw SystemFailure.current("list", path) }
                return
            }
            withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { name in
                    if strcmp(name, ".") != 0, strcmp(name, "..") != 0 { body(name) }
                }
            }
        }
    }

    private func child(named name: UnsafePointer<CChar>) -> Child? {
        let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
        var raw = lb_stat()
        let result = lb_fstatat(descriptor.number, name, &raw)
        if result == -ENOENT { return nil }
        guard result == 0 else {
            let failure = SystemFailure.error(-result, "read the facts", "\(path)/\(String(cString: name))")
            return Child(name: Array(bytes), facts: .failure(failure))
        }
        return Child(name: Array(bytes), facts: .success(FileFacts(raw)))
    }
}
