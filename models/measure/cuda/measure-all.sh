#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# Everything that docs/gpu-measurements.md asks of one GPU, in one call, on a machine with the CUDA toolkit and g++ alone:
#   OUT=results models/measure/cuda/measure-all.sh PLAN...
# builds plimsoll-measure-cuda for this GPU, checks its operators against plain loops, and measures each plan, which
# `plimsoll-profile plan` wrote elsewhere. $OUT then holds check.txt, and per plan NAME.plan.txt and NAME.results.txt, for
# `plimsoll-profile assemble`. Where plimsoll-profile is in the PATH, the profiles are assembled here, and with plimsoll
# beside it a served model is compared with its simulation.
# Environment: OUT, the folder for the results (required); DEVICE, the number of the GPU (0); SERVE, models to serve
# ("bert-base"); PLIMSOLL_CUDA_ARCHITECTURES as in build.sh, default: that of the GPU.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
device=${DEVICE:-0}
[[ -n ${OUT:-} ]] || { echo "measure-all.sh: set OUT to the folder for the results" >&2; exit 2; }
(($# > 0)) || { echo "measure-all.sh: name the plans; plimsoll-profile plan writes them" >&2; exit 2; }
for plan in "$@"; do [[ -r $plan ]] || { echo "measure-all.sh: cannot read $plan" >&2; exit 3; }; done
mkdir -p "$OUT"

if [[ -z ${PLIMSOLL_CUDA_ARCHITECTURES:-} ]] && command -v nvidia-smi >/dev/null; then
    capability=$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader -i "$device" | tr -d '. ')
    export PLIMSOLL_CUDA_ARCHITECTURES=$capability
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=$work/plimsoll-measure-cuda
"$here/build.sh" "$program"

echo "checking the operators" >&2
"$program" --device "$device" --check >"$OUT/check.txt" ||
    { echo "measure-all.sh: an operator is wrong, nothing was measured; see $OUT/check.txt" >&2; exit 1; }

for plan in "$@"; do
    name=$(basename "$plan" .txt)
    name=${name%.plan}
    echo "measuring $name: $(grep -cv '^[@#]' "$plan") operators" >&2
    cp "$plan" "$OUT/$name.plan.txt"
    "$program" --device "$device" "$plan" >"$OUT/$name.results.txt" ||
        echo "measure-all.sh: $name ended early; what was measured is kept" >&2
    if command -v plimsoll-profile >/dev/null; then
        plimsoll-profile assemble --plan "$plan" --results "$OUT/$name.results.txt" --out "$OUT/$name.json" ||
            echo "measure-all.sh: $name makes no whole profile" >&2
    fi
done

if command -v plimsoll-profile >/dev/null && command -v plimsoll >/dev/null; then
    export PATH=$work:$PATH
    for model in ${SERVE:-bert-base}; do
        profile=$OUT/$model.json
        [[ -r $profile ]] || continue
        plimsoll-profile serve-check --device "cuda:$device" --model "$model" --precision fp16 --profile "$profile" \
            --requests 2000 >"$OUT/$model.serve-check.txt" ||
            echo "measure-all.sh: serve-check of $model failed" >&2
    done
fi
