#!/bin/sh
# Recovery plan for my_yolo_train/exp1, scenario instance-loss.
# Point 055ca170b0842d7706a17772ad6a0b970199309b6baab693c453b459b99ab3b0 of 2026-11-23T15:50:00.000Z.
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

# 1. Take a new node
check_1() {
    [ -e /opt/lifeboat/01khn5qk8t0000000000000001/restored-055ca170b084 ] || { d=/data/exp1; while [ ! -d "$d" ]; do d=$(dirname "$d"); done; [ "$(df -Pk "$d" | awk 'NR == 2 { print $4 }')" -ge 1205633 ]; }
}
say '1/9 Take a new node'
if check_1; then
    say '   is done'
else
    stop 'Take a node, or mount a disk at the target, with more space.'
fi

# 2. Bring what the restore needs
check_2() {
    command -v lifeboat >/dev/null && [ -d /mnt/replica/vault ]
}
say '2/9 Bring what the restore needs'
if check_2; then
    say '   is done'
else
    stop 'Copy the program into the PATH and the policy to where it was, and mount what the vault lies on.'
fi

# 3. Install packages of the operating system
check_3() {
    { command -v git && command -v jq && python3 -c 'import ensurepip'; } >/dev/null 2>&1
}
run_3() {
    sudo apt-get update
    sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates git jq python3-venv
}
say '3/9 Install packages of the operating system'
if check_3; then
    say '   is done'
else
    run_3
    check_3 || stop 'See that the node reaches the package mirror of its operating system.'
fi

# 4. Make a place for what this plan builds
check_4() {
    [ -d /opt/lifeboat/01khn5qk8t0000000000000001 ] && [ -w /opt/lifeboat/01khn5qk8t0000000000000001 ]
}
run_4() {
    mkdir -p /opt/lifeboat/01khn5qk8t0000000000000001 2>/dev/null || sudo install -d -o "$(id -un)" /opt/lifeboat/01khn5qk8t0000000000000001
}
say '4/9 Make a place for what this plan builds'
if check_4; then
    say '   is done'
else
    run_4
    check_4 || stop 'Make the plan again with a place that this user may write to (--workspace DIR).'
fi

# 5. Make a Python environment
check_5() {
    case "$(/opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python --version 2>&1)" in 'Python 3.'*) : ;; *) false ;; esac
}
run_5() {
    python3 -m venv /opt/lifeboat/01khn5qk8t0000000000000001/tool
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/pip install --quiet uv
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv venv --allow-existing /opt/lifeboat/01khn5qk8t0000000000000001/env
}
say '5/9 Make a Python environment'
if check_5; then
    say '   is done'
else
    run_5
    check_5 || stop 'Install that version of Python by hand, and run the step again.'
fi

# 6. Install the package
check_6() {
    /opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python -c 'import sys; from importlib.metadata import version as v; lines = (l.partition("==") for l in open(sys.argv[1])); sys.exit(any(v(n) != w.strip() for n, p, w in lines if p))' /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt 2>/dev/null
}
run_6() {
    printf '%s\n' \
    ultralytics==8.4.160 > /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv pip install --quiet --python /opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python -r /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt
}
say '6/9 Install the package'
if check_6; then
    say '   is done'
else
    run_6
    check_6 || stop 'Where a version is withdrawn, take the next one for that package alone: change its line in /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt and install again.'
fi

# 7. Fetch the code
check_7() {
    [ "$(git -C /opt/lifeboat/01khn5qk8t0000000000000001/code rev-parse HEAD 2>/dev/null)" = 0123456789abcdef0123456789abcdef01234567 ]
}
run_7() {
    [ -d /opt/lifeboat/01khn5qk8t0000000000000001/code/.git ] || git clone --no-checkout -- https://git.example.com/vision/train.git /opt/lifeboat/01khn5qk8t0000000000000001/code
    git -C /opt/lifeboat/01khn5qk8t0000000000000001/code checkout --quiet --detach 0123456789abcdef0123456789abcdef01234567
}
say '7/9 Fetch the code'
if check_7; then
    say '   is done'
else
    run_7
    check_7 || stop 'See that this node may read https://git.example.com/vision/train.git and that the commit is in it.'
fi

# 8. Restore my_yolo_train/exp1
check_8() {
    [ -e /opt/lifeboat/01khn5qk8t0000000000000001/restored-055ca170b084 ] && [ -s /data/exp1/weights/last.pt ]
}
run_8() {
    lifeboat restore 01khn5qk8t0000000000000001 --point 055ca170b0842d7706a17772ad6a0b970199309b6baab693c453b459b99ab3b0 --vault /mnt/replica/vault --to /data/exp1
    : > /opt/lifeboat/01khn5qk8t0000000000000001/restored-055ca170b084
}
say '8/9 Restore my_yolo_train/exp1'
if check_8; then
    say '   is done'
else
    run_8
    check_8 || stop 'Without Lifeboat: `sh /mnt/replica/vault/recovery/break-glass.sh restore 055ca170b0842d7706a17772ad6a0b970199309b6baab693c453b459b99ab3b0 /data/exp1`.'
fi

# 9. Decide how to go on
check_9() {
    [ -s /data/exp1/weights/last.pt ]
}
say '9/9 Decide how to go on'
if check_9; then
    say '   is done'
else
    stop 'Run `lifeboat inspect` on the checkpoints to see what they hold.'
fi

say 'Done: my_yolo_train/exp1 is at /data/exp1.'
