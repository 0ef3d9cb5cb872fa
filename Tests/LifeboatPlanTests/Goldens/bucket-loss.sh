#!/bin/sh
# Recovery plan for my_yolo_train/exp1, scenario bucket-loss.
# Point 9e1ee6015df3930f009b5f8e0c3a6560271e22124948f59ff1396315e97fd048 of 2026-11-23T15:50:00.000Z.
# Made by lifeboat at 2026-11-23T16:00:00.000Z for a bare Debian or Ubuntu node.
# It can be run again at any point: what is done already is not done twice.
#
# LIFEBOAT_RESUME=no   restore everything and leave the training stopped
# LIFEBOAT_ANY_GPU=1   accept whatever GPUs the node has
#
# Names are kept in single quotes so that nothing in them is expanded:
# shellcheck disable=SC2016,SC1003
set -eu

say() { printf '%s\n' "$1" >&2; }
stop() {
    say "   failed. $1"
    say '   Run this script again when that is done: it goes on from here.'
    exit 1
}
if [ "$(id -u)" -eq 0 ]; then sudo() { "$@"; }; fi

# 1. Make a place for what this plan builds
check_1() {
    [ -d /opt/lifeboat/01khn5qk8t0000000000000001 ] && [ -w /opt/lifeboat/01khn5qk8t0000000000000001 ]
}
run_1() {
    mkdir -p /opt/lifeboat/01khn5qk8t0000000000000001 2>/dev/null || sudo install -d -o "$(id -un)" /opt/lifeboat/01khn5qk8t0000000000000001
}
say '1/5 Make a place for what this plan builds'
if check_1; then
    say '   is done'
else
    run_1
    check_1 || stop 'Make the plan again with a place that this user may write to (--workspace DIR).'
fi

# 2. Put the data set in place
check_2() {
    [ -e /mnt/ssd/datasets/coco/data.yaml ]
}
say '2/5 Put the data set in place'
if check_2; then
    say '   is done'
else
    stop 'Bring the data set to that path, or make the plan again with its place (--data FILE).'
fi

# 3. Restore my_yolo_train/exp1
check_3() {
    [ -e /opt/lifeboat/01khn5qk8t0000000000000001/restored-9e1ee6015df3 ] && [ -s /mnt/ssd/restored/exp1/weights/last.pt ]
}
run_3() {
    lifeboat restore 01khn5qk8t0000000000000001 --point 9e1ee6015df3930f009b5f8e0c3a6560271e22124948f59ff1396315e97fd048 --from disk --to /mnt/ssd/restored/exp1 --policy /etc/lifeboat/lifeboat.yaml
    : > /opt/lifeboat/01khn5qk8t0000000000000001/restored-9e1ee6015df3
}
say '3/5 Restore my_yolo_train/exp1'
if check_3; then
    say '   is done'
else
    run_3
    check_3 || stop 'Without the policy: `lifeboat restore 01khn5qk8t0000000000000001 --point 9e1ee6015df3930f009b5f8e0c3a6560271e22124948f59ff1396315e97fd048 --vault /mnt/data/vault --to /mnt/ssd/restored/exp1`. Without Lifeboat: `sh /mnt/data/vault/recovery/break-glass.sh restore 9e1ee6015df3930f009b5f8e0c3a6560271e22124948f59ff1396315e97fd048 /mnt/ssd/restored/exp1`.'
fi

# 4. Go on with the training
check_4() {
    kill -0 "$(cat /opt/lifeboat/01khn5qk8t0000000000000001/resume.pid 2>/dev/null)" 2>/dev/null || grep -q -F -e 'from epoch 43 to' /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>/dev/null
}
run_4() {
    PATH=/opt/venv/bin:"$PATH" nohup yolo train resume model=/mnt/ssd/restored/exp1/weights/last.pt data=/mnt/ssd/datasets/coco/data.yaml save_dir=/mnt/ssd/restored/exp1 > /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>&1 & echo "$!" > /opt/lifeboat/01khn5qk8t0000000000000001/resume.pid
}
say '4/5 Go on with the training'
if [ "${LIFEBOAT_RESUME:-yes}" = no ]; then
    say '   left out'
elif check_4; then
    say '   is done'
else
    run_4
    check_4 || stop 'Read /opt/lifeboat/01khn5qk8t0000000000000001/resume.log.'
fi

# 5. See that it really resumed
check_5() {
    grep -q -F -e 'from epoch 43 to' /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>/dev/null
}
run_5() {
    i=0; until grep -q -F -e 'from epoch 43 to' /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>/dev/null || ! kill -0 "$(cat /opt/lifeboat/01khn5qk8t0000000000000001/resume.pid 2>/dev/null)" 2>/dev/null || [ "$i" -ge 180 ]; do i=$((i + 1)); sleep 5; done
}
say '5/5 See that it really resumed'
if [ "${LIFEBOAT_RESUME:-yes}" = no ]; then
    say '   left out'
elif check_5; then
    say '   is done'
else
    run_5
    check_5 || stop 'Stop the process: it may be training from the start. Read /opt/lifeboat/01khn5qk8t0000000000000001/resume.log; see that data set and packages are those recorded.'
fi

say 'Done: my_yolo_train/exp1 is at /mnt/ssd/restored/exp1.'
