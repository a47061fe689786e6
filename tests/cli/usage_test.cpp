// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>

#include <ostream>
#include <sstream>

namespace plimsoll::cli_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Usage : public ProgramTest {};

TEST_F(Usage, HelpGoesToStandardOutputAndNamesTheCommands) {
    const auto result = run({"--help"});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.err, IsEmpty());
    for (const char* command : {"compare", "check", "explain", "trace", "profile"})
        EXPECT_THAT(result.out, HasSubstr(command));
    EXPECT_THAT(result.out, HasSubstr("250 ms"));  // how quantities are written
}

TEST_F(Usage, EveryCommandHasHelpWithAnExample) {
    for (const std::vector<std::string>& command : {std::vector<std::string>{"compare"},
                                                    {"check"},
                                                    {"explain"},
                                                    {"trace"},
                                                    {"trace", "inspect"},
                                                    {"model"},
                                                    {"model", "list"},
                                                    {"model", "show"},
                                                    {"profile"},
                                                    {"profile", "list"},
                                                    {"profile", "show"},
                                                    {"profile", "compare"},
                                                    {"profile", "import"},
                                                    {"schema"},
                                                    {"help"},
                                                    {"completion"},
                                                    {"man"}}) {
        auto arguments = command;
        arguments.push_back("--help");
        const auto result = run(arguments);
        EXPECT_EQ(result.status, 0);
        std::string name = "plimsoll";
        for (const auto& word : command) name += " " + word;
        EXPECT_THAT(result.out, HasSubstr("Usage: " + name));
        const auto examples = result.out.find("\nExample");
        ASSERT_NE(examples, std::string::npos) << name;
        // Its own: every example is of this command, or of one below it.
        std::istringstream lines(result.out.substr(examples));
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with("  plimsoll ")) {
                EXPECT_THAT(line, StartsWith("  " + name)) << name;
            }
    }
}

TEST_F(Usage, HelpIsACommandToo) {
    EXPECT_EQ(run({"help"}).out, run({"--help"}).out);
    EXPECT_EQ(run({"help", "compare"}).out, run({"compare", "--help"}).out);
    EXPECT_EQ(run({"help", "trace", "inspect"}).out, run({"trace", "inspect", "--help"}).out);
    const auto wrong = run({"help", "comapre"});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_THAT(wrong.err, HasSubstr("did you mean \"compare\""));
}

TEST_F(Usage, VersionNamesCompilerAndLibraries) {
    const auto result = run({"--version"});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.out, StartsWith("plimsoll "));
    for (const char* part : {"SimGrid 3", "Boost 1", "GNU"}) EXPECT_THAT(result.out, HasSubstr(part));
}

struct Mistake {
    std::vector<std::string> arguments;
    std::string expected;
};

void PrintTo(const Mistake& mistake, std::ostream* to) { *to << testing::PrintToString(mistake.arguments); }

class UsageMistake : public testing::TestWithParam<Mistake> {};

TEST_P(UsageMistake, EndsWithStatus2AndSaysWhatIsWrong) {
    const auto result = run(GetParam().arguments);
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr(GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, UsageMistake,
    testing::Values(Mistake{{}, "no command given"},                                                     //
                    Mistake{{}, "plimsoll --help"},                                                      //
                    Mistake{{"comapre", "x.json"}, "did you mean \"compare\""},                          //
                    Mistake{{"sing"}, "the commands are"},                                               //
                    Mistake{{"--verson"}, "did you mean \"--version\""},                                 //
                    Mistake{{"compare", "x.json", "--josn"}, "did you mean \"--json\""},                 //
                    Mistake{{"compare", "x.json", "--progres=json"}, "did you mean \"--progress\""},     //
                    Mistake{{"compare", "x.json", "--josn"}, "plimsoll compare --help"},                 //
                    Mistake{{"compare"}, "SCENARIO"},                                                    //
                    Mistake{{"compare", "x.json", "y.json"}, "unexpected argument \"y.json\""},          //
                    Mistake{{"compare", "x.json", "--jobs", "0"}, "--jobs"},                             //
                    Mistake{{"compare", "x.json", "--jobs", "many"}, "--jobs"},                          //
                    Mistake{{"compare", "x.json", "--progress", "sometimes"}, "--progress"},             //
                    Mistake{{"compare", "x.json", "--color", "green"}, "--color"},                       //
                    Mistake{{"compare", "x.json", "--requests"}, "--out"},                               //
                    Mistake{{"compare", "x.json", "--budget", "1000"}, "USD/month"},                     //
                    Mistake{{"compare", "x.json", "--budget", "much USD/month"}, "\"much USD/month\""},  //
                    Mistake{{"compare", "x.json", "--budget", "-5 USD/month"}, "--budget"},              //
                    Mistake{{"trace"}, "no command given"},                                              //
                    Mistake{{"trace", "inspekt"}, "did you mean \"inspect\""},                           //
                    Mistake{{"trace", "inspect", "x.csv", "--format", "azur"}, "azure-llm-2023"},        //
                    Mistake{{"trace", "inspect", "x.csv", "--columns", "when=t"}, "input_tokens"}));

TEST_F(Usage, WrongUsageIsFoundBeforeTheScenarioIsRead) {
    const auto result = run({"compare", path("missing.json"), "--budget", "cheap"});
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(result.err, Not(HasSubstr("missing.json")));
}

}  // namespace
}  // namespace plimsoll::cli_test
