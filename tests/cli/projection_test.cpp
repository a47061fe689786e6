// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace plimsoll::cli_test {
namespace {

using testing::HasSubstr;

class ProjectCommand : public ProgramTest {
protected:
    [[nodiscard]] std::vector<std::string> with(std::vector<std::string> words, const char* command = "project") const {
        words.insert(words.begin(), {command, small(), "--start", "2027-01", "--months", "3"});
        return words;
    }
};

TEST_F(ProjectCommand, TellsTheMonthsToPeopleAndPrograms) {
    const auto text = run(with({"--growth", "0.1", "--budget", "1000"}));
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out, HasSubstr("2027-03"));
    EXPECT_THAT(text.out, HasSubstr("a month above budget"));
    const auto json = nlohmann::json::parse(run(with({"--json"})).out);
    EXPECT_EQ(json.at("schema"), "plimsoll.projection/1");
    EXPECT_EQ(json.at("deployments").at(0).at("months").size(), 3U);
}

TEST_F(ProjectCommand, IsTheSameForAnyNumberOfJobs) {
    const std::vector<std::string> unsure{"--growth-sd", "0.1", "--json"};
    auto one = with(unsure);
    one.insert(one.end(), {"-j", "1"});
    auto three = with(unsure);
    three.insert(three.end(), {"-j", "3"});
    const auto first = run(one);
    EXPECT_EQ(first.status, 0) << first.err;
    EXPECT_EQ(first.out, run(three).out);
}

// "two" runs two machines at 1.00 USD an hour; of the 744 hours of January one costs 0.60.
TEST_F(ProjectCommand, TakesCommitmentsOfTheCommandLine) {
    const auto told = run(
        with({"--json", "--commitment", R"({"at": "2027-01", "deployment": "two", "machines": 1, "discount": 0.4})"}));
    EXPECT_EQ(told.status, 0) << told.err;
    const auto two = nlohmann::json::parse(told.out).at("deployments").at(1);
    EXPECT_EQ(two.at("commitments").at(0).at("per_hour"), "0.60");
    EXPECT_NEAR(two.at("months").at(0).at("middle").at("total").get<double>(), 1.6 * 744, 1e-6);
    const auto unknown = run(with({"--commitment", R"({"at": "2027-01", "machine": 1, "discount": 0.4})"}));
    EXPECT_EQ(unknown.status, 3);
    EXPECT_THAT(unknown.err, HasSubstr("machines"));
    const auto kind = run(with({"--commitment", R"({"at": "2027-01", "machines": 1, "kind": "aws-reserved"})"}));
    EXPECT_EQ(kind.status, 3);
    EXPECT_THAT(kind.err, HasSubstr("aws-reserved-instance"));
}

TEST_F(ProjectCommand, SaysWhatIsWrong) {
    EXPECT_THAT(run({"project", small()}).err, HasSubstr("name it, for example \"start\": \"2027-01\""));
    const auto month = run({"project", small(), "--start", "2027-13"});
    EXPECT_EQ(month.status, 2);
    EXPECT_THAT(month.err, HasSubstr("\"2027-13\" is no month"));
    const auto format = run(with({"--out", path("r"), "--format", "docx"}, "report"));
    EXPECT_EQ(format.status, 2);
    EXPECT_THAT(format.err, HasSubstr("there is no \"docx\", but"));
    const auto day = run(with({"--out", path("r"), "--date", "today"}, "report"));
    EXPECT_EQ(day.status, 2);
    EXPECT_FALSE(std::filesystem::exists(path("r")));
}

TEST_F(ProjectCommand, ReportsAreTheSameBytesOnTheSameDay) {
    for (const char* folder : {"a", "b"}) {
        const auto told = run(with({"--out", path(folder), "--date", "2027-01-31"}, "report"));
        EXPECT_EQ(told.status, 0) << told.err;
    }
    for (const char* name : {"report.html", "focus.csv", "projection.json", "report.xlsx"}) {
        EXPECT_FALSE(content_of(path("a") + "/" + name).empty()) << name;
        EXPECT_EQ(content_of(path("a") + "/" + name), content_of(path("b") + "/" + name)) << name;
    }
}

TEST_F(ProjectCommand, PrintsWithTheProgramThatMakesPdf) {
    const auto alone =
        run(with({"--out", path("r"), "--format", "pdf"}, "report"), with_environment({{"PATH", path(".")}}));
    EXPECT_EQ(alone.status, 4);
    EXPECT_THAT(alone.err, HasSubstr("install the package weasyprint"));
    std::filesystem::permissions(file("weasyprint", "#!/bin/sh\n/bin/cp \"$2\" \"$3\"\n"),
                                 std::filesystem::perms::owner_all);
    const auto printed =
        run(with({"--out", path("r"), "--format", "pdf"}, "report"), with_environment({{"PATH", path(".")}}));
    EXPECT_EQ(printed.status, 0) << printed.err;
    EXPECT_THAT(content_of(path("r/report.pdf")), HasSubstr("<!DOCTYPE html>"));
    EXPECT_FALSE(std::filesystem::exists(path("r/report.printed.html")));
}

// The charges that `report` writes are a bill that came as projected.
TEST_F(ProjectCommand, HoldsABillAgainstWhatWasProjected) {
    ASSERT_EQ(run(with({"--out", path("r"), "--format", "focus"}, "report")).status, 0);
    const auto actuals = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"actuals", small(), path("r/focus.csv"), "--months", "6"});
        return run(more);
    };
    const auto unnamed = actuals({});
    EXPECT_EQ(unnamed.status, 3);
    EXPECT_THAT(unnamed.err, HasSubstr("--deployment"));
    const auto name =
        nlohmann::json::parse(run(with({"--json"})).out).at("deployments").at(0).at("name").get<std::string>();
    const std::vector<std::string> one{"--deployment", name, "--where", "SubAccountName=" + name};
    const auto text = actuals(one);
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out, HasSubstr("3 of 3 whole months lie between P10 and P90"));
    auto with_json = one;
    with_json.emplace_back("--json");
    const auto json = nlohmann::json::parse(actuals(with_json).out);
    EXPECT_EQ(json.at("schema"), "plimsoll.actuals/1");
    EXPECT_EQ(json.at("months").size(), 3U);
    EXPECT_NEAR(json.at("forecast").at("factor").get<double>(), 1, 1e-9);
    EXPECT_EQ(json.at("forecast").at("ahead").size(), 3U);
    EXPECT_EQ(actuals({"--cost", "paid"}).status, 2);
    EXPECT_EQ(actuals({"--where", "nothing"}).status, 3);
}

}  // namespace
}  // namespace plimsoll::cli_test
