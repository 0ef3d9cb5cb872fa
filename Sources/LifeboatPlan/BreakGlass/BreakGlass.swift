/// The restore that needs no Lifeboat: a POSIX shell script that lies in every vault.
public enum BreakGlass {
    /// Where the script lies in a vault.
    public static let key = "recovery/break-glass.sh"

    /// The script, for a vault that is a directory and is not encrypted. It follows `docs/vault-format.md`.
    public static let script = #"""
        #!/bin/sh
        # Restores a recovery point of a Lifeboat vault without Lifeboat.
        #
        #   sh break-glass.sh list
        #   sh break-glass.sh restore POINT-OR-EXPERIMENT DIRECTORY
        #
        # Needs a POSIX shell, jq, and the GNU or busybox tools sha256sum, base64, tail, head, touch and find.
        # The vault is the directory above the one that holds this script; VAULT=DIRECTORY names another one.
        # A vault in a bucket is copied down first, with any S3 client, as in
        # `aws s3 sync s3://BUCKET/PREFIX vault`.
        # A point is named by its id or the start of it. An experiment's name means its newest complete
        # point. DIRECTORY must be new or empty. Every byte is held against its SHA-256 before it is put
        # in place. Owners are set when root runs this. Extended attributes and holes of sparse files are
        # not restored, and results.csv keeps rows that the checkpoint does not know.
        set -eu
        LC_ALL=C
        export LC_ALL
        umask 077

        die() {
            printf 'break-glass: %s\n' "$1" >&2
            exit 1
        }

        digest() { sha256sum <"$1" | head -c 64; }

        # $1 must be a file itself: a pipe would keep whoever reads it waiting, a link leads elsewhere.
        regular() {
            [ ! -L "$1" ] || die "$1 is a symbolic link, and a file belongs there: move it away"
            [ -e "$1" ] || die "$1 is missing"
            [ -f "$1" ] || die "$1 is no file, and one belongs there: move away what it is"
        }

        # Numbers and digests are held against their form before a shell computes with them.
        number() {
            case $1 in
            0) return ;;
            '' | 0* | *[!0-9]*) die 'a listing or a manifest holds a number that is none' ;;
            esac
            [ ${#1} -le 19 ] || die 'a listing or a manifest holds a number out of bounds'
        }
        hex() {
            case $1 in *[!0-9a-f]*) die 'a listing or a manifest holds a digest that is none' ;; esac
            [ ${#1} -eq 64 ] || die 'a listing or a manifest holds a digest that is none'
        }

        # A key that is there twice has two readings: such JSON has more leaves than are left of it.
        unambiguous() {
            [ "$(jq -c --stream . "$1" | wc -l)" -eq "$(jq -c tostream "$1" | wc -l)" ] ||
                die "$1 holds a key twice, or is no JSON"
        }

        # One line a point: when, state, run, experiment, path of the manifest.
        points() {
            find points -type f -name '*.json' -exec jq -r '
                [.created, .state, .run, (.experiment | @json), input_filename] | @tsv' {} \; | sort
        }

        # The path of the manifest that $1 names.
        find_point() {
            case $1 in
            *[!0-9a-f]*) found='' ;;
            *) found=$(find points -type f -name "*-$1*.json") ;;
            esac
            if [ -n "$found" ]; then
                [ "$(printf '%s\n' "$found" | wc -l)" -eq 1 ] || die "$1 is the start of several ids"
                printf '%s\n' "$found"
                return
            fi
            find points -type f -name '*.json' -exec jq -r --arg name "$1" '
                select((.experiment == $name or .run == $name) and .state == "complete")
                | [.created, input_filename] | @tsv' {} \; | sort | tail -n 1 | cut -f 2
        }

        # The object $1 of $2 bytes as a path; it must be there and have that length.
        object() {
            hex "$1"
            number "$2"
            path=objects/$(printf '%s' "$1" | head -c 2)/$1
            regular "$path"
            [ "$(wc -c <"$path")" -eq "$2" ] || die "the object $1 has a wrong length"
        }

        # Adds $3 bytes at $2 of the object $1, which has $5, to the file that is being made, when their
        # digest is $4.
        piece() {
            object "$1" "$5"
            number "$2"
            number "$3"
            hex "$4"
            [ "$(($2 + $3))" -le "$5" ] || die "a piece reaches beyond the object $1"
            tail -c "+$(($2 + 1))" "$path" | head -c "$3" >"$work/piece"
            [ "$(digest "$work/piece")" = "$4" ] || die "the object $1 is damaged"
            cat "$work/piece" >>"$work/file"
        }

        # base64 to $decoded; a newline at the end of a name stays.
        decode() {
            decoded=$(printf '%s' "$1" | base64 -d && printf x) || die 'a name cannot be read'
            decoded=${decoded%x}
        }

        # Sets $place from the base64 of a name, which must stay below the target: no link may lead out of it.
        place() {
            decode "$1"
            case "/$decoded/" in
            */../* | */./* | *//*) die "a name leaves the target; in base64 it is $1" ;;
            esac
            place=$target/$decoded
            case $place/ in "$work"/*) die "a name is that of this script's own files: $1" ;; esac
            real=$(cd -P -- "${place%/*}" && pwd -P && printf x) || die "a name is in no directory: $1"
            [ "${real%?x}" = "${place%/*}" ] || die "a name leaves the target through a link: $1"
        }

        # The same for a name that nothing has yet.
        new_place() {
            place "$1"
            [ ! -e "$place" ] && [ ! -L "$place" ] || die "two entries have one name; in base64 it is $1"
        }

        # Time $2 in nanoseconds since 1970, owner and group $3, mode $4 (none for a link) for $1.
        attributes() {
            sign=''
            time=$2
            case $time in -*) sign=- time=${time#-} ;; esac
            number "$time"
            number "${3%%:*}"
            number "${3#*:}"
            case $4 in *[!0-7]* | ?????*) die 'a listing holds a mode that is none' ;; esac
            [ "$(id -u)" -ne 0 ] || chown -h "$3" "$1"
            [ -z "$4" ] || chmod "$4" "$1"
            touch -h -d "@$sign$((time / 1000000000)).$(printf '%09d' "$((time % 1000000000))")" "$1"
        }

        # The entries of a listing as lines of fields without spaces: type, name, mode, owner, time, what
        # is in it. The time is taken from the text: jq may round whole numbers of this size.
        entries() {
            jq -rR '
                def octal: if . < 8 then tostring else ((. / 8 | floor | octal) + (. % 8 | tostring)) end;
                . as $line | fromjson | select(has("path"))
                | [.type, (.pathBase64 // (.path | @base64)), (.mode | octal), "\(.uid):\(.gid)",
                    ($line | capture(",\"mtime\":(?<time>-?[0-9]+)") | .time),
                    (if .type == "file" then
                        "\(.size):" + ([.pieces[] | map(tostring) | join(",")] | join(";"))
                     elif .type == "link" then (.targetBase64 // (.target | @base64)) else "-" end)]
                | join(" ")' "$1"
        }

        # Time, owner and mode of the run directory itself as fields, nothing where they are not held.
        root() {
            jq -rR '
                def octal: if . < 8 then tostring else ((. / 8 | floor | octal) + (. % 8 | tostring)) end;
                . as $line | fromjson | .root // empty | . as $root
                | [($line | capture("\"root\":\\{\"ctime\":[^{}]*,\"mtime\":(?<time>-?[0-9]+)") | .time),
                    "\($root.uid):\($root.gid)", ($root.mode | octal)]
                | join(" ")' "$1"
        }

        # Puts the file together from its pieces and in its place.
        write_file() {
            : >"$work/file"
            size=${1%%:*}
            number "$size"
            rest=${1#*:}
            while [ -n "$rest" ]; do
                one=${rest%%;*}
                case $rest in *\;*) rest=${rest#*;} ;; *) rest= ;; esac
                index=${one%%,*}
                one=${one#*,}
                offset=${one%%,*}
                one=${one#*,}
                length=${one%%,*}
                number "$index"
                line=$(sed -n "$((index + 1))p" "$work/objects")
                name=${line%% *}
                # Without a digest of its own a piece is the whole object, whose name is its digest.
                case $one in *,*) sum=${one#*,} ;; *) sum=$name ;; esac
                piece "$name" "$offset" "$length" "$sum" "${line#* }"
            done
            [ "$(wc -c <"$work/file")" -eq "$size" ] || die "$place has a wrong length"
            mv "$work/file" "$place"
        }

        restore_entry() {
            case $1 in
            directory)
                new_place "$2"
                mkdir "$place"
                # Modes and times of directories come last, the deepest first.
                printf '%s %s %s %s\n' "$2" "$5" "$4" "$3" >>"$work/directories"
                ;;
            file)
                new_place "$2"
                write_file "$6"
                attributes "$place" "$5" "$4" "$3"
                files=$((files + 1))
                ;;
            link) printf '%s %s %s %s\n' "$2" "$5" "$4" "$6" >>"$work/links" ;;
            excluded)
                decode "$2"
                printf 'break-glass: not in the point: %s' "$decoded" | tr -d '[:cntrl:]' >&2
                echo >&2
                ;;
            *) die "an entry of the unknown type $1" ;;
            esac
        }

        restore_listing() {
            object "$1" "$2"
            [ "$(digest "$path")" = "$1" ] || die "the listing $1 is damaged"
            unambiguous "$path"
            head -n 1 "$path" >"$work/header"
            jq -e '.schema == "lifeboat.listing/1" and .requires == []' "$work/header" >"$work/answer" ||
                die 'a listing needs a newer Lifeboat'
            ! jq -e 'any(.objects[]; has("stored") or has("plain"))' "$work/header" >"$work/answer" ||
                die 'the vault is encrypted: this script cannot read it'
            jq -r '.objects[] | "\(.name) \(.length)"' "$work/header" >"$work/objects"
            entries "$path" >"$work/entries" || die 'a listing cannot be read'
            while read -r type name mode owner time content; do
                restore_entry "$type" "$name" "$mode" "$owner" "$time" "$content"
            done <"$work/entries"
        }

        # Links come after all files, so that nothing is written through one.
        finish() {
            while read -r name time owner content; do
                new_place "$name"
                link=$place
                decode "$content"
                ln -s -- "$decoded" "$link"
                attributes "$link" "$time" "$owner" ''
            done <"$work/links"
            sed '1!G;h;$!d' "$work/directories" >"$work/deepest"
            while read -r name time owner mode; do
                place "$name"
                attributes "$place" "$time" "$owner" "$mode"
            done <"$work/deepest"
        }

        restore() {
            manifest=$(find_point "$1")
            [ -n "$manifest" ] || die "there is no point $1; \`list\` shows them"
            regular "$manifest"
            id=${manifest##*-}
            [ "$(digest "$manifest")" = "${id%.json}" ] || die "the manifest $manifest is damaged"
            unambiguous "$manifest"
            jq -e '.schema == "lifeboat.manifest/1" and .requires == []' "$manifest" >/dev/null ||
                die 'the manifest needs a newer Lifeboat'
            mkdir -p -- "$2"
            target=$(cd -P -- "$2" && pwd -P && printf x)
            target=${target%?x}
            [ -z "$(ls -A "$target")" ] || die "$2 is not empty"
            # On the same file system, so that a file that is whole is renamed into its place.
            work=$target/.break-glass-$$
            mkdir "$work"
            trap 'rm -rf "$work"' EXIT
            : >"$work/links"
            : >"$work/directories"
            files=0
            jq -r '.tree.listings[] | "\(.name) \(.length)"' "$manifest" >"$work/listings"
            while read -r name length; do restore_listing "$name" "$length"; done <"$work/listings"
            finish
            [ "$files" -eq "$(jq .tree.files "$manifest")" ] || die 'the point has another number of files'
            name=$(jq .experiment "$manifest")
            root "$manifest" >"$work/root"
            read -r time owner mode <"$work/root" || mode=''
            rm -rf "$work"
            [ -z "$mode" ] || attributes "$target" "$time" "$owner" "$mode"
            printf 'break-glass: %s files of %s are in %s\n' "$files" "$name" "$target"
        }

        verb=${1-}
        case $verb in
        list) [ $# -eq 1 ] || die 'usage: list' ;;
        restore)
            [ $# -eq 3 ] || die 'usage: restore POINT-OR-EXPERIMENT DIRECTORY'
            case $3 in /*) to=$3 ;; *) to=$PWD/$3 ;; esac
            ;;
        *) die 'usage: list, or restore POINT-OR-EXPERIMENT DIRECTORY' ;;
        esac
        command -v jq >/dev/null || die 'jq is missing: install it first'
        cd -- "${VAULT:-$(dirname -- "$0")/..}"
        marker=lifeboat-vault.json
        regular "$marker"
        jq -e '.format == "lifeboat-vault" and .version == 1 and .requires == []' "$marker" >/dev/null ||
            die "$PWD is no vault that this script can read"
        case $verb in
        list) points ;;
        restore) restore "$2" "$to" ;;
        esac

        """#
}
