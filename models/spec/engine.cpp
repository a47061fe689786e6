// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/engine.hpp"

#include "models/spec/fields.hpp"

#include <utility>

namespace plimsoll::models {

Engine load_engine(const std::filesystem::path& file) {
    constexpr double kMicrosecond = 1e-6;
    Fields fields(file);
    Engine engine;
    engine.name = fields.text("/name");
    if (engine.name != file.stem().string())
        fields.problem("/name", "expected the name of the file: " + file.stem().string());
    engine.title = fields.text("/title");
    engine.host_per_operator_s = fields.not_negative("/host_us_per_operator") * kMicrosecond;
    engine.host_per_step_s = fields.not_negative("/host_us_per_step") * kMicrosecond;
    engine.runs_ahead = fields.flag("/runs_ahead");
    engine.relative_sd = fields.not_negative("/relative_sd");
    engine.source = fields.text("/source");
    engine.date = fields.text("/date");
    fields.finish();
    return engine;
}

Engines load_engines(const std::filesystem::path& folder) {
    Engines engines;
    for (const auto& file : json_files(folder)) {
        auto engine = load_engine(file);
        auto name = engine.name;
        engines.emplace(std::move(name), std::move(engine));
    }
    return engines;
}

}  // namespace plimsoll::models
