// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/kernel_law.hpp"

#include "models/profile/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace plimsoll::models {
namespace {

constexpr int kRegimeSteps = 12;
/// No kernel is faster; keeps logarithms finite where a law has no overhead and the work no bytes.
constexpr double kLeastSeconds = 1e-9;

double roofline(const Terms& terms, const Terms& features) {
    return terms[0] + std::max(terms[1] * features[1], terms[2] * features[2]);
}

double sum(const Terms& terms, const Terms& features) {
    return terms[0] * features[0] + terms[1] * features[1] + terms[2] * features[2] + terms[3] * features[3];
}

}  // namespace

bool is_decode(const Work& work) {
    const auto* attention = std::get_if<Attention>(&work.shape);
    return attention != nullptr && attention->query == 1;
}

KernelLaw::Form KernelLaw::form_of(std::span<const Sample> samples) {
    if (std::holds_alternative<Gemm>(samples.front().work.shape)) return Form::roofline;
    if (!std::holds_alternative<Attention>(samples.front().work.shape)) return Form::bytes;
    const bool decode =
        std::all_of(samples.begin(), samples.end(), [](const Sample& sample) { return is_decode(sample.work); });
    return decode ? Form::decode : Form::prefill;
}

Terms KernelLaw::features(Form form, const Work& work) {
    switch (form) {
        case Form::roofline:
        case Form::prefill:
            return {1, flops_of(work), bytes_of(work), 0};
        case Form::decode: {
            const auto& attention = std::get<Attention>(work.shape);
            return {1, bytes_of(work), attention.sequences, attention.span};
        }
        case Form::bytes:
            return {1, bytes_of(work), 0, 0};
    }
    return {};
}

/// The maximum makes the law piecewise linear: given which samples are bound by what, it is a linear fit; given the
/// fit, the samples' bounds follow. Starts from the best rate and bandwidth seen.
Terms KernelLaw::fit_roofline(std::span<const Sample> samples) {
    Terms terms{0, std::numeric_limits<double>::max(), std::numeric_limits<double>::max(), 0};
    for (const auto& sample : samples)
        for (const std::size_t i : {1, 2})
            terms.at(i) = std::min(terms.at(i), sample.seconds / features(Form::roofline, sample.work).at(i));
    const Terms best_seen = terms;
    std::vector<Equation> equations(samples.size());
    for (int step = 0; step < kRegimeSteps; ++step) {
        for (std::size_t i = 0; i < samples.size(); ++i) {
            auto part = features(Form::roofline, samples[i].work);
            const bool by_compute = terms[1] * part[1] > terms[2] * part[2];
            part[by_compute ? 2 : 1] = 0;
            equations[i] = {part, samples[i].seconds};
        }
        auto next = fit_relative(equations);
        // Where nothing is bound by compute (or by memory), what was seen is the best bound there is.
        for (const std::size_t i : {1, 2})
            if (next.at(i) == 0) next.at(i) = best_seen.at(i);
        if (next == terms) break;
        terms = next;
    }
    return terms;
}

KernelLaw KernelLaw::fit(std::span<const Sample> samples) {
    KernelLaw law;
    law.form_ = form_of(samples);
    if (law.form_ == Form::roofline) {
        law.terms_ = fit_roofline(samples);
    } else {
        std::vector<Equation> equations;
        equations.reserve(samples.size());
        for (const auto& sample : samples) equations.push_back({features(law.form_, sample.work), sample.seconds});
        law.terms_ = fit_relative(equations);
    }
    std::vector<double> errors;
    errors.reserve(samples.size());
    for (const auto& sample : samples) errors.push_back(std::abs(law.seconds(sample.work) / sample.seconds - 1));
    law.residual_ = quantile(std::move(errors), kOneSigma);
    return law;
}

double KernelLaw::seconds(const Work& work) const {
    const auto parts = features(form_, work);
    const double seconds = form_ == Form::roofline ? roofline(terms_, parts) : sum(terms_, parts);
    return std::max(seconds, kLeastSeconds);
}

std::vector<std::string> KernelLaw::coefficients() const {
    enum class Unit : std::uint8_t { microseconds, flops, bytes, per_sequence, per_token };
    constexpr std::array<std::array<Unit, kMostTerms>, 4> kUnits = {{
        {Unit::microseconds, Unit::flops, Unit::bytes, Unit::bytes},
        {Unit::microseconds, Unit::flops, Unit::bytes, Unit::bytes},
        {Unit::microseconds, Unit::bytes, Unit::per_sequence, Unit::per_token},
        {Unit::microseconds, Unit::bytes, Unit::bytes, Unit::bytes},
    }};
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < kMostTerms; ++i) {
        if (terms_.at(i) == 0) continue;
        switch (kUnits.at(static_cast<std::size_t>(form_)).at(i)) {
            case Unit::microseconds:
                texts.push_back(fmt::format("overhead {:.3g} us", terms_.at(i) * 1e6));
                break;
            case Unit::flops:
                texts.push_back(fmt::format("{:.4g} TFLOP/s", 1e-12 / terms_.at(i)));
                break;
            case Unit::bytes:
                texts.push_back(fmt::format("{:.4g} GB/s", 1e-9 / terms_.at(i)));
                break;
            case Unit::per_sequence:
                texts.push_back(fmt::format("{:.3g} us per sequence", terms_.at(i) * 1e6));
                break;
            case Unit::per_token:
                texts.push_back(fmt::format("{:.3g} us per 1000 tokens of span", terms_.at(i) * 1e9));
                break;
        }
    }
    return texts;
}

}  // namespace plimsoll::models
