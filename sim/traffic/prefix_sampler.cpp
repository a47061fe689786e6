// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/prefix_sampler.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {

PrefixSampler::PrefixSampler(const scenarios::PrefixSpec& spec, std::uint64_t seed)
    : spec_(spec), draws_(seed, "prefix") {
    if (!spec_.documents) return;
    document_tokens_.emplace(spec_.documents->tokens, seed, "document-tokens");
    up_to_.reserve(spec_.documents->number);
    double sum = 0;
    for (std::uint32_t k = 1; k <= spec_.documents->number; ++k)
        up_to_.push_back(sum += std::pow(k, -spec_.documents->zipf));
}

void PrefixSampler::fill(std::span<Request> requests, SharedParts& shared) const {
    constexpr int kAboveTenants = 20;
    shared.clear();
    for (Request& request : requests) {
        const auto [has_system_prompt, has_document] = draws_.draw(request.id);
        SharedPart parts[2];
        std::size_t count = 0;
        SharedPart beginning;  // of no tokens yet
        if (spec_.system_prompt && has_system_prompt < spec_.system_prompt->share) {
            beginning.chain = 1 + (spec_.system_prompt->each_tenant ? std::uint64_t{request.tenant} : 0);
            beginning.end = spec_.system_prompt->tokens;
            parts[count++] = beginning;
        }
        if (spec_.documents && has_document < spec_.documents->share) {
            const std::uint64_t document = document_at(draws_.draw(request.id, 1).first);
            beginning.chain |= document << kAboveTenants;
            beginning.end += document_tokens_->of(document);
            if (beginning.end > (count == 0 ? 0 : parts[count - 1].end)) parts[count++] = beginning;
        }
        request.input_tokens += beginning.end;
        shared.add({parts, count});
    }
}

/// From 1 on.
std::uint64_t PrefixSampler::document_at(double uniform) const {
    const auto found = std::upper_bound(up_to_.begin(), up_to_.end() - 1, uniform * up_to_.back());
    return static_cast<std::uint64_t>(found - up_to_.begin()) + 1;
}

}  // namespace plimsoll::sim
