// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/device.hpp"
#include "models/step_time/kv_cache.hpp"

#include <string>

/// Whether the memory of a server holds the longest sequence, and what would.
namespace plimsoll::sim {

/// What a program finds on the device: less than the datasheet says, where that is known.
[[nodiscard]] double found_bytes(const models::Device& device);

/// The division of the memory as a sentence.
[[nodiscard]] std::string sum_text(const models::KvCacheSize& size);

/// Of a server whose memory holds fewer than the least blocks: by how much, and which number of devices, precision,
/// device or length would do, each with all else as it is. `device`: the one it has, by which precisions are known;
/// null: any.
[[nodiscard]] std::string what_would_fit(const models::Model& model, const models::KvCacheOptions& options,
                                         const models::Device* device, const models::Devices& devices);

}  // namespace plimsoll::sim
