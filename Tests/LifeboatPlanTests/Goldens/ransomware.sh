#!/bin/sh
# Recovery plan for my_yolo_train/exp1, scenario ransomware.
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

# 1. Take a new node
check_1() {
    [ -e /opt/lifeboat/01khn5qk8t0000000000000001/restored-9e1ee6015df3 ] || { d=/mnt/ssd/my_yolo_train/exp1; while [ ! -d "$d" ]; do d=$(dirname "$d"); done; [ "$(df -Pk "$d" | awk 'NR == 2 { print $4 }')" -ge 7712129 ]; }
}
say '1/12 Take a new node'
if check_1; then
    say '   is done'
else
    stop 'Take a node, or mount a disk at the target, with more space.'
fi

# 2. Bring what the restore needs
check_2() {
    command -v lifeboat >/dev/null && [ -r /etc/lifeboat/lifeboat.yaml ]
}
say '2/12 Bring what the restore needs'
if check_2; then
    say '   is done'
else
    stop 'Copy the program into the PATH and the policy to where it was, and mount what the vault lies on.'
fi

# 3. See that there are 4 GPUs
check_3() {
    [ -n "${LIFEBOAT_ANY_GPU:-}" ] || [ "$(nvidia-smi -L 2>/dev/null | grep -c '^GPU ')" -ge 4 ]
}
say '3/12 See that there are 4 GPUs'
if check_3; then
    say '   is done'
else
    stop 'Install the driver, or take another node. To train on what is there, set LIFEBOAT_ANY_GPU=1 and make the plan again with the devices that it has.'
fi

# 4. Install packages of the operating system
check_4() {
    { command -v git && command -v jq && python3 -c 'import ensurepip' && ldconfig -p | grep -F libGL.so.1; } >/dev/null 2>&1
}
run_4() {
    sudo apt-get update
    sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates git jq python3-venv libgl1 libglib2.0-0
}
say '4/12 Install packages of the operating system'
if check_4; then
    say '   is done'
else
    run_4
    check_4 || stop 'See that the node reaches the package mirror of its operating system.'
fi

# 5. Make a place for what this plan builds
check_5() {
    [ -d /opt/lifeboat/01khn5qk8t0000000000000001 ] && [ -w /opt/lifeboat/01khn5qk8t0000000000000001 ]
}
run_5() {
    mkdir -p /opt/lifeboat/01khn5qk8t0000000000000001 2>/dev/null || sudo install -d -o "$(id -un)" /opt/lifeboat/01khn5qk8t0000000000000001
}
say '5/12 Make a place for what this plan builds'
if check_5; then
    say '   is done'
else
    run_5
    check_5 || stop 'Make the plan again with a place that this user may write to (--workspace DIR).'
fi

# 6. Make an environment with Python 3.12.3
check_6() {
    case "$(/opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python --version 2>&1)" in 'Python 3.12.'*) : ;; *) false ;; esac
}
run_6() {
    python3 -m venv /opt/lifeboat/01khn5qk8t0000000000000001/tool
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/pip install --quiet uv
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv venv --allow-existing --python 3.12.3 /opt/lifeboat/01khn5qk8t0000000000000001/env || /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv venv --allow-existing --python 3.12 /opt/lifeboat/01khn5qk8t0000000000000001/env
}
say '6/12 Make an environment with Python 3.12.3'
if check_6; then
    say '   is done'
else
    run_6
    check_6 || stop 'Install that version of Python by hand, and run the step again.'
fi

# 7. Install 6 packages
check_7() {
    /opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python -c 'import sys; from importlib.metadata import version as v; lines = (l.partition("==") for l in open(sys.argv[1])); sys.exit(any(v(n) != w.strip() for n, p, w in lines if p))' /opt/lifeboat/01khn5qk8t0000000000000001/requirements-cu124.txt 2>/dev/null && /opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python -c 'import sys; from importlib.metadata import version as v; lines = (l.partition("==") for l in open(sys.argv[1])); sys.exit(any(v(n) != w.strip() for n, p, w in lines if p))' /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt 2>/dev/null
}
run_7() {
    printf '%s\n' \
    torch==2.6.0+cu124 \
    torchvision==0.21.0+cu124 > /opt/lifeboat/01khn5qk8t0000000000000001/requirements-cu124.txt
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv pip install --quiet --python /opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python --no-deps --index-url https://download.pytorch.org/whl/cu124 -r /opt/lifeboat/01khn5qk8t0000000000000001/requirements-cu124.txt
    printf '%s\n' \
    numpy==2.1.3 \
    opencv-python==4.10.0.84 \
    ultralytics==8.4.160 \
    'tools @ git+https://git.example.com/tools.git@89abcdef0123456789abcdef0123456789abcdef' > /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv pip install --quiet --python /opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python --no-deps -r /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt
}
say '7/12 Install 6 packages'
if check_7; then
    say '   is done'
else
    run_7
    check_7 || stop 'Where a version is withdrawn, take the next one for that package alone: change its line in /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt and install again.'
fi

# 8. Fetch the code
check_8() {
    [ "$(git -C /opt/lifeboat/01khn5qk8t0000000000000001/code rev-parse HEAD 2>/dev/null)" = 0123456789abcdef0123456789abcdef01234567 ]
}
run_8() {
    [ -d /opt/lifeboat/01khn5qk8t0000000000000001/code/.git ] || git clone --no-checkout -- https://git.example.com/vision/train.git /opt/lifeboat/01khn5qk8t0000000000000001/code
    git -C /opt/lifeboat/01khn5qk8t0000000000000001/code checkout --quiet --detach 0123456789abcdef0123456789abcdef01234567
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv pip install --quiet --python /opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python --no-deps --editable /opt/lifeboat/01khn5qk8t0000000000000001/code
}
say '8/12 Fetch the code'
if check_8; then
    say '   is done'
else
    run_8
    check_8 || stop 'See that this node may read https://git.example.com/vision/train.git and that the commit is in it.'
fi

# 9. Put the data set in place
check_9() {
    [ -e /mnt/ssd/datasets/coco/data.yaml ]
}
say '9/12 Put the data set in place'
if check_9; then
    say '   is done'
else
    stop 'Bring the data set to that path, or make the plan again with its place (--data FILE).'
fi

# 10. Restore my_yolo_train/exp1
check_10() {
    [ -e /opt/lifeboat/01khn5qk8t0000000000000001/restored-9e1ee6015df3 ] && [ -s /mnt/ssd/my_yolo_train/exp1/weights/last.pt ]
}
run_10() {
    lifeboat restore 01khn5qk8t0000000000000001 --point 9e1ee6015df3930f009b5f8e0c3a6560271e22124948f59ff1396315e97fd048 --from replica --to /mnt/ssd/my_yolo_train/exp1 --policy /etc/lifeboat/lifeboat.yaml
    : > /opt/lifeboat/01khn5qk8t0000000000000001/restored-9e1ee6015df3
}
say '10/12 Restore my_yolo_train/exp1'
if check_10; then
    say '   is done'
else
    run_10
    check_10 || stop 'Without the policy: `lifeboat restore 01khn5qk8t0000000000000001 --point 9e1ee6015df3930f009b5f8e0c3a6560271e22124948f59ff1396315e97fd048 --vault s3://my-yolo-west/vault --to /mnt/ssd/my_yolo_train/exp1`. A restore that was interrupted goes on when it is run again.'
fi

# 11. Go on with the training
check_11() {
    kill -0 "$(cat /opt/lifeboat/01khn5qk8t0000000000000001/resume.pid 2>/dev/null)" 2>/dev/null || grep -q -F -e 'from epoch 43 to' /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>/dev/null
}
run_11() {
    PYTHONPATH=/opt/lifeboat/01khn5qk8t0000000000000001/code PATH=/opt/lifeboat/01khn5qk8t0000000000000001/env/bin:"$PATH" nohup yolo train resume model=/mnt/ssd/my_yolo_train/exp1/weights/last.pt data=/mnt/ssd/datasets/coco/data.yaml save_dir=/mnt/ssd/my_yolo_train/exp1 > /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>&1 & echo "$!" > /opt/lifeboat/01khn5qk8t0000000000000001/resume.pid
}
say '11/12 Go on with the training'
if [ "${LIFEBOAT_RESUME:-yes}" = no ]; then
    say '   left out'
elif check_11; then
    say '   is done'
else
    run_11
    check_11 || stop 'Read /opt/lifeboat/01khn5qk8t0000000000000001/resume.log.'
fi

# 12. See that it really resumed
check_12() {
    grep -q -F -e 'from epoch 43 to' /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>/dev/null
}
run_12() {
    i=0; until grep -q -F -e 'from epoch 43 to' /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>/dev/null || ! kill -0 "$(cat /opt/lifeboat/01khn5qk8t0000000000000001/resume.pid 2>/dev/null)" 2>/dev/null || [ "$i" -ge 180 ]; do i=$((i + 1)); sleep 5; done
}
say '12/12 See that it really resumed'
if [ "${LIFEBOAT_RESUME:-yes}" = no ]; then
    say '   left out'
elif check_12; then
    say '   is done'
else
    run_12
    check_12 || stop 'Stop the process: it may be training from the start. Read /opt/lifeboat/01khn5qk8t0000000000000001/resume.log; see that data set and packages are those recorded.'
fi

say 'Done: my_yolo_train/exp1 is at /mnt/ssd/my_yolo_train/exp1.'
