// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/grid.hpp"

#include "models/measure/model_works.hpp"
#include "models/measure/work_text.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace plimsoll::measure {

using models::Work;

namespace {

constexpr int kRefinements = 2;  // then neighbours differ by at most a quarter
constexpr std::uint32_t kLeastTokens = 16;
constexpr std::uint32_t kLeastContext = 128;

/// Sizes of a step; what they mean is the family's business.
struct Point {
    std::uint32_t x;
    std::uint32_t y;
};
/// All steps with x from one axis and y from another.
struct Family {
    std::vector<std::uint32_t> x;
    std::vector<std::uint32_t> y;
    std::function<std::vector<Work>(Point)> works;
};

class Builder {
public:
    void add(const std::vector<Family>& families) {
        open();
        for (const auto& family : families)
            for (const auto x : family.x) row(family, x, family.y);
        close();
        auto current = families;
        for (int level = 0; level < kRefinements; ++level) refine(current);
    }
    Plan take() { return std::move(plan_); }

private:
    void refine(std::vector<Family>& families) {
        for (auto& family : families)
            for (const auto x : midpoints(family.x)) {
                open();
                row(family, x, family.y);
                close();
                family.x.insert(std::lower_bound(family.x.begin(), family.x.end(), x), x);
            }
        for (auto& family : families)
            for (const auto y : midpoints(family.y)) {
                open();
                for (const auto x : family.x) row(family, x, {y});
                close();
                family.y.insert(std::lower_bound(family.y.begin(), family.y.end(), y), y);
            }
    }
    void row(const Family& family, std::uint32_t x, const std::vector<std::uint32_t>& ys) {
        for (const auto y : ys)
            for (const auto& work : family.works({x, y}))
                if (known_.insert(text_of(work)).second) stage_.push_back(work);
    }
    void open() { stage_.clear(); }
    void close() {
        if (!stage_.empty()) plan_.stages.push_back(stage_);
    }

    Plan plan_;
    Stage stage_;
    std::set<std::string> known_;
};

std::uint32_t limited(std::uint32_t wanted, std::uint32_t usual, std::uint32_t possible) {
    return std::min(wanted == 0 ? usual : wanted, possible);
}

std::vector<Family> families_of(const GridRequest& request, const std::string& model, models::Precision precision) {
    constexpr std::uint32_t kUsualTokens = 2048;
    constexpr std::uint32_t kUsualContext = 8192;
    const ModelWorks works({model, precision, request.sixteen_bits});
    const auto step = [works](std::uint32_t batch, std::uint32_t fresh, std::uint32_t cached) {
        return works.step(batch, fresh, cached);
    };
    const auto sequences = coarse_axis(1, request.max_batch);
    if (works.max_tokens() == 0) return {{sequences, {1}, [=](Point point) { return step(point.x, point.y, 0); }}};
    const auto tokens = coarse_axis(kLeastTokens, limited(request.max_tokens, kUsualTokens, works.max_tokens()));
    if (!works.generates()) return {{sequences, tokens, [=](Point point) { return step(point.x, point.y, 0); }}};

    const auto spans = coarse_axis(kLeastContext, limited(request.max_context, kUsualContext, works.max_tokens()));
    auto cached = spans;
    cached.insert(cached.begin(), 0);
    return {{sequences, spans, [=](Point point) { return step(point.x, 1, point.y - 1); }},
            {tokens, cached, [=](Point point) { return step(1, point.x, point.y); }}};
}

/// Without a model: square products and those of a feed-forward network, attention and streams for hidden sizes of
/// common models; x is the hidden size, y the rows.
std::vector<Family> general_families(const GridRequest& request, models::Precision precision) {
    constexpr std::uint32_t kLeastHidden = 256;
    constexpr std::uint32_t kMostHidden = 4096;
    constexpr std::uint32_t kUsualTokens = 512;
    const std::uint32_t tokens = limited(request.max_tokens, kUsualTokens, UINT32_MAX);
    const auto rows = coarse_axis(1, std::max(tokens, request.max_batch));
    const auto dense = [precision](Point point) {
        const double h = point.x;
        const double m = point.y;
        std::vector<Work> works{{models::Gemm{1, m, h, h}, precision},
                                {models::Gemm{1, m, 4 * h, h}, precision},
                                {models::Gemm{1, m, h, 4 * h}, precision}};
        using enum models::StreamKind;
        for (const auto kind : {norm, activation, gated, add, embedding, copy})
            works.push_back({models::Stream{kind, m, h}, precision});
        return works;
    };
    constexpr double kHeads = 16;
    const auto attention = [precision](Point point) {
        std::vector<Work> works;
        for (const double depth : {64.0, 128.0}) {
            works.push_back({models::Attention{static_cast<double>(point.x), static_cast<double>(point.y),
                                               static_cast<double>(point.y), kHeads, kHeads, depth, false},
                             precision});
            works.push_back({models::Attention{static_cast<double>(point.x), 1, static_cast<double>(point.y), kHeads,
                                               kHeads, depth, true},
                             precision});
        }
        return works;
    };
    return {{coarse_axis(kLeastHidden, kMostHidden), rows, dense},
            {coarse_axis(1, request.max_batch), coarse_axis(kLeastTokens, tokens), attention}};
}

}  // namespace

std::vector<std::uint32_t> coarse_axis(std::uint32_t least, std::uint32_t most) {
    std::vector<std::uint32_t> axis;
    for (std::uint64_t size = 1; size < most; size *= 2)
        if (size >= least) axis.push_back(static_cast<std::uint32_t>(size));
    axis.push_back(most);
    return axis;
}

std::vector<std::uint32_t> midpoints(const std::vector<std::uint32_t>& axis) {
    std::vector<std::uint32_t> found;
    for (std::size_t i = 1; i < axis.size(); ++i)
        if (axis[i] - axis[i - 1] > 1) found.push_back(axis[i - 1] + (axis[i] - axis[i - 1]) / 2);
    return found;
}

namespace {

/// Their operators where they are not planned yet, at the end of the coarse grid.
void add_whole_steps(const GridRequest& request, std::set<std::string>& known, Plan& plan) {
    if (plan.stages.empty()) return;
    for (const auto precision : request.precisions)
        for (const auto& model : request.models)
            for (auto& step : whole_steps_of({model, precision, request.sixteen_bits},
                                             {request.max_batch, request.max_tokens, request.max_context})) {
                for (const auto& work : step.works)
                    if (known.insert(text_of(work)).second) plan.stages.front().push_back(work);
                plan.steps.push_back(std::move(step));
            }
}

}  // namespace

Plan plan_of(const GridRequest& request) {
    // The coarse grids of all models and precisions first.
    std::vector<Plan> plans;
    for (const auto precision : request.precisions) {
        if (request.models.empty()) {
            Builder builder;
            builder.add(general_families(request, precision));
            plans.push_back(builder.take());
        }
        for (const auto& model : request.models) {
            Builder builder;
            builder.add(families_of(request, model, precision));
            plans.push_back(builder.take());
        }
    }
    std::size_t depth = 0;
    for (const auto& plan : plans) depth = std::max(depth, plan.stages.size());
    std::set<std::string> known;
    Plan merged;
    for (std::size_t level = 0; level < depth; ++level) {
        std::vector<Stage> fresh;
        for (const auto& plan : plans) {
            if (level >= plan.stages.size()) continue;
            Stage stage;
            for (const auto& work : plan.stages[level])
                if (known.insert(text_of(work)).second) stage.push_back(work);
            if (!stage.empty()) fresh.push_back(std::move(stage));
        }
        if (level == 0) {
            Stage coarse;
            for (const auto& stage : fresh) coarse.insert(coarse.end(), stage.begin(), stage.end());
            if (!coarse.empty()) merged.stages.push_back(std::move(coarse));
            add_whole_steps(request, known, merged);
        } else {
            merged.stages.insert(merged.stages.end(), fresh.begin(), fresh.end());
        }
    }
    return merged;
}

}  // namespace plimsoll::measure
