#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# Everything that docs/gpu-measurements.md asks of one GPU, in one call, on a machine with the CUDA toolkit and g++ alone:
#   OUT=results models/measure/cuda/measure-all.sh [--minutes N] [PLAN...]
# builds plimsoll-measure-cuda for this GPU, checks its operators against plain loops, and measures each plan within its
# share of the minutes (default: 10, for everything). Plans are made elsewhere with `plimsoll-profile plan`; where that
# program is in the PATH, no plan need be named: one of the whole zoo is made here. $OUT then holds summary.txt,
# check.txt, and per plan NAME.plan.txt and NAME.results.txt, for `plimsoll-profile assemble`, whatever moment this is cut
# off at. Where plimsoll-profile is in the PATH, profiles are assembled here, and with plimsoll beside it a served model
# is compared with its simulation.
# Environment: OUT, the folder for the results (required); DEVICE, the number of the GPU (0); SERVE, models to serve
# ("bert-base"); CUDNN_PATH, where cuDNN is (default: the nvidia-cudnn package of python3, if any);
# PLIMSOLL_CUDA_ARCHITECTURES as in build.sh, default: that of the GPU.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
device=${DEVICE:-0}
minutes=10
plans=()
while (($# > 0)); do
    case $1 in
        --minutes) minutes=${2:?measure-all.sh: --minutes wants a number}; shift 2 ;;
        -*) echo "measure-all.sh: unknown option $1" >&2; exit 2 ;;
        *) plans+=("$1"); shift ;;
    esac
done
[[ $minutes =~ ^[1-9][0-9]*$ ]] || { echo "measure-all.sh: --minutes wants a whole number from 1 up" >&2; exit 2; }
[[ -n ${OUT:-} ]] || { echo "measure-all.sh: set OUT to the folder for the results" >&2; exit 2; }
for plan in "${plans[@]}"; do [[ -r $plan ]] || { echo "measure-all.sh: cannot read $plan" >&2; exit 3; }; done
mkdir -p "$OUT"
: >"$OUT/summary.txt"
say() { echo "$(printf '%4d s' "$SECONDS")  $*" | tee -a "$OUT/summary.txt" >&2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ((${#plans[@]} == 0)); then
    command -v plimsoll-profile >/dev/null ||
        { echo "measure-all.sh: name the plans; plimsoll-profile plan writes them, where it is" >&2; exit 2; }
    plimsoll-profile plan --model zoo --precision fp16,bf16,fp8,int8,fp32,tf32 --max-batch 128 >"$work/zoo.plan.txt"
    plans=("$work/zoo.plan.txt")
fi

# Libraries that come as packages of Python lie side by side; cuDNN loads its neighbours.
if [[ -z ${CUDNN_PATH:-} ]] && command -v python3 >/dev/null; then
    CUDNN_PATH=$(python3 -c 'import nvidia.cudnn; print(list(nvidia.cudnn.__path__)[0])' 2>/dev/null || true)
fi
if [[ -n ${CUDNN_PATH:-} ]]; then
    export CUDNN_PATH
    for folder in "$CUDNN_PATH"/lib "$CUDNN_PATH"/../*/lib; do
        if [[ -d $folder ]]; then export LD_LIBRARY_PATH=$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}; fi
    done
fi
say "cuDNN: ${CUDNN_PATH:-wherever the loader finds it}"

if [[ -z ${PLIMSOLL_CUDA_ARCHITECTURES:-} ]] && command -v nvidia-smi >/dev/null; then
    capability=$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader -i "$device" | tr -d '. ')
    export PLIMSOLL_CUDA_ARCHITECTURES=$capability
fi
program=$work/plimsoll-measure-cuda
"$here/build.sh" "$program"
say "built for ${PLIMSOLL_CUDA_ARCHITECTURES:-every architecture}"

"$program" --device "$device" --check >"$OUT/check.txt" ||
    { say "an operator is wrong, nothing was measured; see check.txt"; exit 1; }
say "$(grep -c '^ok' "$OUT/check.txt") operators are right"

# What is left of the time, less a tenth for what follows, shared by the plans that are still to come.
for i in "${!plans[@]}"; do
    plan=${plans[$i]}
    name=$(basename "$plan" .txt)
    name=${name%.plan}
    left=$((minutes * 54 - SECONDS))
    share=$((left / (${#plans[@]} - i)))
    if ((share < 1)); then share=1; fi
    sed "s/^@budget .*/@budget $share/" "$plan" >"$OUT/$name.plan.txt"
    "$program" --device "$device" "$OUT/$name.plan.txt" >"$OUT/$name.results.txt" ||
        say "$name ended early; what was measured is kept"
    say "$name: $(grep -cv '^@' "$OUT/$name.results.txt") of $(grep -cv '^[@#]' "$plan") operators," \
        "$(grep -c '^@step_s' "$OUT/$name.results.txt") whole steps"
    if command -v plimsoll-profile >/dev/null; then
        plimsoll-profile assemble --plan "$plan" --results "$OUT/$name.results.txt" --out "$OUT/$name.json" ||
            say "$name makes no whole profile"
    fi
done

if command -v plimsoll-profile >/dev/null && command -v plimsoll >/dev/null; then
    export PATH=$work:$PATH
    for model in ${SERVE:-bert-base}; do
        profile=$OUT/$model.json
        [[ -r $profile ]] || profile=$OUT/zoo.json
        [[ -r $profile ]] || continue
        plimsoll-profile serve-check --device "cuda:$device" --model "$model" --precision fp16 --profile "$profile" \
            --requests 2000 >"$OUT/$model.serve-check.txt" ||
            say "serve-check of $model failed"
    done
fi
say "done"
