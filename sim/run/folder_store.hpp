// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/run_store.hpp"

#include <filesystem>

namespace plimsoll::sim {

/// A folder with a file for each result, which holds its key and a sum of everything in it. It is brought back to its
/// size when the store is closed, and by who keeps much: that looks at every file.
class FolderStore final : public RunStore {
public:
    static constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 30;

    /// Makes the folder where it is missing. \throws IoError where that fails
    explicit FolderStore(std::filesystem::path folder, std::uintmax_t most_bytes = kMostBytes);
    ~FolderStore() override;
    FolderStore(const FolderStore&) = delete;
    FolderStore& operator=(const FolderStore&) = delete;

    [[nodiscard]] std::optional<Bytes> find(std::string_view key) override;
    void keep(std::string_view key, const Bytes& result) override;
    std::string drop(std::string_view key) override;
    void trim() override;

private:
    [[nodiscard]] std::filesystem::path file_of(std::string_view key) const;

    std::filesystem::path folder_;
    std::uintmax_t most_bytes_;
    std::uintmax_t kept_bytes_ = 0;  ///< by this process since it looked
};

}  // namespace plimsoll::sim
