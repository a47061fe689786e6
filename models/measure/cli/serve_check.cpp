// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/serve_check.hpp"
#include "models/measure/cli/check_options.hpp"
#include "models/measure/cli/command.hpp"
#include "models/measure/model_works.hpp"
#include "models/measure/serving/engine_check.hpp"
#include "models/measure/serving/token_check.hpp"
#include "models/measure/session.hpp"
#include "models/profile/profile_file.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <utility>

namespace plimsoll::measure::cli {
namespace {

/// A newer check of the same model, requests and engine takes the place of the older one.
void keep(models::Profile& profile, models::Validation validation) {
    std::erase_if(profile.validations, [&](const models::Validation& old) {
        return old.model == validation.model && old.precision == validation.precision &&
               old.engine == validation.engine && (old.tokens.empty() || old.tokens == validation.tokens);
    });
    profile.validations.push_back(std::move(validation));
}

/// Tells how many runs are done, on a terminal.
template <class Check>
std::function<void()> progress_of(const Check& check) {
    return [all = check.loads.size() * check.runs, done = std::size_t{0}]() mutable {
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

/// What was served is kept before the engine is told to end, which may fail.
template <class Check, class Law, class Simulate>
ExitStatus check_engine(const CheckOptions& options, models::Profile profile, const Check& check, const Law& law,
                        const Simulate& simulate, std::string (*figures_text)(const models::Validation&)) {
    Engine engine(*options.command);
    const double host_s = profile.step_overhead_s.value_or(0);
    auto result = run_engine_check(engine, check, law, host_s, simulate, progress_of(check));
    result.validation.engine = options.engine_name();
    print(figures_text(result.validation) + text_of(result.gaps));
    write_with(std::move(profile), std::move(result.validation), options.profile);
    engine.end();
    return ExitStatus::done;
}

ExitStatus check_batches(const CheckOptions& options) {
    const auto check = options.batches();
    auto profile = models::read_profile(options.profile, known_devices());
    const auto predicted = predicted_times(profile, check);
    const auto simulate = [&](const std::vector<Request>& requests) {
        return simulate_with_plimsoll(requests, check, options.profile);
    };
    if (options.command)
        return check_engine(options, std::move(profile), check, predicted, simulate, batch_figures_text);
    const auto backend = device_of(profile, options);
    prepare_steps(*backend, check);
    const auto measured = measured_batches(*backend, check);
    auto validation = run_serve_check(*backend, check, predicted, simulate, progress_of(check));
    print(text_of(validation, predicted, measured));
    write_with(std::move(profile), std::move(validation), options.profile);
    return ExitStatus::done;
}

ExitStatus check_tokens(const CheckOptions& options, std::uint32_t longest) {
    const auto check = options.answers(longest);
    auto profile = models::read_profile(options.profile, known_devices());
    const auto law = predicted_steps(profile, check);
    const auto simulate = [&](const std::vector<Request>& requests) {
        return simulate_tokens_with_plimsoll(requests, check, options.profile);
    };
    if (options.command) return check_engine(options, std::move(profile), check, law, simulate, token_figures_text);
    const auto backend = device_of(profile, options);
    auto result = run_token_check(*backend, check, law, simulate, progress_of(check));
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
    options->add_to(*command);
    command->footer(R"(
A small server runs the model's operators in dynamic batches, fed by Poisson traces in real time; plimsoll compare, which
must lie beside plimsoll-profile or in the PATH, simulates the same traces with the times of the profile. Requests have
lengths of a lognormal law (sigma 0.6), and a batch is padded to a multiple of 64 tokens, unless --tokens says one length.
A decoder is served token by token, with continuous batching: prompts in parts of up to --tokens-per-step, up to
--max-batch sequences at a time; --max-wait has no meaning there.
With --command an engine of yours serves instead: it reads "request ID INPUT_TOKENS OUTPUT_TOKENS" and writes "ready",
"first ID", "done ID" and, where it can, "step REQUESTS TOKENS HOST_SECONDS DEVICE_SECONDS" (docs/measuring.md). It has up
to 15 minutes to get ready. --max-batch, --max-wait and --tokens-per-step must be those of the engine: by them it is
simulated.

Examples:
  plimsoll-profile serve-check --device cpu --model bert-base --profile my-machine.json --loads 0.3,0.6,0.85 --runs 5
  plimsoll-profile serve-check --device cuda:0 --model llama-3.1-8b --precision bf16 --profile my-gpu.json --max-batch 32
  plimsoll-profile serve-check --command ./my-engine --model bert-base --profile my-machine.json --max-batch 16)");
    command->callback([options, &chosen] { chosen = [options] { return serve_check(*options); }; });
}

}  // namespace plimsoll::measure::cli
