// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cli/command.hpp"
#include "models/measure/serving/serve_check.hpp"
#include "models/measure/serving/token_check.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::measure::cli {

/// Options of serve-check.
struct CheckOptions {
    std::string device = "cpu";
    std::optional<std::string> command;  ///< of an engine of the user's, instead of the device
    std::string engine;                  ///< its name; empty: the first word of the command
    std::string model;
    std::string precision = "fp32";
    std::string profile;
    std::vector<double> loads{0.3, 0.6, 0.85};
    std::uint32_t runs = 5;
    std::size_t requests = 200;
    std::uint32_t max_batch = 8;
    std::string max_wait = "2 ms";
    std::uint32_t tokens = 0;      ///< of every request; 0: a mix
    std::uint32_t max_tokens = 0;  ///< of the mix; 0: the model's
    std::uint32_t answer_tokens = 64;
    std::uint32_t tokens_per_step = 512;

    void add_to(CLI::App& app);
    /// \pre there is a command
    [[nodiscard]] std::string engine_name() const;
    /// Of a model that serves whole batches. \throws UsageError
    [[nodiscard]] ServeCheck batches() const;
    /// Of one that answers token by token: prompts as the tokens of other models, answers of a law around
    /// `answer_tokens`, up to four times as long. Both together have at most `longest` tokens. \throws UsageError
    [[nodiscard]] TokenCheck answers(std::uint32_t longest) const;
};

}  // namespace plimsoll::measure::cli
