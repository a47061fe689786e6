// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cli/command.hpp"

#include <CLI/CLI.hpp>

namespace plimsoll::measure::cli {

namespace {

constexpr const char* kAbout =
    "Measures how long the operators of AI models take on this machine, and writes a profile that plimsoll reads.";
constexpr const char* kExamples = R"(
Examples:
  plimsoll-profile --device cpu --model bert-base --budget 2min --out my-machine.json
  plimsoll-profile --device cpu --threads 1 --model bert-base,minilm-l6 --precision fp32,int8 --out one-thread.json
  plimsoll-profile --device cpu --model bert-base --budget 5min --resume my-machine.json.partial
  plimsoll-profile --device cuda:0 --model llama-3.1-8b --precision bf16 --budget 10min --out my-gpu.json
  plimsoll-profile serve-check --device cpu --model bert-base --profile my-machine.json

The file is written when the coarse grid is done. A run that ends earlier leaves FILE.partial for --resume.

Exit status: 0 done; 2 wrong usage; 3 bad input; 4 a file, a program or a device cannot be used; 5 the budget ended before
the coarse grid was done; 70 a bug in plimsoll-profile; 130 interrupted.)";

ExitStatus run(int argc, char** argv) {
    CLI::App app(kAbout, "plimsoll-profile");
    app.footer(kExamples);
    app.set_version_flag("--version", program_text() + "\n", "Print the version");
    Action chosen;
    add_measure(app, chosen);
    add_serve_check(app, chosen);
    add_plan(app, chosen);
    add_assemble(app, chosen);
    if (const auto status = plimsoll::cli::parse(app, argc, argv)) return *status;
    return chosen();
}

int guarded(int argc, char** argv) {
    try {
        return static_cast<int>(run(argc, argv));
    } catch (...) {
        const auto failure = plimsoll::cli::caught_failure();
        plimsoll::cli::tell("plimsoll-profile", failure);
        return static_cast<int>(failure.status);
    }
}

}  // namespace

}  // namespace plimsoll::measure::cli

int main(int argc, char** argv) {
    plimsoll::cli::turn_signals_of_writing_into_errors();
    return plimsoll::measure::cli::guarded(argc, argv);
}
