// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/worker_pool.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::sim {

/// Results of finished simulations, found by their key (run_key.hpp), so that nothing is simulated twice. Several
/// programs may use one store at a time. It is a convenience: what cannot be read is simulated again.
class RunStore {
public:
    virtual ~RunStore() = default;

    /// The result that was kept for just this key; nothing where there is none, or where it is damaged.
    [[nodiscard]] virtual std::optional<Bytes> find(std::string_view key) = 0;
    /// \throws IoError, as on a full disk
    virtual void keep(std::string_view key, const Bytes& result) = 0;
    /// Removes what was kept for this key, and names it for a message: its file.
    virtual std::string drop(std::string_view key) = 0;
    /// Removes what was not used for longest, where it has outgrown its size.
    virtual void trim() = 0;
};

/// The store at a place that a user names: a folder, made where it is missing. \throws IoError where that fails
[[nodiscard]] std::unique_ptr<RunStore> open_run_store(const std::string& place);

}  // namespace plimsoll::sim
