import LifeboatCore
import LifeboatFiles

@testable import LifeboatPlan

/// A bare node in a directory: every program that a plan calls is a stub that writes down what it was called
/// with.
struct StubNode {
    let scratch: String

    private static let programs = [
        "apt-get", "df", "git", "ldconfig", "lifeboat", "nohup", "nvidia-smi", "python3", "sleep", "sudo",
        "jq",
    ]

    private static let stub = #"""
        #!/bin/sh
        me=$(basename "$0")
        case $me in
        nohup) exec "$@" ;;
        sleep) exec /bin/sleep 0.05 ;;
        df) printf 'a\nb c d 99999999999 e\n' ;;
        ldconfig) echo libGL.so.1 ;;
        nvidia-smi) printf 'GPU 0\nGPU 1\nGPU 2\nGPU 3\n' ;;
        esac
        case "$me $*" in "python3 -c"* | "python -"* | "git -C "*" rev-parse HEAD") ;;
        *) { printf '%s\0' "$me" "$@"; printf '\n\0'; } >>"$STUB_LOG" ;;
        esac
        case $me in
        python3) [ "$1" != -m ] || { mkdir -p "$3/bin"; cp "$0" "$3/bin/pip"; } ;;
        pip) cp "$0" "$(dirname "$0")/uv" ;;
        uv)
            [ "$1" = venv ] || exit 0
            for last; do :; done
            mkdir -p "$last/bin"
            cp "$0" "$last/bin/python"
            cp "$0" "$last/bin/yolo"
            ;;
        python) [ "$1" = --version ] && echo 'Python 3.12.3' || [ -f "$3" ] ;;
        git)
            case "$*" in
            *" rev-parse HEAD") [ ! -e "$2/checked-out" ] || echo "$STUB_COMMIT" ;;
            *" checkout "*) touch "$2/checked-out" ;;
            *) for last; do :; done; mkdir -p "$last/.git" ;;
            esac
            ;;
        lifeboat)
            while [ "$1" != --to ]; do shift; done
            mkdir -p "$2/weights"
            echo x >"$2/$STUB_CHECKPOINT"
            ;;
        yolo) echo 'Resuming training last.pt from epoch 43 to 100 total epochs' ;;
        esac
        """#

    init(in scratch: String) throws {
        self.scratch = scratch
        let directory = try Directory.make(scratch + "/bin")
        for program in Self.programs {
            _ = try directory.write(
                Array(Self.stub.utf8),
                to: FileName(program),
                replacing: true,
                mode: 0o755
            )
        }
    }

    /// Runs the plan's script as it would be run on the node.
    func run(_ plan: RecoveryPlan, checkpoint: String, variables: [String] = []) throws -> ShellRun {
        try Folders.write(plan.shell, scratch + "/plan.sh")
        let environment = [
            "PATH=\(scratch)/bin:/usr/bin:/bin", "STUB_LOG=\(scratch)/log", "STUB_CHECKPOINT=\(checkpoint)",
            "STUB_COMMIT=0123456789abcdef0123456789abcdef01234567",
        ]
        return try ShellRun(
            ["-c", "cd \(Shell.quoted(scratch)) && exec /bin/sh ./plan.sh"],
            in: scratch,
            environment: environment + variables
        )
    }

    /// The calls so far, each as its words.
    func calls() throws -> [[String]] {
        let log = try Folders.text(scratch + "/log")
        var calls: [[String]] = [[]]
        for word in log.split(separator: "\0", omittingEmptySubsequences: false).dropLast() {
            if word == "\n" { calls.append([]) } else { calls[calls.count - 1].append(String(word)) }
        }
        return calls.dropLast()
    }
}
