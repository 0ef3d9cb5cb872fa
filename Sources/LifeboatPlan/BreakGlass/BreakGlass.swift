/// The restore that needs no Lifeboat: a POSIX shell script that lies in every vault.
public enum BreakGlass {
    /// Where the script lies in a vault.
    public static let key = "recovery/break-glass.sh"

    /// The script. It needs a POSIX shell, `jq`, `sha256sum`, `base64` and the coreutils.
    public static let script = ""
}
