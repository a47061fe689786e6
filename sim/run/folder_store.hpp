// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/run_store.hpp"

#include <filesystem>

namespace plimsoll::sim {

/// A folder with a file for each result, which holds its key and a sum of everything in it.
class FolderStore final : public RunStore {
public:
    /// Makes the folder where it is missing. \throws IoError where that fails
    explicit FolderStore(std::filesystem::path folder);

    [[nodiscard]] std::optional<Bytes> find(std::string_view key) override;
    void keep(std::string_view key, const Bytes& result) override;
    std::string drop(std::string_view key) override;
    void trim(std::uintmax_t most_bytes) override;

private:
    [[nodiscard]] std::filesystem::path file_of(std::string_view key) const;

    std::filesystem::path folder_;
};

}  // namespace plimsoll::sim
