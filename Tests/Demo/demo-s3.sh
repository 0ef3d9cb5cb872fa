#!/usr/bin/env bash
# Loses a training run, its machine and a whole region, and brings the run back: a directory and two buckets as tiers,
# each bucket on a SeaweedFS of its own. Everything happens in ./demo, which is made anew each time and kept for looking
# at afterwards; the servers end with the script.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
servers=${LIFEBOAT_SERVERS:-$("$here/Tests/Servers/environment.sh")}
end() { [[ ! -e "$demo/regions/$1/group" ]] || kill -KILL -- "-$(<"$demo/regions/$1/group")" 2>/dev/null || true; }
stop() { end east; end west; }
trap stop EXIT
trap 'exit 130' INT TERM HUP

make_runs
# The only credentials there are, and no proxy before servers of this machine.
unset AWS_SESSION_TOKEN AWS_PROFILE AWS_ENDPOINT_URL AWS_ENDPOINT_URL_S3 http_proxy https_proxy all_proxy \
    HTTP_PROXY HTTPS_PROXY ALL_PROXY
export AWS_ACCESS_KEY_ID=demo AWS_SECRET_ACCESS_KEY=the-secret-of-the-demo
start() {
    "$servers/bin/python" "$here/Tests/Servers/region.py" "$servers/bin/weed" "$demo/regions/$1" "$2"
}
exec 3< <(start east my-yolo-backup)
west=$(start west my-yolo-backup-west)
read -r east <&3 || { echo "region one does not start" >&2; exit 1; }

cat >"$LIFEBOAT_POLICY" <<POLICY
version: 1
name: demo-s3
sources:
  - { name: my_yolo_train, path: $demo/ssd/my_yolo_train }
environment: { dataset: [$demo/datasets/shapes/data.yaml] }
tiers:
  - { name: disk, kind: directory, path: $demo/tiers/disk }
  - { name: s3, kind: s3, url: s3://my-yolo-backup/vault, endpoint: "$east", region: us-east-1 }
  - { name: replica, kind: s3, url: s3://my-yolo-backup-west/vault, endpoint: "$west", region: us-west-2, from: s3 }
objectives:
  disk: { rpo: 10m, rto: 10m }
  s3: { rpo: 1h, rto: 30m }
  replica: { rpo: 2h, rto: 1h, lag: 30m }
drills:
  - { tier: disk, every: 1d, depth: structure }
  - { tier: s3, every: 1d, depth: structure }
  - { tier: replica, every: 7d, depth: structure, sample: { newest: 1, best: 1, random: 3 } }
POLICY

say "Two real Ultralytics runs, a disk, and a bucket in each of two regions"
grep 'kind:' "$LIFEBOAT_POLICY"
before=$(sha256sum <"$demo/ssd/my_yolo_train/exp1/weights/last.pt")

say "Protect: onto the disk, from there into region one, and from region one into region two"
run policy check
run protect --quiet

say "Drill: every tier proves, alone and in a namespace of its own, that it can bring the runs back"
run drill --now --quiet

say "Status"
run status --quiet

say "Compliance: servers of this machine are no regions, and the report says so"
expect_bad report
run report --format html --out "$demo/report.html" >/dev/null 2>&1 || true

say "Disaster: region one, the source, the disk and all local state are gone for good"
end east
rm -rf "$demo/ssd" "$demo/tiers" "$LIFEBOAT_STATE" "$demo/regions/east"
ls "$demo/regions"

say "One command onto an empty directory; region one is asked several times before it is given up"
run restore my_yolo_train/exp1 --to "$demo/node/exp1" --data "$demo/datasets/shapes/data.yaml" --quiet
compare "$before" "$(sha256sum <"$demo/node/exp1/weights/last.pt")"
run evidence verify --tier replica --quiet

say "Done in $((SECONDS - began)) s"
echo "HTML report:    $demo/report.html"
