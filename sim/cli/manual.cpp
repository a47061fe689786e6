// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/manual.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

namespace plimsoll::cli {

namespace {

/// A hyphen of an option is a minus; a line must not begin like a request.
std::string roff(std::string_view text) {
    std::string escaped;
    bool line_begins = true;
    for (const char c : text) {
        if (line_begins && (c == '.' || c == '\'')) escaped += "\\&";
        if (c == '-')
            escaped += "\\-";
        else if (c == '\\')
            escaped += "\\e";
        else
            escaped += c;
        line_begins = c == '\n';
    }
    return escaped;
}

std::string usage_of(const Command& command) {
    std::string usage = ".B plimsoll " + roff(command.path) + "\n";
    bool options = false;
    for (const auto& option : command.options) options = options || !option.argument;
    if (options) usage += "[\\fIOPTIONS\\fR]\n";
    for (const auto& option : command.options)
        if (option.argument) {
            const auto name = "\\fI" + roff(option.names.front()) + "\\fR";
            usage += (option.required ? name : "[" + name + "]") + "\n";
        }
    if (!command.commands.empty()) usage += "\\fICOMMAND\\fR\n";
    return usage;
}

std::string option_text(const CommandOption& option) {
    std::vector<std::string> names;
    for (const auto& name : option.names) names.push_back((option.argument ? "\\fI" : "\\fB") + roff(name) + "\\fR");
    std::string head = fmt::format("{}", fmt::join(names, ", "));
    if (!option.argument && !option.value.empty()) head += " \\fI" + roff(option.value) + "\\fR";
    std::string text = roff(option.text);
    if (!option.choices.empty())
        text += fmt::format(" (one of {})", roff(fmt::format("{}", fmt::join(option.choices, ", "))));
    return ".TP\n" + head + "\n" + text + "\n";
}

/// Examples and what else stands below a command's help, line by line as it is.
std::string footer_text(const std::string& footer) {
    if (footer.empty()) return "";
    return ".PP\n.nf\n" + roff(footer.front() == '\n' ? footer.substr(1) : footer) + "\n.fi\n";
}

}  // namespace

std::string manual_page(const Command& program, const std::string& version) {
    std::string page = fmt::format(
        ".\\\" Made by `plimsoll man` from the command line's parser.\n"
        ".TH PLIMSOLL 1 \"\" \"plimsoll {}\" \"User commands\"\n"
        ".SH NAME\nplimsoll \\- what an AI service will cost and how fast it will be\n"
        ".SH SYNOPSIS\n{}.SH DESCRIPTION\n{}\n",
        roff(version), usage_of(program), roff(program.text));
    page += ".SH OPTIONS\n";
    for (const auto& option : program.options) page += option_text(option);
    page += ".SH COMMANDS\n";
    for (const auto* command : all_commands(program)) {
        if (command->path.empty()) continue;
        page += fmt::format(".SS {}\n{}\n.PP\n{}", roff(command->path), roff(command->text), usage_of(*command));
        for (const auto& option : command->options) page += option_text(option);
        page += footer_text(command->footer);
    }
    return page + ".SH NOTES\n" + footer_text(program.footer);
}

}  // namespace plimsoll::cli
