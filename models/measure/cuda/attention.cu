// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/attention_data.cuh"
#include "models/measure/cuda/timing.cuh"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::measure::cuda {

using models::Attention;
using models::Precision;

AttentionData::AttentionData(const Device& where, const AttentionSizes& counts, Storage stored)
    : device(where),
      sizes(counts),
      storage(stored),
      query(random_values(where, stored, counts.asked(), 1)),
      result(counts.asked() * bytes_of(stored)) {
    const std::size_t bytes = 2 * counts.cached() * bytes_of(stored);
    const std::size_t copies = counts.query == 1 ? where.cold_copies(bytes) : 1;
    for (std::uint32_t i = 0; i < copies; ++i) {
        keys.push_back(random_values(where, stored, counts.cached(), 2 + 2 * i));
        values.push_back(random_values(where, stored, counts.cached(), 3 + 2 * i));
    }
}

std::vector<std::vector<float>> AttentionData::inputs() const {
    return {download(device, query, storage, sizes.asked()), download(device, keys.front(), storage, sizes.cached()),
            download(device, values.front(), storage, sizes.cached())};
}

std::vector<float> AttentionData::output() const { return download(device, result, storage, sizes.asked()); }

namespace {

using Maker = std::function<std::unique_ptr<Kernel>(std::shared_ptr<const AttentionData>)>;

/// What the device's choice leaves.
std::vector<Maker> makers_of(AttentionChoice choice, const AttentionSizes& sizes, Precision precision) {
    const Maker own = sizes.query == 1 ? make_decode_attention : make_fused_attention;
    const Maker unfused = [precision](std::shared_ptr<const AttentionData> data) {
        return make_unfused_attention(std::move(data), precision == Precision::tf32);
    };
    switch (choice) {
        case AttentionChoice::cudnn:
            return {make_cudnn_attention};
        case AttentionChoice::own:
            return {own};
        case AttentionChoice::split:
            return {make_split_attention};
        case AttentionChoice::unfused:
            return {unfused};
        case AttentionChoice::fastest:
            break;
    }
    return {make_cudnn_attention, own, make_split_attention, unfused};
}

/// Of those that can, the one that took the least time in a few runs.
std::unique_ptr<Kernel> fastest(const Device& device, const std::vector<Maker>& makers,
                                const std::shared_ptr<const AttentionData>& data) {
    constexpr Effort kFew{3, 5, 0.005, 0.02};
    std::unique_ptr<Kernel> best;
    std::optional<double> least;
    std::string reasons;
    for (const auto& make : makers) {
        try {
            auto kernel = make(data);
            if (makers.size() == 1) return kernel;
            const double seconds = time_kernel(device, *kernel, kFew).median;
            if (least && *least <= seconds) continue;
            least = seconds;
            best = std::move(kernel);
        } catch (const Unsupported& error) {
            reasons += (reasons.empty() ? "" : "; ") + std::string(error.what());
        } catch (const CudaError&) {
            if (!out_of_memory()) throw;
            reasons += std::string(reasons.empty() ? "" : "; ") + "its scores do not fit the device's memory";
        }
    }
    if (!best) throw Unsupported(reasons);
    return best;
}

}  // namespace

std::unique_ptr<Kernel> make_attention(const Device& device, const Attention& attention, Precision precision) {
    const AttentionSizes sizes(attention);
    const auto data = std::make_shared<const AttentionData>(device, sizes, activation_storage(precision));
    return fastest(device, makers_of(device.attention(), sizes, precision), data);
}

}  // namespace plimsoll::measure::cuda
