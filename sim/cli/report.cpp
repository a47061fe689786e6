// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/report.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "scenarios/date.hpp"
#include "scenarios/suggestion.hpp"
#include "scenarios/whole_file.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/projection_options.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <plimsoll_version.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plimsoll::cli {

namespace fs = std::filesystem;

namespace {

struct ReportOptions {
    ProjectionOptions projection;
    std::string folder;
    std::vector<std::string> formats;
    std::string date;
};

constexpr const char* kReportExamples = R"(
xlsx: a workbook whose totals are formulas over line items and assumptions. html: a page with pictures, to be printed
and signed; pdf: the same printed, by the program weasyprint. focus: projected charges by the columns of FOCUS 1.2 (CSV). json: the projection (plimsoll.projection/1).

Examples:
  plimsoll report my.json --out report
  plimsoll report my.json --format xlsx --out report --months 24 --growth 0.03 --growth-sd 0.02 --budget 12000)";

/// The page as a printer has it. \throws IoError
void write_pdf(const sim::Projection& projection, const sim::ReportFacts& facts, const fs::path& path) {
    const auto page = fs::path(path).replace_extension(".printed.html");
    scenarios::write_whole(page, report_page(projection, facts));
    const std::vector<std::string> words = {"weasyprint", "--quiet", page.string(), path.string()};
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t child = -1;
    int status = -1;
    const bool started =
        ::posix_spawnp(&child, words.front().c_str(), nullptr, nullptr, arguments.data(), environ) == 0;
    if (started) ::waitpid(child, &status, 0);
    std::error_code ignored;
    fs::remove(page, ignored);
    if (!started)
        throw IoError(
            "there is no program weasyprint in the PATH, which makes PDF of the page\n  hint: install the package "
            "weasyprint, or print report.html (--format html) with a browser");
    if (status != 0) throw IoError(fmt::format("weasyprint could not write {}", path.string()));
}

/// Those that need no other program.
constexpr const char* kUsual[] = {"xlsx", "html", "focus", "json"};

using Write = std::function<void(const sim::Projection&, const sim::ReportFacts&, const fs::path&)>;

struct Format {
    const char* file;
    Write write;
};

const std::map<std::string, Format>& formats() {
    using sim::Projection;
    using sim::ReportFacts;
    static const std::map<std::string, Format> kFormats = {
        {"xlsx", {"report.xlsx", sim::write_report_workbook}},
        {"html",
         {"report.html", [](const Projection& projection, const ReportFacts& facts,
                            const fs::path& path) { scenarios::write_whole(path, report_page(projection, facts)); }}},
        {"pdf", {"report.pdf", write_pdf}},
        {"focus",
         {"focus.csv", [](const Projection& projection, const ReportFacts& /*facts*/,
                          const fs::path& path) { scenarios::write_whole(path, focus_csv(projection)); }}},
        {"json",
         {"projection.json", [](const Projection& projection, const ReportFacts& /*facts*/, const fs::path& path) {
              scenarios::write_whole(path, projection_json(projection));
          }}}};
    return kFormats;
}

std::string today() {
    return fmt::format("{:%F}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

std::vector<std::string> chosen_formats(const std::vector<std::string>& asked) {
    std::vector<std::string> known;
    for (const auto& [name, format] : formats()) known.push_back(name);
    if (asked.empty()) return {std::begin(kUsual), std::end(kUsual)};
    for (const auto& name : asked)
        if (!formats().contains(name))
            throw UsageError(fmt::format("--format: there is no \"{}\", but {}", name, scenarios::one_of(known)));
    return asked;
}

ExitStatus report(const ReportOptions& options) {
    const auto chosen = chosen_formats(options.formats);
    if (!options.date.empty() && !Date::parse(options.date))
        throw UsageError(fmt::format("--date: \"{}\" is no day; write for example 2027-01-31", options.date));
    std::error_code error;
    fs::create_directories(options.folder, error);
    if (error) throw IoError(fmt::format("cannot make the folder {}: {}", options.folder, error.message()));
    const auto projection = options.projection.project();
    const sim::ReportFacts facts{options.date.empty() ? today() : options.date, fmt::format("plimsoll {}", kVersion)};
    for (const auto& name : chosen) {
        const auto& format = formats().at(name);
        const auto path = fs::path(options.folder) / format.file;
        format.write(projection, facts, path);
        print(path.string() + "\n");
    }
    return projection.lost.empty() ? ExitStatus::done : ExitStatus::partial;
}

}  // namespace

void add_report(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("report", "Write what the months ahead will be billed as finance reads it");
    auto options = std::make_shared<ReportOptions>();
    options->projection.add_to(*command);
    command->add_option("--out", options->folder, "Write into this folder")->required()->type_name("DIR");
    command->add_option("--format", options->formats, "xlsx, html, pdf, focus, json; all but pdf by default")
        ->type_name("FORMAT[,FORMAT]")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--date", options->date, "That the report bears; default: today")->type_name("YYYY-MM-DD");
    command->footer(kReportExamples);
    command->callback([options, &chosen] {
        chosen = [options] { return guarded([options] { return report(*options); }, ErrorFormat::text); };
    });
}

}  // namespace plimsoll::cli
