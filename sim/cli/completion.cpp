// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plimsoll::cli {

namespace {

/// Patterns "COMMAND WORD" of a `case` that follows the words of a line from the program down to its command.
std::string steps(const Command& program, std::string_view between) {
    std::vector<std::string> patterns;
    for (const auto* command : all_commands(program)) {
        if (command->path.empty()) continue;
        const auto name = command->name();
        const bool nested = command->path != name;
        const std::string parent = nested ? command->path.substr(0, command->path.size() - name.size() - 1) : "";
        patterns.push_back(fmt::format("'{} {}'", parent, name));
    }
    return fmt::format("{}", fmt::join(patterns, between));
}

/// Every word that may stand next: commands, then options.
std::vector<std::string> words_of(const Command& command) {
    std::vector<std::string> words;
    for (const auto& below : command.commands) words.push_back(below.name());
    for (const auto& option : command.options)
        if (!option.argument) words.insert(words.end(), option.names.begin(), option.names.end());
    for (const auto& option : command.options)
        if (option.argument) words.insert(words.end(), option.choices.begin(), option.choices.end());
    return words;
}

bool takes_files(const Command& command) {
    return std::any_of(command.options.begin(), command.options.end(),
                       [](const auto& option) { return option.argument && option.takes_files(); });
}

/// For a text in single quotes, where a shell knows only the closing one.
std::string in_quotes(std::string_view text) {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? "'\\''" : std::string(1, c);
    return result + "'";
}

/// The first sentence, or what there is of it, with what stands in brackets: the rest is for --help.
std::string brief(std::string_view text) {
    int brackets = 0;
    const auto ends = [&brackets](char c) {
        brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
        return c == '\n' || (c == ';' && brackets == 0);
    };
    return {text.begin(), std::find_if(text.begin(), text.end(), ends)};
}

}  // namespace

std::string bash_completion(const Command& program) {
    std::string commands;
    for (const auto* command : all_commands(program)) {
        std::string values;
        for (const auto& option : command->options) {
            if (option.argument || option.value.empty()) continue;
            const auto answer = option.choices.empty() ? std::string("COMPREPLY=($(compgen -f -- \"$current\"))")
                                                       : fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$current\"))",
                                                                     fmt::join(option.choices, " "));
            values += fmt::format("                {}) {}; return ;;\n", fmt::join(option.names, "|"), answer);
        }
        commands += fmt::format("        '{}')\n", command->path);
        if (!values.empty()) commands += "            case \"$previous\" in\n" + values + "            esac\n";
        commands += fmt::format("            words='{}'\n", fmt::join(words_of(*command), " "));
        if (takes_files(*command)) commands += "            files=yes\n";
        commands += "            ;;\n";
    }
    return fmt::format(R"(# Completion of plimsoll for bash, made by `plimsoll completion bash`.
_plimsoll() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
    local command='' words='' files='' word
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$command $word" in
            {}) command="${{command:+$command }}$word" ;;
        esac
    done
    case "$command" in
{}    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    if [[ $files && $current != -* ]]; then COMPREPLY+=($(compgen -f -- "$current")); fi
}}
complete -o filenames -F _plimsoll plimsoll
)",
                       steps(program, " | "), commands);
}

std::string zsh_completion(const Command& program) {
    std::string commands;
    for (const auto* command : all_commands(program)) {
        commands += fmt::format("        '{}')\n", command->path);
        if (!command->commands.empty()) {
            std::string list;
            for (const auto& below : command->commands)
                list += fmt::format(" {}", in_quotes(below.name() + ":" + brief(below.text)));
            commands +=
                fmt::format("            commands=({})\n            _describe command commands\n", list.substr(1));
        }
        std::string arguments;
        for (const auto& option : command->options) {
            const auto action =
                option.choices.empty() ? std::string("_files") : fmt::format("({})", fmt::join(option.choices, " "));
            auto text = brief(option.text);
            std::replace(text.begin(), text.end(), '[', '(');
            std::replace(text.begin(), text.end(), ']', ')');
            if (option.argument) {
                arguments += " " + in_quotes(fmt::format("*:{}:{}", option.names.front(), action));
                continue;
            }
            for (const auto& name : option.names)
                arguments +=
                    " " + in_quotes(fmt::format("*{}[{}]{}", name, text,
                                                option.value.empty() ? "" : ":" + option.value + ":" + action));
        }
        commands += "            _arguments" + arguments + "\n            ;;\n";
    }
    return fmt::format(R"(#compdef plimsoll
# Completion of plimsoll for zsh, made by `plimsoll completion zsh`.
_plimsoll() {{
    local command='' word
    local -a commands
    for word in "${{(@)words[2,CURRENT-1]}}"; do
        case "$command $word" in
            {}) command="${{command:+$command }}$word" ;;
        esac
    done
    case "$command" in
{}    esac
}}
# Found by its name, it is called the first time while it is read; else it is being sourced.
if [[ $funcstack[1] == _plimsoll ]]; then
    _plimsoll "$@"
else
    compdef _plimsoll plimsoll
fi
)",
                       steps(program, " | "), commands);
}

std::string fish_completion(const Command& program) {
    std::string lines;
    for (const auto* command : all_commands(program)) {
        const auto at = fmt::format("complete -c plimsoll -n 'test (__plimsoll_command) = \"{}\"'", command->path);
        if (!takes_files(*command)) lines += at + " -f\n";
        for (const auto& below : command->commands)
            lines += fmt::format("{} -f -a {} -d {}\n", at, below.name(), in_quotes(brief(below.text)));
        for (const auto& option : command->options) {
            std::string names;
            for (const auto& name : option.names)
                names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (option.argument) names = "";
            const auto choices =
                option.choices.empty() ? "" : fmt::format(" -f -a '{}'", fmt::join(option.choices, " "));
            if (option.argument && choices.empty()) continue;  // files are what fish offers anyway
            const char* value = !option.argument && !option.value.empty() ? " -r" : "";
            lines += fmt::format("{}{}{}{} -d {}\n", at, names, value, choices, in_quotes(brief(option.text)));
        }
    }
    return fmt::format(R"(# Completion of plimsoll for fish, made by `plimsoll completion fish`.
function __plimsoll_command
    set -l command ''
    for word in (commandline -opc)[2..]
        switch "$command $word"
            case {}
                set command (string trim "$command $word")
        end
    end
    echo "$command"
end
{})",
                       steps(program, " "), lines);
}

}  // namespace plimsoll::cli
