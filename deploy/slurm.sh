#!/bin/bash
# A billing run as a Slurm array job: a task for each part, then one that joins them.
#
#   parts=8
#   id=$(sbatch --parsable --array=0-$((parts - 1)) deploy/slurm.sh TEMPLATE RECORDS RUN $parts)
#   sbatch --dependency=afterok:"$id" --wrap 'fatura merge RUN/part-* -o RUN/whole || [ $? -eq 3 ]'
#
# All nodes see TEMPLATE, RECORDS, RUN and the same `fatura`. A task whose node dies is put into the queue again by
# Slurm and goes on in its part's folder; so does one that is submitted again with --array=3, as the count is said.
#SBATCH --job-name=fatura
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
# Two minutes before the time is up: shards in flight are ended.
#SBATCH --signal=B:TERM@120

[[ $# -eq 4 ]] || {
    echo "usage: sbatch --array=0-\$((PARTS - 1)) $0 TEMPLATE RECORDS RUN PARTS" >&2
    exit 1
}
template=$1 records=$2 run=$3 parts=$4

trap 'kill -TERM "$fatura"' TERM
"${FATURA:-fatura}" batch "$template" "$records" -o "$run/part-$SLURM_ARRAY_TASK_ID" \
    --shard "auto/$parts" --workers "${SLURM_CPUS_PER_TASK:-2}" &
fatura=$!
wait "$fatura"
code=$?
# A signal ends the waiting, not the run.
while kill -0 "$fatura" 2>/dev/null; do
    wait "$fatura"
    code=$?
done

case $code in
0 | 3) exit 0 ;; # 3: some records are in the quarantine; the part is done
6 | 7) # a file could not be read or written, or told to end: once more, five times at the most
    [[ ${SLURM_RESTART_COUNT:-0} -ge 5 ]] || scontrol requeue "$SLURM_JOB_ID" ;;
esac
exit "$code"
