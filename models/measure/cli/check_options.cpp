// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cli/check_options.hpp"

#include "models/measure/model_works.hpp"
#include "scenarios/quantity.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>

namespace plimsoll::measure::cli {
namespace {

constexpr std::uint32_t kPadTo = 64;  ///< as scenarios pad by default

/// What the requests look like, and how batches of them are padded.
void choose_lengths(const CheckOptions& options, std::uint32_t longest, ServeCheck& check) {
    if (longest == 0) {
        if (options.tokens != 0 || options.max_tokens != 0)
            throw UsageError(fmt::format("{} takes images, no tokens", options.model));
        return;
    }
    for (const auto asked : {options.tokens, options.max_tokens})
        if (asked > longest) throw UsageError(fmt::format("{} takes at most {} tokens", options.model, longest));
    if (options.tokens != 0) {
        check.lengths = {options.tokens, 0, options.tokens};
        check.pad_to = options.tokens;
    } else {
        check.lengths = usual_lengths(options.max_tokens == 0 ? longest : options.max_tokens);
        check.pad_to = std::min(kPadTo, check.lengths.most);
    }
}

/// What both kinds of checks are told alike.
template <class Check>
Check begun(const CheckOptions& options) {
    Check check;
    check.model = {options.model, parse_precisions({options.precision}).front(), sixteen_bits_of(options.device)};
    check.loads = options.loads;
    check.runs = options.runs;
    check.requests = options.requests;
    return check;
}

}  // namespace

std::string CheckOptions::engine_name() const {
    if (!engine.empty()) return engine;
    const auto begin = std::min(command->find_first_not_of(' '), command->size());
    return std::filesystem::path(command->substr(begin, command->find(' ', begin) - begin)).filename().string();
}

ServeCheck CheckOptions::batches() const {
    const auto wait = scenarios::parse_duration(max_wait);
    if (!wait.value) throw UsageError(fmt::format("--max-wait: {}; {}", wait.message, wait.hint));
    auto check = begun<ServeCheck>(*this);
    choose_lengths(*this, ModelWorks(check.model).max_tokens(), check);
    check.rule = {max_batch, *wait.value};
    return check;
}

TokenCheck CheckOptions::answers(std::uint32_t longest) const {
    constexpr std::uint32_t kUsualPrompt = 1024;  // longest of the mix, where none is given
    if (max_batch > tokens_per_step)
        throw UsageError(fmt::format("--tokens-per-step: a step of {} tokens has no room for {} sequences",
                                     tokens_per_step, max_batch));
    auto check = begun<TokenCheck>(*this);
    check.prompts = tokens != 0 ? LengthLaw{tokens, 0, tokens}
                                : usual_lengths(max_tokens == 0 ? std::min(kUsualPrompt, longest) : max_tokens);
    check.answers = usual_lengths(4 * answer_tokens);
    if (check.longest() > longest)
        throw UsageError(fmt::format("{} takes at most {} tokens, prompt and answer together; the longest here have {}",
                                     model, longest, check.longest()));
    check.rule = {max_batch, tokens_per_step};
    return check;
}

void CheckOptions::add_to(CLI::App& app) {
    auto* on_device =
        app.add_option("--device", device, "cpu, or cuda:0, cuda:1, ...")->type_name("DEVICE")->capture_default_str();
    auto* through = app.add_option("--command", command, "Serve through this engine, told requests line by line")
                        ->type_name("CMD")
                        ->excludes(on_device);
    app.add_option("--engine", engine, "Its name in the profile; default: the first word of the command")
        ->type_name("NAME")
        ->needs(through);
    app.add_option("--model", model, "Model to serve")->required()->type_name("NAME");
    app.add_option("--precision", precision, "Its precision")->type_name("P")->capture_default_str();
    app.add_option("--profile", profile, "Predicts the times; the result is written into it")
        ->required()
        ->type_name("FILE");
    app.add_option("--loads", loads, "Offered loads, fractions of the predicted capacity")
        ->type_name("X[,X]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->capture_default_str()
        ->check(CLI::Range(0.01, 10.0));
    app.add_option("--runs", runs, "Traces per load")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, 1000U));
    app.add_option("--requests", requests, "Requests per trace")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, 10000000U));
    app.add_option("--max-batch", max_batch, "Most requests in a batch, or sequences in a step")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, 1024U));
    app.add_option("--max-wait", max_wait, "Longest time the first request waits for others")
        ->type_name("TIME")
        ->capture_default_str();
    constexpr std::uint32_t kMostTokens = 1U << 20;
    auto* fixed = app.add_option("--tokens", tokens, "Tokens of every request; default: a mix of lengths")
                      ->type_name("N")
                      ->check(CLI::Range(1U, kMostTokens));
    app.add_option("--max-tokens", max_tokens,
                   "Longest request of the mix, whose median is a quarter of it; default: the model's")
        ->type_name("N")
        ->check(CLI::Range(1U, kMostTokens))
        ->excludes(fixed);
    app.add_option("--answer-tokens", answer_tokens, "Median of an answer, of a model that writes; up to 4 times")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, kMostTokens));
    app.add_option("--tokens-per-step", tokens_per_step, "Most tokens of a step, of a model that writes")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, kMostTokens));
}

}  // namespace plimsoll::measure::cli
