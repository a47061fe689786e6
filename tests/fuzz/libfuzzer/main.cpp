// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// libFuzzer's ends of the targets (https://llvm.org/docs/LibFuzzer.html). One program for all, as most of it is what
/// they share; PLIMSOLL_FUZZ_TARGET says which.
namespace {

const plimsoll::fuzz::Target* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const char* name = std::getenv("PLIMSOLL_FUZZ_TARGET");
    const auto all = plimsoll::fuzz::targets();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto& target) { return name != nullptr && target.name == name; });
    if (found == all.end()) {
        std::fputs("PLIMSOLL_FUZZ_TARGET must be one of:", stderr);
        for (const auto& target : all) std::fprintf(stderr, " %s", std::string(target.name).c_str());
        std::fputs("\n", stderr);
        std::exit(2);
    }
    chosen = &*found;
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen->run({reinterpret_cast<const char*>(data), size});
    return 0;
}
