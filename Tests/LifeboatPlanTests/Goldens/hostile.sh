#!/bin/sh
# Recovery plan for src/'; touch owned; '\u{a}# $(touch owned) `touch owned` {{steps}} <b>[x](y), scenario instance-loss.
# Point fcf0495dcd8a7ecd5ef9c94ca857440ba6066165ca7f1a0caa4977fc958c8904 of 2026-11-23T15:50:00.000Z.
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
    [ -e /opt/lifeboat/01khn5qk8t0000000000000001/restored-fcf0495dcd8a ] || { d='/data/$(touch owned) '\''run'\''
`touch owned`'; while [ ! -d "$d" ]; do d=$(dirname "$d"); done; [ "$(df -Pk "$d" | awk 'NR == 2 { print $4 }')" -ge 7681409 ]; }
}
say '1/11 Take a new node'
if check_1; then
    say '   is done'
else
    stop 'Take a node, or mount a disk at the target, with more space.'
fi

# 2. Bring what the restore needs
check_2() {
    command -v lifeboat >/dev/null && [ -r '/etc/$(touch owned)
'\''.yaml' ] && [ -d '/vault '\''$(touch owned)'\''
`touch owned`' ]
}
say '2/11 Bring what the restore needs'
if check_2; then
    say '   is done'
else
    stop 'Copy the program into the PATH and the policy to where it was, and mount what the vault lies on.'
fi

# 3. See that there is a GPU
check_3() {
    [ -n "${LIFEBOAT_ANY_GPU:-}" ] || [ "$(nvidia-smi -L 2>/dev/null | grep -c '^GPU ')" -ge 1 ]
}
say '3/11 See that there is a GPU'
if check_3; then
    say '   is done'
else
    stop 'Install the driver, or take another node. To train on what is there, set LIFEBOAT_ANY_GPU=1 and make the plan again with the devices that it has.'
fi

# 4. Install packages of the operating system
check_4() {
    { command -v git && command -v jq && python3 -c 'import ensurepip'; } >/dev/null 2>&1
}
run_4() {
    sudo apt-get update
    sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates git jq python3-venv
}
say '4/11 Install packages of the operating system'
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
say '5/11 Make a place for what this plan builds'
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
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/pip install --quiet --no-index --find-links '/wheels/$(touch owned)' uv
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv venv --allow-existing --python 3.12.3 /opt/lifeboat/01khn5qk8t0000000000000001/env || /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv venv --allow-existing --python 3.12 /opt/lifeboat/01khn5qk8t0000000000000001/env
}
say '6/11 Make an environment with Python 3.12.3'
if check_6; then
    say '   is done'
else
    run_6
    check_6 || stop 'Install that version of Python by hand, and run the step again.'
fi

# 7. Install 2 packages
check_7() {
    /opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python -c 'import sys; from importlib.metadata import version as v; lines = (l.partition("==") for l in open(sys.argv[1])); sys.exit(any(v(n) != w.strip() for n, p, w in lines if p))' /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt 2>/dev/null
}
run_7() {
    printf '%s\n' \
    f==1.0 \
    'd @ https://example.com/'\''$(touch%20owned)'\''.zip' > /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt
    /opt/lifeboat/01khn5qk8t0000000000000001/tool/bin/uv pip install --quiet --python /opt/lifeboat/01khn5qk8t0000000000000001/env/bin/python --no-deps --no-index --find-links '/wheels/$(touch owned)' -r /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt
}
say '7/11 Install 2 packages'
if check_7; then
    say '   is done'
else
    run_7
    check_7 || stop 'Where a version is withdrawn, take the next one for that package alone: change its line in /opt/lifeboat/01khn5qk8t0000000000000001/requirements.txt and install again.'
fi

# 8. Put the data set in place
check_8() {
    [ -e '/data/
"$(touch owned)"/data.yaml' ]
}
say '8/11 Put the data set in place'
if check_8; then
    say '   is done'
else
    stop 'Bring the data set to that path, or make the plan again with its place (--data FILE).'
fi

# 9. Restore src/'; touch owned; '\u{a}# $(touch owned) `touch owned` {{steps}} <b>[x](y)
check_9() {
    [ -e /opt/lifeboat/01khn5qk8t0000000000000001/restored-fcf0495dcd8a ] && [ -s '/data/$(touch owned) '\''run'\''
`touch owned`/weights/$(touch owned) '\''
.pt' ]
}
run_9() {
    lifeboat restore 01khn5qk8t0000000000000001 --point fcf0495dcd8a7ecd5ef9c94ca857440ba6066165ca7f1a0caa4977fc958c8904 --from disk --to '/data/$(touch owned) '\''run'\''
`touch owned`' --policy '/etc/$(touch owned)
'\''.yaml'
    : > /opt/lifeboat/01khn5qk8t0000000000000001/restored-fcf0495dcd8a
}
say '9/11 Restore src/'\''; touch owned; '\''\u{a}# $(touch owned) `touch owned` {{steps}} <b>[x](y)'
if check_9; then
    say '   is done'
else
    run_9
    check_9 || stop 'Without the policy: `lifeboat restore 01khn5qk8t0000000000000001 --point fcf0495dcd8a7ecd5ef9c94ca857440ba6066165ca7f1a0caa4977fc958c8904 --vault '\''/vault '\''\'\'''\''$(touch owned)'\''\'\'''\''\u{a}`touch owned`'\'' --to '\''/data/$(touch owned) '\''\'\'''\''run'\''\'\'''\''\u{a}`touch owned`'\''`. Without Lifeboat: `sh '\''/vault '\''\'\'''\''$(touch owned)'\''\'\'''\''\u{a}`touch owned`/recovery/break-glass.sh'\'' restore fcf0495dcd8a7ecd5ef9c94ca857440ba6066165ca7f1a0caa4977fc958c8904 '\''/data/$(touch owned) '\''\'\'''\''run'\''\'\'''\''\u{a}`touch owned`'\''`.'
fi

# 10. Go on with the training
check_10() {
    kill -0 "$(cat /opt/lifeboat/01khn5qk8t0000000000000001/resume.pid 2>/dev/null)" 2>/dev/null || grep -q -F -e 'from epoch 43 to' /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>/dev/null
}
run_10() {
    mkdir -p '/mnt/'\''$(touch owned)'\''
'
    [ -e '/mnt/'\''$(touch owned)'\''
/exp1' ] || ln -sT '/data/$(touch owned) '\''run'\''
`touch owned`' '/mnt/'\''$(touch owned)'\''
/exp1'
    PATH=/opt/lifeboat/01khn5qk8t0000000000000001/env/bin:"$PATH" nohup yolo train resume 'model=/data/$(touch owned) '\''run'\''
`touch owned`/weights/$(touch owned) '\''
.pt' 'data=/data/
"$(touch owned)"/data.yaml' 'save_dir=/data/$(touch owned) '\''run'\''
`touch owned`' 'device=0'\''; touch owned' > /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>&1 & echo "$!" > /opt/lifeboat/01khn5qk8t0000000000000001/resume.pid
}
say '10/11 Go on with the training'
if [ "${LIFEBOAT_RESUME:-yes}" = no ]; then
    say '   left out'
elif check_10; then
    say '   is done'
else
    run_10
    check_10 || stop 'Read /opt/lifeboat/01khn5qk8t0000000000000001/resume.log.'
fi

# 11. See that it really resumed
check_11() {
    grep -q -F -e 'from epoch 43 to' /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>/dev/null
}
run_11() {
    i=0; until grep -q -F -e 'from epoch 43 to' /opt/lifeboat/01khn5qk8t0000000000000001/resume.log 2>/dev/null || ! kill -0 "$(cat /opt/lifeboat/01khn5qk8t0000000000000001/resume.pid 2>/dev/null)" 2>/dev/null || [ "$i" -ge 180 ]; do i=$((i + 1)); sleep 5; done
}
say '11/11 See that it really resumed'
if [ "${LIFEBOAT_RESUME:-yes}" = no ]; then
    say '   left out'
elif check_11; then
    say '   is done'
else
    run_11
    check_11 || stop 'Stop the process: it may be training from the start. Read /opt/lifeboat/01khn5qk8t0000000000000001/resume.log; see that data set and packages are those recorded.'
fi

say 'Done: src/'\''; touch owned; '\''\u{a}# $(touch owned) `touch owned` {{steps}} <b>[x](y) is at /data/$(touch owned) '\''run'\''\u{a}`touch owned`.'
