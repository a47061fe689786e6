// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/models_text.hpp"

#include "sim/report/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace plimsoll::results {

std::string models_text(const Comparison& comparison, std::size_t width) {
    std::vector<const ServedModelFacts*> models;
    for (const auto& deployment : comparison.deployments) {
        if (!deployment.model) continue;
        const auto alike = [&](const ServedModelFacts* known) {
            return known->parameters == deployment.model->parameters && known->quality == deployment.model->quality;
        };
        const bool listed = std::any_of(models.begin(), models.end(), alike);
        if (!listed) models.push_back(&*deployment.model);
    }
    if (models.size() < 2) return {};
    std::string text =
        paragraph("Models, with their published quality (figures of different splits do not compare):", width);
    for (const auto* model : models) {
        std::string quality;
        for (const auto& figure : model->quality) quality += fmt::format("; {}: {}", figure.metric, figure.value);
        if (quality.empty()) quality = "; quality unknown: nobody has published any";
        constexpr double kMillion = 1e6;
        text +=
            paragraph(fmt::format("{}: {:.1f} M parameters{}", model->variant, model->parameters / kMillion, quality),
                      width, "  ", "    ");
    }
    return text;
}

}  // namespace plimsoll::results
