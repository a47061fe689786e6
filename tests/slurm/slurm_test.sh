#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# A sweep as an array job of a Slurm of its own: a controller and two node daemons on loopback, one of which is killed
# in the middle. The parts, merged, are the very bytes of the sweep on one machine.
# usage: slurm_test.sh PLIMSOLL SOURCES
set -euo pipefail

program=$(realpath "$1")
sources=$(realpath "$2")
folder=$(mktemp -d)
readonly program sources folder
daemons=()

end() {
    local status=$?
    if [[ $status != 0 ]]; then tail -n 40 "$folder"/*.log >&2 || true; fi
    for pid in "${daemons[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${daemons[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$folder"
    exit "$status"
}
trap end EXIT

fail() {
    echo "$*" >&2
    exit 1
}

# So many ports that are free now.
free_ports() {
    python3 - "$1" <<'PYTHON'
import socket, sys
sockets = [socket.socket() for _ in range(int(sys.argv[1]))]
for each in sockets:
    each.bind(("127.0.0.1", 0))
print(*(each.getsockname()[1] for each in sockets))
PYTHON
}

# wait_until SECONDS COMMAND...
wait_until() {
    local left=$(($1 * 5))
    shift
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [[ $left -gt 0 ]] || fail "not in time: $*"
        sleep 0.2
    done
}

read -r controller_port first_port second_port <<<"$(free_ports 3)"
user=$(id -un)
host=$(hostname -s)
mkdir -p "$folder"/{state,spool-one,spool-two,work}
chmod 755 "$folder"

# Who is allowed to speak: munge with a key and a socket of this test.
head -c 1024 /dev/urandom >"$folder/munge.key"
chmod 600 "$folder/munge.key"
munged --foreground --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" \
    --pid-file="$folder/munge.pid" --log-file="$folder/munge.log" --seed-file="$folder/munge.seed" \
    >"$folder/munged.out.log" 2>&1 &
daemons+=($!)
wait_until 10 test -S "$folder/munge.socket"

cat >"$folder/slurm.conf" <<CONF
ClusterName=plimsoll
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$controller_port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool-%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd-%n.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=0
SlurmdTimeout=10
MessageTimeout=5
KillWait=2
ReturnToService=2
NodeName=one NodeHostname=$host NodeAddr=127.0.0.1 Port=$first_port CPUs=1
NodeName=two NodeHostname=$host NodeAddr=127.0.0.1 Port=$second_port CPUs=1
PartitionName=all Nodes=one,two Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$folder/slurm.conf

slurmctld -D -f "$SLURM_CONF" >"$folder/slurmctld.out.log" 2>&1 &
daemons+=($!)
slurmd -D -N one -f "$SLURM_CONF" >"$folder/slurmd-one.out.log" 2>&1 &
daemons+=($!)
slurmd -D -N two -f "$SLURM_CONF" >"$folder/slurmd-two.out.log" 2>&1 &
second=$!
daemons+=("$second")
both_are_up() { [[ $(sinfo -h -N -o %t | sort -u) == idle ]]; }
wait_until 60 both_are_up

# A sweep in six parts, each of which says where it runs.
export PATH=${program%/*}:$PATH
cd "$folder/work"
cp "$sources/scenarios/side-project.json" .
sweep=(sweep side-project.json --over /workload/load=0.25..8:log:300)
plimsoll "${sweep[@]}" -o whole.sqlite --progress none 2>/dev/null
plimsoll "${sweep[@]}" -o out.sqlite --emit slurm --parts 6 --jobs 1 >sweep.sh
sed -i 's|^exec plimsoll|echo "$SLURM_ARRAY_TASK_ID $SLURMD_NODENAME $PPID $$" >>tasks\nexec plimsoll|' sweep.sh
sh sweep.sh

# The second node is lost while it works: its daemon, the step of its job, and the job.
has_begun_on_two() {
    local part
    part=$(awk '$2 == "two" {print $1; exit}' tasks) && [[ -n $part ]] && [[ -s out.part-$part.sqlite ]] &&
        [[ $(plimsoll query "out.part-$part.sqlite" 'SELECT count(*) > 0 AS n FROM points' | tail -n 1) == 1 ]]
}
wait_until 60 has_begun_on_two
kill -KILL "$second"
read -r lost _ step job <<<"$(awk '$2 == "two"' tasks | tail -n 1)"
kill -KILL "$step" "$job" 2>/dev/null || true

# Slurm lets what it requeues rest for two minutes; nobody needs to wait for that here.
is_merged() {
    local waiting
    for waiting in $(squeue -h -r -t PD -o '%i %r' | awk '$2 == "BeginTime" {print $1}'); do
        scontrol update JobId="$waiting" StartTime=now || true
    done
    [[ -s out.sqlite ]]
}
wait_until 400 is_merged
is_over() { [[ -z $(squeue -h) ]]; }
wait_until 60 is_over
[[ $(awk -v part="$lost" '$1 == part' tasks | wc -l) -ge 2 ]] ||
    fail "part $lost was not run again: $(cat tasks)"
cmp out.sqlite whole.sqlite || fail "the merged parts are not the sweep of one machine"
echo "part $lost was lost with its node, run again, and all is as on one machine"
