# What the demonstrations have in common; sourced by them.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
lifeboat=${LIFEBOAT:-$here/.build/release/lifeboat}
demo=$here/demo
began=$SECONDS

# Bold on a terminal alone: a log is read as plain text.
bold='' plain=''
if [[ -t 1 ]]; then bold=$'\033[1m' plain=$'\033[0m'; fi
say() { printf '\n%s== %s%s\n' "$bold" "$*" "$plain"; }
run() {
    printf '$ lifeboat %s\n' "$*"
    "$lifeboat" "$@"
}
# A verdict that is bad is what some steps are to show: exit code 2, and nothing else, is expected there.
expect_bad() {
    local status=0
    run "$@" || status=$?
    [[ $status -eq 2 ]] || { echo "exit code 2 was expected, this was $status" >&2; exit 1; }
    echo "(exit code 2: the verdict is bad)"
}
# Makes $demo anew with two real training runs, the data set they were trained on, and the places of policy
# and state.
make_runs() {
    rm -rf "$demo"
    mkdir -p "$demo/ssd/my_yolo_train" "$demo/tiers" "$demo/datasets"
    cp -r "$here/Tests/Fixtures/live" "$demo/ssd/my_yolo_train/exp1"
    cp -r "$here/Tests/Fixtures/done" "$demo/ssd/my_yolo_train/exp2"
    cp -r "$here/Tests/Fixtures/dataset" "$demo/datasets/shapes"
    export LIFEBOAT_STATE=$demo/state LIFEBOAT_POLICY=$demo/lifeboat.yaml
}
# The digest of a restored checkpoint beside the one it had.
compare() {
    local before=$1 after=$2
    echo "sha256 of last.pt before  ${before%% *}"
    echo "sha256 of last.pt after   ${after%% *}"
    [[ "$before" == "$after" ]] || { echo "the restored checkpoint is another one" >&2; exit 1; }
}
