// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/model_works.hpp"

#include "models/graph/build.hpp"
#include "models/spec/model_file.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <cmath>
#include <variant>

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
    if (const auto part = models::unmeasured_part(model); !part.empty())
        throw InputError(
            Problem{"", 0, "", fmt::format("{} has {}, whose kernels are not measured", model.name, part), ""});
    graph_ = std::make_shared<const models::OperatorGraph>(models::build_graph(model, {choice.precision}));
    generates_ = models::is_generative(model);
    is_decoder_ = std::holds_alternative<models::Decoder>(model.architecture);
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
        works.push_back(whole_work_of(op, step));
    }
    return works;
}

std::vector<Work> ModelWorks::step(const DecoderStep& step) const {
    const auto rows = [](std::uint32_t sequences, std::uint32_t tokens, std::uint32_t context) {
        return models::StepSize{static_cast<double>(sequences), static_cast<double>(tokens),
                                static_cast<double>(context)};
    };
    std::vector<Work> works;
    for (std::size_t vertex = 0; vertex < graph_->size(); ++vertex) {
        const auto& op = graph_->at(vertex);
        switch (models::works_on(op)) {
            case models::WorksOn::tokens:
                works.push_back(whole_work_of(op, rows(step.tokens, 1, 0)));
                break;
            case models::WorksOn::sampled:
                if (step.sampled > 0) works.push_back(whole_work_of(op, rows(step.sampled, 1, 0)));
                break;
            case models::WorksOn::attention:
                if (step.decodes > 0) works.push_back(whole_work_of(op, rows(step.decodes, 1, step.context)));
                for (const auto& part : step.prompts)
                    works.push_back(whole_work_of(op, rows(1, part.tokens, part.context)));
                break;
        }
    }
    return works;
}

Work ModelWorks::whole_work_of(const models::Operator& op, const models::StepSize& step) const {
    auto work = work_of(op, step);
    if (work.precision == Precision::fp16) work.precision = sixteen_bits_;
    make_whole(work);
    return work;
}

}  // namespace plimsoll::measure
