// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/families.hpp"
#include "models/graph/graph_builder.hpp"

namespace plimsoll::models {
namespace {

using Value = GraphBuilder::Value;

constexpr Length square(double side) { return {side * side, 0, 0}; }

/// A map of features: `side` x `side` positions of `channels`.
struct Features {
    Value value;
    double side = 1;
    double channels = 1;
};

/// He et al. 2016, figure 5 right: 1x1, 3x3, 1x1, and a shortcut that is mapped where the size changes. Batch norm is
/// folded into the convolution before it, and has a scale and a shift per channel; the last convolution adds the
/// shortcut, whose one more read is not counted.
Features bottleneck(GraphBuilder& builder, const Features& in, double width, double out_channels, double stride) {
    const double side = in.side / stride;
    const auto narrow = builder.linear("1x1 convolution, in", square(in.side), in.channels, width, 2 * width, in.value);
    const auto middle = builder.linear("3x3 convolution", square(side), 9 * width, width, 2 * width, narrow);
    auto shortcut = in.value;
    if (in.channels != out_channels)
        shortcut =
            builder.linear("shortcut convolution", square(side), in.channels, out_channels, 2 * out_channels, shortcut);
    const auto wide = builder.adding_linear("1x1 convolution, out", square(side), width, out_channels, 2 * out_channels,
                                            middle, shortcut);
    return {wide, side, out_channels};
}

}  // namespace

OperatorGraph graph_of(const Convolutional& model, const GraphOptions& options) {
    GraphBuilder builder(options, model.stages.size() * 32U + 8U);
    const double stem = model.stem;
    double side = model.image / 2.0;
    const auto first = builder.input_linear("7x7 convolution", square(side), 49.0 * model.channels, stem, 2 * stem);
    const auto pooled =
        builder.stream("maximum pooling", StreamKind::pooling, square(side), stem, first, {square(side / 2), stem});
    Features features{pooled, side / 2, stem};
    int layer = 0;
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        const double width = model.stages[stage].width;
        for (std::uint32_t block = 0; block < model.stages[stage].blocks; ++block) {
            builder.set_layer(layer++);
            const double stride = stage > 0 && block == 0 ? 2 : 1;
            features = bottleneck(builder, features, width, model.expansion * width, stride);
        }
    }
    builder.set_layer(-1);
    const double channels = features.channels;
    const auto mean = builder.stream("average pooling", StreamKind::pooling, square(features.side), channels,
                                     features.value, {{1, 0, 0}, channels});
    const double classes = model.classes;
    if (model.classes > 0) builder.head("classifier", {1, 0, 0}, channels, classes, classes, channels * classes, mean);
    return builder.take();
}

}  // namespace plimsoll::models
