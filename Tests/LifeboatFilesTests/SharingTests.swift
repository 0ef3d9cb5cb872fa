import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Synchronization
import Testing

@Suite("Sharing files with writers")
struct SharingTests {
    @Test("a lock that is held is busy, with a remedy, and free once it is let go")
    func lock() throws {
        try withScratchDirectory { path in
            var held: FileLock? = try FileLock(path: "\(path)/lock", purpose: "protecting exp1")
            let error = #expect(throws: LifeboatError.self) {
                try FileLock(path: "\(path)/lock", purpose: "protecting exp1")
            }
            #expect(
                error?.code == .busy && error?.message.contains("protecting exp1") == true
                    && error?.hint != nil
            )
            withExtendedLifetime(held) {}
            held = nil
            #expect(throws: Never.self) { try FileLock(path: "\(path)/lock", purpose: "x") }
        }
    }

    @Test("who waits for a lock has it alone")
    func waiting() throws {
        try withScratchDirectory { path in
            let inside = Mutex(0)
            _ = try Workers(width: 4).map(200) { _ in
                let lock = try FileLock(waitingAt: "\(path)/lock")
                #expect(
                    inside.withLock {
                        $0 += 1; return $0
                    } == 1
                )
                inside.withLock { $0 -= 1 }
                withExtendedLifetime(lock) {}
            }
        }
    }

    @Test("a close by a writer is seen, once")
    func close() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            try root.write([1], to: FileName("file"), replacing: false)
            let watcher = try #require(CloseWatcher("\(path)/file"))
            #expect(!watcher.waitForClose(seconds: 0))
            do { _ = try root.open(FileName("file")).contents(limit: 9) }
            #expect(!watcher.waitForClose(seconds: 0.05), "a reader is no writer")
            var writer: Descriptor? = try root.openOrCreate(FileName("file"))
            try [UInt8]([2]).withUnsafeBytes { try writer?.write($0, at: 0) }
            #expect(!watcher.waitForClose(seconds: 0.05), "it is not closed yet")
            writer = nil
            #expect(watcher.waitForClose(seconds: 60))
            #expect(!watcher.waitForClose(seconds: 0))
        }
    }

    @Test("the waiting ends as soon as the writer closes, on another thread")
    func closeElsewhere() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            try root.write([1], to: FileName("file"), replacing: false)
            let watcher = try #require(CloseWatcher("\(path)/file"))
            let seen = try Workers(width: 2).map(2) { index in
                if index == 0 { return watcher.waitForClose(seconds: 60) }
                _ = try root.openOrCreate(FileName("file"))
                return true
            }
            #expect(seen == [true, true])
        }
    }

    @Test("the end of a file is no close by a writer, and what is not there is not watched")
    func removed() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            try root.write([1], to: FileName("file"), replacing: false)
            let watcher = try #require(CloseWatcher("\(path)/file"))
            try root.removeFile(FileName("file"))
            #expect(!watcher.waitForClose(seconds: 0.05))
            #expect(CloseWatcher("\(path)/file") == nil)
        }
    }

    @Test("a read lease holds until a writer comes, and is not given while there is one")
    func lease() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            try root.write([1], to: FileName("file"), replacing: false)
            let reader = try root.open(FileName("file"))
            do {
                let lease = try #require(ReadLease(on: reader))
                _ = try root.open(FileName("file")).contents(limit: 9)
                #expect(lease.holds)
                let error = #expect(throws: LifeboatError.self) { try root.openOrCreate(FileName("file")) }
                #expect(error?.code == .busy)
                #expect(!lease.holds)
            }
            let writer = try root.openOrCreate(FileName("file"))
            #expect(ReadLease(on: reader) == nil)
            withExtendedLifetime(writer) {}
        }
    }

    @Test("a clone is the file's bytes without a name; where there can be none it is nil")
    func reflink() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            let bytes = [UInt8](repeating: 3, count: 100_000)
            try root.write(bytes, to: FileName("file"), replacing: false)
            let file = try root.open(FileName("file"))
            // Which of the two it is here depends on the file system below.
            if let clone = Reflink.clone(file, in: root.descriptor) {
                try root.openOrCreate(FileName("file")).truncate(to: 0)
                #expect(try clone.contents(limit: 100_000) == bytes)
            }
            #expect(try root.names().count == 1)
            // No file system can clone into another one, nor into one that holds no files.
            #expect(Reflink.clone(file, in: try Directory("/proc").descriptor) == nil)
        }
    }
}
