// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/serve_check.hpp"
#include "models/measure/cli/command.hpp"
#include "models/measure/model_works.hpp"
#include "models/measure/serving/run_figures.hpp"
#include "models/measure/serving/token_check.hpp"
#include "models/measure/session.hpp"
#include "models/profile/profile_file.hpp"
#include "scenarios/quantity.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace plimsoll::measure::cli {
namespace {

struct CheckOptions {
    std::string device = "cpu";
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
};

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

ServeCheck check_of(const CheckOptions& options) {
    const auto max_wait = scenarios::parse_duration(options.max_wait);
    if (!max_wait.value) throw UsageError(fmt::format("--max-wait: {}; {}", max_wait.message, max_wait.hint));
    ServeCheck check;
    check.model = {options.model, parse_precisions({options.precision}).front(), sixteen_bits_of(options.device)};
    const ModelWorks works(check.model);
    choose_lengths(options, works.max_tokens(), check);
    check.rule = {options.max_batch, *max_wait.value};
    check.loads = options.loads;
    check.runs = options.runs;
    check.requests = options.requests;
    return check;
}

/// Prompts as the tokens of other models; answers of a law around `--answer-tokens`, up to four times as long.
TokenCheck token_check_of(const CheckOptions& options, std::uint32_t longest) {
    constexpr std::uint32_t kUsualPrompt = 1024;  // longest of the mix, where none is given
    if (options.max_batch > options.tokens_per_step)
        throw UsageError(fmt::format("--tokens-per-step: a step of {} tokens has no room for {} sequences",
                                     options.tokens_per_step, options.max_batch));
    TokenCheck check;
    check.model = {options.model, parse_precisions({options.precision}).front(), sixteen_bits_of(options.device)};
    check.prompts = options.tokens != 0
                        ? LengthLaw{options.tokens, 0, options.tokens}
                        : usual_lengths(options.max_tokens == 0 ? std::min(kUsualPrompt, longest) : options.max_tokens);
    check.answers = usual_lengths(4 * options.answer_tokens);
    if (check.longest() > longest)
        throw UsageError(fmt::format("{} takes at most {} tokens, prompt and answer together; the longest here have {}",
                                     options.model, longest, check.longest()));
    check.rule = {options.max_batch, options.tokens_per_step};
    check.loads = options.loads;
    check.runs = options.runs;
    check.requests = options.requests;
    return check;
}

/// A newer check of the same model and requests takes the place of the older one.
void keep(models::Profile& profile, models::Validation validation) {
    std::erase_if(profile.validations, [&](const models::Validation& old) {
        return old.model == validation.model && old.precision == validation.precision &&
               (old.tokens.empty() || old.tokens == validation.tokens);
    });
    profile.validations.push_back(std::move(validation));
}

/// Tells how many runs are done, on a terminal.
std::function<void()> progress_of(std::size_t all) {
    return [all, done = std::size_t{0}]() mutable {
        ++done;
        if (error_is_terminal())
            print_error_as_is(fmt::format("\rserved {} of {} runs{}", done, all, done == all ? "\r\x1b[K" : ""));
    };
}

void write_with(models::Profile profile, models::Validation validation, const std::string& path) {
    validation.date = today();
    keep(profile, std::move(validation));
    models::write_profile(profile, path);
}

/// The check is of this profile, so on its device.
std::unique_ptr<Backend> device_of(models::Profile& profile, const CheckOptions& options) {
    auto backend = open_device(options.device, profile.threads);
    claim(profile, backend->identity());
    return backend;
}

ExitStatus check_batches(const CheckOptions& options) {
    const auto check = check_of(options);
    auto profile = models::read_profile(options.profile, known_devices());
    const auto predicted = predicted_times(profile, check);
    const auto backend = device_of(profile, options);
    prepare_steps(*backend, check);
    const auto measured = measured_batches(*backend, check);
    const auto simulate = [&](const std::vector<Request>& requests) {
        return simulate_with_plimsoll(requests, check, options.profile);
    };
    auto validation =
        run_serve_check(*backend, check, predicted, simulate, progress_of(check.loads.size() * check.runs));
    print(text_of(validation, predicted, measured));
    write_with(std::move(profile), std::move(validation), options.profile);
    return ExitStatus::done;
}

ExitStatus check_tokens(const CheckOptions& options, std::uint32_t longest) {
    const auto check = token_check_of(options, longest);
    auto profile = models::read_profile(options.profile, known_devices());
    const auto law = predicted_steps(profile, check);
    const auto backend = device_of(profile, options);
    const auto simulate = [&](const std::vector<Request>& requests) {
        return simulate_tokens_with_plimsoll(requests, check, options.profile);
    };
    auto result = run_token_check(*backend, check, law, simulate, progress_of(check.loads.size() * check.runs));
    print(text_of(result));
    write_with(std::move(profile), std::move(result.validation), options.profile);
    return ExitStatus::done;
}

ExitStatus check_model(const CheckOptions& options) {
    const ModelWorks works({options.model, parse_precisions({options.precision}).front()});
    if (!works.generates()) return check_batches(options);
    if (!works.is_decoder())
        throw UsageError(
            fmt::format("--model: {} reads its input with an encoder, and serve-check serves models that "
                        "are an encoder or a decoder",
                        options.model));
    return check_tokens(options, works.max_tokens());
}

ExitStatus serve_check(const CheckOptions& options) {
    try {
        return check_model(options);
    } catch (const std::invalid_argument& error) {
        throw IoError(
            fmt::format("{} cannot run these steps of {} in {}: {}\n  hint: fewer with a smaller --max-batch, "
                        "--max-tokens or --tokens-per-step, or another --precision",
                        options.device, options.model, options.precision, error.what()));
    }
}

}  // namespace

void add_serve_check(CLI::App& app, Action& chosen) {
    auto* command =
        app.add_subcommand("serve-check", "Serve a model for real, and compare with the simulation of the same");
    auto options = std::make_shared<CheckOptions>();
    command->add_option("--device", options->device, "cpu, or cuda:0, cuda:1, ...")
        ->type_name("DEVICE")
        ->capture_default_str();
    command->add_option("--model", options->model, "Model to serve")->required()->type_name("NAME");
    command->add_option("--precision", options->precision, "Its precision")->type_name("P")->capture_default_str();
    command->add_option("--profile", options->profile, "Predicts the times; the result is written into it")
        ->required()
        ->type_name("FILE");
    command->add_option("--loads", options->loads, "Offered loads, fractions of the predicted capacity")
        ->type_name("X[,X]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->capture_default_str()
        ->check(CLI::Range(0.01, 10.0));
    command->add_option("--runs", options->runs, "Traces per load")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, 1000U));
    command->add_option("--requests", options->requests, "Requests per trace")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, 10000000U));
    command->add_option("--max-batch", options->max_batch, "Most requests in a batch, or sequences in a step")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, 1024U));
    command->add_option("--max-wait", options->max_wait, "Longest time the first request waits for others")
        ->type_name("TIME")
        ->capture_default_str();
    constexpr std::uint32_t kMostTokens = 1U << 20;
    auto* fixed = command->add_option("--tokens", options->tokens, "Tokens of every request; default: a mix of lengths")
                      ->type_name("N")
                      ->check(CLI::Range(1U, kMostTokens));
    command
        ->add_option("--max-tokens", options->max_tokens,
                     "Longest request of the mix, whose median is a quarter of it; default: the model's")
        ->type_name("N")
        ->check(CLI::Range(1U, kMostTokens))
        ->excludes(fixed);
    command
        ->add_option("--answer-tokens", options->answer_tokens,
                     "Median of an answer, of a model that writes; up to 4 times")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, kMostTokens));
    command->add_option("--tokens-per-step", options->tokens_per_step, "Most tokens of a step, of a model that writes")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, kMostTokens));
    command->footer(R"(
A small server runs the model's operators in dynamic batches, fed by Poisson traces in real time; plimsoll compare, which
must lie beside plimsoll-profile or in the PATH, simulates the same traces with the times of the profile. Requests have
lengths of a lognormal law (sigma 0.6), and a batch is padded to a multiple of 64 tokens, unless --tokens says one length.
A decoder is served token by token, with continuous batching: prompts in parts of up to --tokens-per-step, up to
--max-batch sequences at a time; --max-wait has no meaning there.

Example:
  plimsoll-profile serve-check --device cpu --model bert-base --profile my-machine.json --loads 0.3,0.6,0.85 --runs 5
  plimsoll-profile serve-check --device cuda:0 --model llama-3.1-8b --precision bf16 --profile my-gpu.json --max-batch 32)");
    command->callback([options, &chosen] { chosen = [options] { return serve_check(*options); }; });
}

}  // namespace plimsoll::measure::cli
