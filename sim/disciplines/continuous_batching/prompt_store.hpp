// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/shared_parts.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace plimsoll::sim {

/// The shared parts of prompts that are in the deployment.
class PromptStore {
public:
    using Handle = std::uint32_t;
    static constexpr Handle kNone = 0;  ///< a prompt that begins like no other

    [[nodiscard]] Handle add(std::span<const SharedPart> parts) {
        if (parts.empty()) return kNone;
        Handle handle = static_cast<Handle>(prompts_.size());
        if (unused_.empty()) {
            prompts_.emplace_back();
        } else {
            handle = unused_.back();
            unused_.pop_back();
        }
        prompts_[handle].assign(parts.begin(), parts.end());
        return handle;
    }
    [[nodiscard]] std::span<const SharedPart> of(Handle handle) const { return prompts_[handle]; }
    /// The request has left.
    void remove(Handle handle) {
        if (handle != kNone) unused_.push_back(handle);
    }

private:
    std::vector<std::vector<SharedPart>> prompts_{1};
    std::vector<Handle> unused_;
};

}  // namespace plimsoll::sim
