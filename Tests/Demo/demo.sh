#!/usr/bin/env bash
# Loses a training run and brings it back: three directories as tiers, two real training runs as the source.
# Everything happens in ./demo, which is made anew each time and kept for looking at afterwards.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
make_runs
cat >"$LIFEBOAT_POLICY" <<POLICY
version: 1
name: demo
sources:
  - { name: my_yolo_train, path: $demo/ssd/my_yolo_train }
environment: { dataset: [$demo/datasets/shapes/data.yaml] }
tiers:
  - { name: disk, kind: directory, path: $demo/tiers/disk }
  - { name: store, kind: directory, path: $demo/tiers/store }
  - { name: replica, kind: directory, path: $demo/tiers/replica, from: store }
objectives:
  disk: { rpo: 10m, rto: 10m }
  store: { rpo: 1h, rto: 30m }
  replica: { rpo: 2h, rto: 1h, lag: 30m }
drills:
  - { tier: disk, every: 1d, depth: structure }
  - { tier: store, every: 1d, depth: structure }
  - { tier: replica, every: 7d, depth: structure, sample: { newest: 1, best: 1, random: 3 } }
POLICY

say "Two real Ultralytics runs: exp1 was killed right after epoch 4 of 8, exp2 is finished"
run inspect "$demo/ssd/my_yolo_train/exp1/weights/last.pt"
before=$(sha256sum <"$demo/ssd/my_yolo_train/exp1/weights/last.pt")

say "Protect: into the first tier, and from there down the others"
run policy check
run protect --quiet

say "Drill: every tier proves, alone and in a namespace of its own, that it can bring the runs back"
run drill --now --quiet

say "Status"
run status --quiet

say "Compliance: three directories on one disk are no 3-2-1-1-0, and the report says so"
expect_bad report
run report --format html --out "$demo/report.html" >/dev/null 2>&1 || true
run plan my_yolo_train/exp1 --vault "$demo/tiers/replica" --to "$demo/node/exp1" \
    --data "$demo/datasets/shapes/data.yaml" --out "$demo/recovery-plan.md" --quiet

say "Disaster: the source, the disk tier and all local state are gone"
rm -rf "$demo/ssd" "$demo/tiers/disk" "$LIFEBOAT_STATE"
ls "$demo/tiers"

say "One command onto an empty directory"
run restore my_yolo_train/exp1 --to "$demo/node/exp1" --data "$demo/datasets/shapes/data.yaml" --quiet
after=$(sha256sum <"$demo/node/exp1/weights/last.pt")
compare "$before" "$after"
run evidence verify --tier replica --quiet

say "Done in $((SECONDS - began)) s"
echo "HTML report:    $demo/report.html"
echo "Recovery plan:  $demo/recovery-plan.md"
