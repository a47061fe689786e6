#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# Makes the shipped profiles of GPUs from what was measured on them, byte for byte:
#   models/profiles/assemble.sh PLIMSOLL_PROFILE FOLDER
# writes FOLDER/nvidia-h100-80gb.json and FOLDER/nvidia-h200.json with the program PLIMSOLL_PROFILE.
# The first round of 2026-11-26, in $PLIMSOLL_RECORDED_DATA/measured, has many sizes and precisions. What was measured
# better since, in tests/data/measured, comes first: 16-bit attention with fused kernels, and whole steps (the same
# day); attention of few new tokens with the cache split between blocks, FP8 products with fast accumulation, and
# models that were left out (2026-11-27). The first round's 16-bit attention and FP8 products are left out.
set -euo pipefail

program=${1:?assemble.sh: name plimsoll-profile}
folder=${2:?assemble.sh: name the folder for the profiles}
root=$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")
first=${PLIMSOLL_RECORDED_DATA:-$root/../shared/data}/measured
second=$root/tests/data/measured
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# without_superseded PLAN RESULTS: the results, less what was measured again in another way.
without_superseded() {
    awk 'NR == FNR { if ($0 !~ /^[@#]/) works[++planned] = $0; next }
         /^@/ { print; next }
         works[++done] ~ /^(attention (fp16|bf16|int8|fp8)|gemm fp8) / { print "- measured again in another way"; next }
         { print }' "$1" "$2"
}

# make NAME DEVICE NEW OLD: NEW and OLD are names of runs, in the order in which they count.
make() {
    local name=$1 device=$2 run arguments=()
    for run in $3; do arguments+=(--plan "$second/$device/$run.plan.txt.gz" --results "$second/$device/$run.results.txt.gz"); done
    for run in $4; do
        zcat "$first/$device/$run.plan.txt.gz" >"$work/$device-$run.plan.txt"
        zcat "$first/$device/$run.results.txt.gz" >"$work/all"
        without_superseded "$work/$device-$run.plan.txt" "$work/all" >"$work/$device-$run.results.txt"
        arguments+=(--plan "$work/$device-$run.plan.txt" --results "$work/$device-$run.results.txt")
    done
    "$program" assemble "${arguments[@]}" --date 2026-11-27 --source "plimsoll-measure-cuda 0.1.0, the Plimsoll authors" \
        --out "$folder/$name.json"
}

make nvidia-h100-80gb h100 "chunk fp8 llama-2-70b zoo" "llama-3.1-8b bert-minilm encoders decoders vision whisper"
make nvidia-h200 h200 "chunk fp8 encoders zoo" "llama-3.1-8b bert-minilm decoders"
