// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/verify.hpp"

#include <fmt/format.h>

#include <string_view>

namespace plimsoll::sim {

namespace {

bool same(const RequestRecord& a, const RequestRecord& b, Duration tolerance) {
    const auto close = [tolerance](auto x, auto y) { return (x < y ? y - x : x - y) <= tolerance; };
    const bool same_life = a.arrival == b.arrival && a.outcome == b.outcome && close(a.start, b.start) &&
                           close(a.completion, b.completion);
    if (a.outcome != Outcome::completed) return same_life;  // nobody asks where their time went
    return same_life && a.pool == b.pool && a.cold_start == b.cold_start && close(a.cold, b.cold) &&
           close(a.batching, b.batching) && close(a.first_token, b.first_token);
}

std::string describe(const RequestRecord& r) {
    const auto ns = [](SimTime t) { return t.time_since_epoch().count(); };
    return fmt::format("{} at {} ns, arrived {}, started {}, first token {}, pool {}, cold {} ns{}, batching {} ns",
                       scenarios::name_of(r.outcome), ns(r.completion), ns(r.arrival), ns(r.start), ns(r.first_token),
                       r.pool, r.cold.count(), r.cold_start ? " (cold start)" : "", r.batching.count());
}

}  // namespace

Verification verify(std::span<const RequestRecord> kernel, std::span<const RequestRecord> reference,
                    Duration tolerance) {
    Verification result;
    const auto differs = [&result](std::uint64_t id, const std::string& how) {
        if (result.differing++ == 0) result.first_difference = fmt::format("request {}: {}", id, how);
    };
    while (!kernel.empty() || !reference.empty()) {
        ++result.compared;
        if (reference.empty() || (!kernel.empty() && kernel.front().id < reference.front().id)) {
            differs(kernel.front().id, "only the kernel has it: " + describe(kernel.front()));
            kernel = kernel.subspan(1);
            continue;
        }
        if (kernel.empty() || reference.front().id < kernel.front().id) {
            differs(reference.front().id, "only the reference has it: " + describe(reference.front()));
            reference = reference.subspan(1);
            continue;
        }
        if (!same(kernel.front(), reference.front(), tolerance)) {
            differs(kernel.front().id,
                    fmt::format("kernel: {}; reference: {}", describe(kernel.front()), describe(reference.front())));
        }
        kernel = kernel.subspan(1);
        reference = reference.subspan(1);
    }
    result.passed = result.differing == 0;
    return result;
}

}  // namespace plimsoll::sim
