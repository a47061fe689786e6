// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_cache.hpp"

#include "scenarios/input_error.hpp"
#include "sim/measured/contradiction.hpp"
#include "sim/measured/run_result_codec.hpp"

#include <fmt/format.h>

namespace plimsoll::sim {

namespace {

/// What is wrong with a result that was kept; nothing where it can be believed.
std::optional<std::string> fault_of(const Bytes& kept, std::size_t pools) {
    try {
        return results::contradiction(results::decode(kept), pools);
    } catch (const IoError& error) {
        return error.what();
    }
}

}  // namespace

std::optional<Bytes> RunCache::find(const std::optional<std::string>& key, std::size_t pools) {
    if (store_ == nullptr || !key) return {};
    auto found = store_->find(*key);
    if (!found) return {};
    const auto fault = fault_of(*found, pools);
    if (!fault) return found;
    remarks_.push_back(fmt::format("{} of the cache is damaged and was dropped, its simulation runs again: {}",
                                   store_->drop(*key), *fault));
    return {};
}

void RunCache::keep(const std::optional<std::string>& key, const SimulatedRun& run) {
    if (store_ == nullptr || !key || full_) return;
    try {
        store_->keep(*key, run.here ? results::encode(*run.here) : run.bytes);
    } catch (const IoError& error) {
        full_ = true;
        remarks_.push_back(fmt::format("the cache keeps nothing new: {}", error.what()));
    }
}

}  // namespace plimsoll::sim
