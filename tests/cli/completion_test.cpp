// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <set>
#include <sstream>

namespace plimsoll::cli_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string output_of(const std::string& command) {
    std::string text;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> chunk{};
    while (const auto got = std::fread(chunk.data(), 1, chunk.size(), pipe)) text.append(chunk.data(), got);
    EXPECT_EQ(::pclose(pipe), 0) << command;
    return text;
}

bool exists(const std::string& program) {
    return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

class Completion : public ProgramTest {
protected:
    [[nodiscard]] std::string script(const std::string& shell) const {
        const auto printed = run({"completion", shell});
        EXPECT_EQ(printed.status, 0) << printed.err;
        return file(shell, printed.out);
    }
    /// What bash offers behind `words`, the last of which is being written.
    [[nodiscard]] std::set<std::string> offered(const std::vector<std::string>& words) const {
        std::string line = "plimsoll";
        for (const auto& word : words) line += " '" + word + "'";
        const auto text = output_of("bash -c 'source " + script("bash") + "; COMP_WORDS=(" +
                                    replaced_all(line, "'", "\"") + "); COMP_CWORD=" + std::to_string(words.size()) +
                                    "; _plimsoll; printf \"%s\\n\" \"${COMPREPLY[@]}\"'");
        std::istringstream lines(text);
        std::set<std::string> all;
        for (std::string each; std::getline(lines, each);)
            if (!each.empty()) all.insert(each);
        return all;
    }

private:
    static std::string replaced_all(std::string text, char from, char to) {
        for (char& c : text)
            if (c == from) c = to;
        return text;
    }
    static std::string replaced_all(const std::string& text, const char* from, const char* to) {
        return replaced_all(text, from[0], to[0]);
    }
};

TEST_F(Completion, InBashOffersCommandsOptionsAndTheirWords) {
    EXPECT_THAT(offered({""}), AllOf(Contains("compare"), Contains("trace"), Contains("help"), Contains("--version")));
    EXPECT_THAT(offered({"com"}), testing::ElementsAre("commitments", "compare", "completion"));
    EXPECT_THAT(offered({"trace", ""}), Contains("inspect"));
    EXPECT_THAT(offered({"compare", "--re"}), testing::ElementsAre("--requests", "--require-slo"));
    EXPECT_THAT(offered({"compare", "--progress", ""}), testing::ElementsAre("auto", "json", "none"));
    EXPECT_THAT(offered({"completion", ""}), AllOf(Contains("bash"), Contains("zsh"), Contains("fish")));
    EXPECT_THAT(offered({"compare", path("sm")}), Contains(small()));
    EXPECT_THAT(offered({"profile", "compare", "--"}), AllOf(Contains("--json"), Not(Contains("--out"))));
}

TEST_F(Completion, KnowsEveryCommandAndOptionOfTheHelp) {
    for (const std::string shell : {"bash", "zsh", "fish"}) {
        const auto text = run({"completion", shell}).out;
        for (const char* command : {"compare", "check", "explain", "trace", "inspect", "model", "list", "show",
                                    "profile", "import", "schema", "help", "completion", "man"})
            EXPECT_THAT(text, HasSubstr(command)) << shell;
        for (const char* option : {"require-slo", "jobs", "graphviz", "time-unit", "version"})
            EXPECT_THAT(text, HasSubstr(option)) << shell;
    }
}

TEST_F(Completion, IsWhatItsShellCanRead) {
    for (const std::string shell : {"bash", "zsh", "fish"}) {
        if (!exists(shell)) continue;
        EXPECT_THAT(output_of(shell + " -n " + script(shell) + " 2>&1"), IsEmpty()) << shell;
    }
}

// zsh finds the function by its name and first line, and calls it; `_describe` and `_arguments` are told to print what
// they are given.
TEST_F(Completion, IsFoundAndCalledByZsh) {
    if (!exists("zsh")) GTEST_SKIP() << "no zsh here";
    file("_plimsoll", run({"completion", "zsh"}).out);
    const auto offered = [this](const std::string& words) {
        return output_of("zsh -f -c 'fpath=(" + path("") +
                         " $fpath); autoload -U compinit; compinit -u -D; print -r -- \"is ${_comps[plimsoll]}\"; "
                         "_describe() { print -rl -- \"${(@P)2}\" }; _arguments() { print -rl -- \"$@\" }; words=(" +
                         words + "); CURRENT=${#words}; _plimsoll' 2>&1");
    };
    EXPECT_THAT(offered("plimsoll c"), AllOf(HasSubstr("is _plimsoll\n"), HasSubstr("\ncompare:Simulate every"),
                                             HasSubstr("\ncompletion:"), HasSubstr("*--version[")));
    EXPECT_THAT(offered("plimsoll trace i"), AllOf(HasSubstr("\ninspect:"), Not(HasSubstr("compare:"))));
    EXPECT_THAT(offered("plimsoll compare --re"),
                AllOf(HasSubstr("*--require-slo["), HasSubstr(":WHEN:(auto json none)"), Not(HasSubstr("inspect:"))));
}

TEST_F(Completion, IsOfferedByFish) {
    if (!exists("fish")) GTEST_SKIP() << "no fish here";
    const auto offered = [script = script("fish")](const std::string& line) {
        std::istringstream lines(
            output_of("fish --no-config -c 'source " + script + "; complete -C \"" + line + "\"'"));
        std::vector<std::string> words;
        for (std::string each; std::getline(lines, each);) words.push_back(each.substr(0, each.find('\t')));
        return words;
    };
    EXPECT_THAT(offered("plimsoll c"), testing::ElementsAre("check", "ci", "commitments", "compare", "completion"));
    EXPECT_THAT(offered("plimsoll trace "), Contains("inspect"));
    EXPECT_THAT(offered("plimsoll compare --re"), testing::ElementsAre("--requests", "--require-slo"));
    EXPECT_THAT(offered("plimsoll compare --progress "), testing::ElementsAre("auto", "json", "none"));
    EXPECT_THAT(offered("plimsoll profile compare --"), AllOf(Contains("--json"), Not(Contains("--out"))));
}

TEST_F(Completion, OfAnotherShellIsRefused) { EXPECT_EQ(run({"completion", "tcsh"}).status, 2); }

TEST_F(Completion, ManualHoldsEveryCommandAndIsGoodRoff) {
    const auto page = run({"man"});
    ASSERT_EQ(page.status, 0);
    for (const char* section : {".TH PLIMSOLL 1", ".SH NAME", ".SH SYNOPSIS", ".SH COMMANDS", ".SS compare",
                                ".SS trace inspect", ".SS profile import", "\\-\\-require\\-slo"})
        EXPECT_THAT(page.out, HasSubstr(section));
    if (!exists("groff")) return;
    const auto page_file = file("plimsoll.1", page.out);
    EXPECT_THAT(output_of("groff -man -Tutf8 " + page_file + " 2>&1"), HasSubstr("plimsoll"));
    EXPECT_THAT(output_of("groff -man -Tutf8 -ww " + page_file + " 2>&1 >/dev/null"), IsEmpty());
}

}  // namespace
}  // namespace plimsoll::cli_test
