// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/worker_pool.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace plimsoll::sim {

/// Results of simulations in a folder, found by their key (run_key.hpp), so that nothing is simulated twice. Several
/// programs may use one folder at a time. It is a convenience: what cannot be read is simulated again.
class RunStore {
public:
    /// Makes the folder where it is missing. \throws IoError where that fails
    explicit RunStore(std::filesystem::path folder);

    /// The result that was kept for just this key; nothing where there is none, or where its file is damaged.
    [[nodiscard]] std::optional<Bytes> find(std::string_view key) const;
    /// \throws IoError, as on a full disk
    void keep(std::string_view key, const Bytes& result) const;
    /// Removes what was kept for this key, and tells which file that was.
    std::filesystem::path drop(std::string_view key) const;
    /// Removes what was not used for longest, until at most `most_bytes` are left.
    void trim(std::uintmax_t most_bytes) const;

private:
    [[nodiscard]] std::filesystem::path file_of(std::string_view key) const;

    std::filesystem::path folder_;
};

}  // namespace plimsoll::sim
