// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cli/command.hpp"
#include "models/measure/cli/interrupt.hpp"
#include "models/measure/progress_lines.hpp"
#include "models/measure/session.hpp"
#include "models/measure/work_text.hpp"
#include "models/profile/profile_file.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <filesystem>
#include <memory>

namespace plimsoll::measure::cli {

namespace fs = std::filesystem;

namespace {

struct MeasureOptions {
    std::string device;
    std::uint32_t threads = 0;
    GridOptions grid;
    std::string out;
    std::string resume;
    std::string progress = "auto";
};

constexpr const char* kPartial = ".partial";

/// Where the result goes: beside a resumed FILE.partial, FILE.
fs::path target_of(const MeasureOptions& options) {
    if (!options.out.empty()) return options.out;
    if (options.resume.empty()) throw UsageError("--out FILE is missing");
    fs::path path = options.resume;
    if (path.extension() == kPartial) path.replace_extension();
    return path;
}

/// Fails early where the file could not be written in the end.
void check_folder(const fs::path& target) {
    const auto folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    std::error_code error;
    if (!fs::is_directory(folder, error)) throw IoError(fmt::format("there is no folder {}", folder.string()));
}

/// Shows progress where and how the user wants it.
class Display {
public:
    explicit Display(const std::string& choice)
        : json_(choice == "json"), bar_(choice == "auto" && error_is_terminal()) {}
    ~Display() {
        if (drawn_) print_error_as_is("\r\x1b[K");
    }
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    void show(const Progress& progress) {
        if (json_) print_error(json_line(progress) + "\n");
        if (!bar_) return;
        constexpr std::size_t kWidth = 100;
        print_error_as_is("\r" + bar_text(progress, kWidth) + "\x1b[K");
        drawn_ = true;
    }

private:
    bool json_;
    bool bar_;
    bool drawn_ = false;
};

/// What the device multiplies in, of those that the option or the device's kind allows.
std::vector<models::Precision> precisions_of(const MeasureOptions& options) {
    if (!options.grid.precisions.empty()) return parse_precisions(options.grid.precisions);
    using enum models::Precision;
    if (options.device == "cpu") return {fp32, bf16, int8};
    return {fp32, tf32, fp16, bf16, int8, fp8};
}

models::Profile start_of(const MeasureOptions& options, const fs::path& target) {
    models::Profile profile;
    if (!options.resume.empty()) profile = models::read_profile(options.resume, known_devices());
    profile.name = target.stem().string();
    profile.source = program_text();
    profile.date = today();
    return profile;
}

std::size_t samples_of(const models::Profile& profile) {
    std::size_t count = 0;
    for (const auto& table : profile.tables) count += table.samples.size();
    return count;
}

/// A file that was begun is told apart from a whole one by its name, and never replaces one.
ExitStatus unfinished(const models::Profile& profile, const fs::path& partial, Ending ending) {
    const bool asked = ending == Ending::interrupted;
    print_error(
        fmt::format("plimsoll-profile: {}: {} kernels are in {}\n  hint: go on with the same options and --resume {}\n",
                    asked ? "interrupted" : "the budget ended before the coarse grid was done", samples_of(profile),
                    partial.string(), partial.string()));
    return asked ? static_cast<ExitStatus>(kSignalBase + interrupt_signal()) : ExitStatus::partial;
}

/// What stayed noisy, however often it was measured.
std::string noise_text(const models::Profile& profile, const fs::path& target) {
    const auto noisy = noisy_works(profile);
    if (noisy.empty()) return "";
    const auto left_out = profile.unsteady.size();
    return fmt::format(
        "plimsoll-profile: noisy kernels, which scatter by more than {3:.0f} %: {0} of {1}{2}; the worst: {4}\n"
        "  hint: close what else runs here, and measure these again with the same options and --resume {5}\n",
        noisy.size(), samples_of(profile) + left_out,
        left_out == 0 ? "" : fmt::format(", {} of them left out", left_out), 100 * kQuietSpread, text_of(noisy.front()),
        target.string());
}

ExitStatus measure(const MeasureOptions& options) {
    const double budget_s = parse_budget(options.grid.budget);
    const auto target = target_of(options);
    const fs::path partial = target.string() + kPartial;
    const GridRequest request{options.grid.models,    precisions_of(options),  sixteen_bits_of(options.device),
                              options.grid.max_batch, options.grid.max_tokens, options.grid.max_context};
    const auto plan = plan_of(request);
    check_folder(target);
    auto profile = start_of(options, target);
    const auto backend = open_device(options.device, options.threads);

    watch_interrupts();
    const auto start = std::chrono::steady_clock::now();
    Ending ending = Ending::complete;
    {
        Display display(options.progress);
        Surroundings surroundings;
        surroundings.now_s = [start] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        };
        surroundings.interrupted = [] { return interrupt_signal() != 0; };
        surroundings.progress = [&](const Progress& progress) { display.show(progress); };
        surroundings.safety = [&](const models::Profile& so_far) { models::write_profile(so_far, partial); };
        ending = measure_plan(*backend, plan, budget_s, surroundings, profile);
    }
    if (ending != Ending::complete) {
        models::write_profile(profile, partial);
        return unfinished(profile, partial, ending);
    }
    name_device(profile);
    models::write_profile(profile, target);
    std::error_code ignored;
    fs::remove(partial, ignored);
    print_error(noise_text(profile, target));
    print(fmt::format("{}: {} kernels on {}\n", target.string(), samples_of(profile), profile.title));
    return ExitStatus::done;
}

}  // namespace

void add_measure(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<MeasureOptions>();
    app.add_option("--device", options->device, "cpu, or cuda:0, cuda:1, ...")->type_name("DEVICE");
    app.add_option("--threads", options->threads, "CPU: threads to use; default: all that this process may use")
        ->type_name("N")
        ->check(CLI::Range(1U, 4096U));
    options->grid.add_to(app);
    app.add_option("--out", options->out, "Write the profile into this file")->type_name("FILE");
    app.add_option("--resume", options->resume, "Go on with a file that was begun, or make a whole one finer")
        ->type_name("FILE")
        ->check(CLI::ExistingFile);
    app.add_option("--progress", options->progress,
                   "On standard error: a bar where that is a terminal (auto), one JSON object per line (json), or none")
        ->type_name("WHEN")
        ->capture_default_str()
        ->check(CLI::IsMember({"auto", "json", "none"}));
    app.callback([options, &app, &chosen] {
        if (!app.get_subcommands().empty()) return;
        chosen = [options] {
            if (options->device.empty()) throw UsageError("--device is missing: cpu, or cuda:0");
            return measure(*options);
        };
    });
}

}  // namespace plimsoll::measure::cli
