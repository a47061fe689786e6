// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/build.hpp"

#include "models/graph/families.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <vector>

namespace plimsoll::models {
namespace {

/// Whether d devices can share these layers: each gets as many heads, whole KV heads or a copy of one, and as many
/// features of the feed-forward networks.
bool divides(const Layers& layers, std::uint32_t features, std::uint32_t devices) {
    const bool kv = layers.kv_heads % devices == 0 || devices % layers.kv_heads == 0;
    return layers.heads % devices == 0 && kv && features % devices == 0;
}

struct CanSplit {
    std::uint32_t devices;

    bool operator()(const Encoder& model) const {
        return !model.bottleneck && divides(model.layers, model.layers.intermediate, devices);
    }
    bool operator()(const Decoder& model) const {
        return divides(model.layers, model.experts ? model.experts->intermediate : model.layers.intermediate, devices);
    }
    bool operator()(const VisionTransformer& model) const {
        return divides(model.layers, model.layers.intermediate, devices);
    }
    bool operator()(const Convolutional&) const { return false; }
    bool operator()(const EncoderDecoder& model) const {
        return divides(model.encoder, model.encoder.intermediate, devices) &&
               divides(model.decoder, model.decoder.intermediate, devices);
    }
};

void check_split(const Model& model, std::uint32_t devices) {
    const auto can = [&](std::uint32_t count) { return count == 1 || std::visit(CanSplit{count}, model.architecture); };
    if (devices >= 1 && can(devices)) return;
    constexpr std::uint32_t kMostTried = 64;
    std::string works;
    for (std::uint32_t count = 1; count <= kMostTried; ++count)
        if (can(count)) works += fmt::format("{}{}", works.empty() ? "" : ", ", count);
    throw InputError(Problem{"", 0, "",
                             fmt::format("{} cannot be split among {} devices: the heads, the KV heads and the "
                                         "feed-forward features must divide evenly",
                                         model.name, devices),
                             "these numbers of devices work: " + works});
}

/// Whole layers on every stage.
void check_stages(const Model& model, const GraphOptions& options) {
    if (options.pipeline_parallel == 1) return;
    const auto* decoder = std::get_if<Decoder>(&model.architecture);
    if (decoder == nullptr)
        throw InputError(Problem{
            "", 0, "", fmt::format("{} is no decoder, which alone are split into stages", model.name), "1 works"});
    if (options.pipeline_parallel < 1 || options.pipeline_parallel > decoder->layers.count)
        throw InputError(Problem{"", 0, "",
                                 fmt::format("{} has {} layers, which {} stages cannot share", model.name,
                                             decoder->layers.count, options.pipeline_parallel),
                                 fmt::format("up to {} work", decoder->layers.count)});
}

}  // namespace

OperatorGraph build_graph(const Model& model, const GraphOptions& options) {
    check_split(model, options.tensor_parallel);
    check_stages(model, options);
    return std::visit([&](const auto& architecture) { return graph_of(architecture, options); }, model.architecture);
}

}  // namespace plimsoll::models
