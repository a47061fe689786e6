#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# Builds plimsoll-measure-cuda with nothing but the CUDA toolkit and g++.
#   models/measure/cuda/build.sh [OUTPUT]      default: plimsoll-measure-cuda in the current folder
# Environment: NVCC, the compiler; PLIMSOLL_CUDA_ARCHITECTURES, e.g. "80 90": default, every one that the toolkit knows.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=$(readlink -f "$here/../../..")
output=$(readlink -f "${1:-plimsoll-measure-cuda}")
nvcc=${NVCC:-$(command -v nvcc || echo /usr/local/cuda/bin/nvcc)}
[[ -x $nvcc ]] || { echo "build.sh: no nvcc: install the CUDA toolkit, or set NVCC" >&2; exit 1; }

known=$("$nvcc" --list-gpu-arch)
targets=()
newest=
for number in ${PLIMSOLL_CUDA_ARCHITECTURES:-75 80 86 89 90 100 120}; do
    if grep -qx "compute_$number" <<<"$known"; then
        targets+=(-gencode "arch=compute_$number,code=sm_$number")
        newest=$number
    fi
done
[[ -n $newest ]] || { echo "build.sh: $nvcc knows none of these architectures" >&2; exit 1; }
# For devices newer than the toolkit: translated by the driver.
targets+=(-gencode "arch=compute_$newest,code=compute_$newest")

# NCCL, where it is installed, adds all-reduce.
toolkit=$(dirname "$(dirname "$(readlink -f "$nvcc")")")
nccl=(-DPLIMSOLL_NCCL=0)
if echo '#include <nccl.h>' | "${CXX:-g++}" -E -x c++ -I"$toolkit/include" - >/dev/null 2>&1; then
    nccl=(-DPLIMSOLL_NCCL=1 -L"$toolkit/lib" -Xlinker -rpath,"$toolkit/lib" -lnccl)
fi

# Each file by itself, so that ccache, where it is installed, knows those that have not changed.
objects=$(mktemp -d)
export OBJECTS=$objects
trap 'rm -rf "$objects"' EXIT
compile=("$nvcc" -std=c++20 -O3 "${targets[@]}" -I. -Xcompiler -Wall,-Wextra "${nccl[0]}")
if command -v ccache >/dev/null; then compile=(ccache "${compile[@]}"); fi
cd "$root"
printf '%s\n' models/measure/cuda/*.cu models/measure/{statistics,work_text,naive}.cpp models/spec/precision.cpp |
    xargs -P "$(nproc)" -I{} sh -c 'source=$1; shift; "$@" -c "$source" -o "$OBJECTS/$(basename "$source").o"' sh {} "${compile[@]}"
"$nvcc" "${targets[@]}" "$objects"/*.o "${nccl[@]:1}" -lcublasLt -ldl -o "$output"
