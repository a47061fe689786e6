// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/model_works.hpp"

#include "models/graph/build.hpp"
#include "models/spec/model_file.hpp"
#include "scenarios/data_folder.hpp"

#include <cmath>

namespace plimsoll::measure {

using models::Precision;
using models::Work;

namespace {

void make_whole(Work& work) {
    if (auto* gemm = std::get_if<models::Gemm>(&work.shape)) {
        gemm->groups = std::ceil(gemm->groups);
        gemm->m = std::ceil(gemm->m);
    } else if (auto* attention = std::get_if<models::Attention>(&work.shape)) {
        attention->query = std::ceil(attention->query);
        attention->span = std::ceil(attention->span);
    } else if (auto* stream = std::get_if<models::Stream>(&work.shape)) {
        stream->rows = std::ceil(stream->rows);
    }
}

}  // namespace

ModelWorks::ModelWorks(const ModelChoice& choice) : sixteen_bits_(choice.sixteen_bits) {
    const auto model = models::find_model(choice.model, scenarios::data_folder() / "models" / "zoo");
    graph_ = std::make_shared<const models::OperatorGraph>(models::build_graph(model, {choice.precision}));
    generates_ = models::is_generative(model);
    max_tokens_ = models::max_tokens_of(model);
}

std::vector<Work> ModelWorks::step(std::uint32_t sequences, std::uint32_t tokens, std::uint32_t context) const {
    const models::StepSize step{static_cast<double>(sequences), static_cast<double>(tokens),
                                static_cast<double>(context)};
    std::vector<Work> works;
    works.reserve(graph_->size());
    for (std::size_t vertex = 0; vertex < graph_->size(); ++vertex) {
        const auto& op = graph_->at(vertex);
        if (!op.runs_in(step)) continue;
        auto work = work_of(op, step);
        if (work.precision == Precision::fp16) work.precision = sixteen_bits_;
        make_whole(work);
        works.push_back(work);
    }
    return works;
}

}  // namespace plimsoll::measure
