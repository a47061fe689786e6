// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/quantity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>

namespace plimsoll::scenarios {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

TEST(ParseDuration, IsTheNumberTimesTheUnitExactly) {
    const std::pair<const char*, Duration> cases[] = {
        {"1 ns", 1ns},
        {"17 us", 17us},
        {"250 ms", 250ms},
        {"1.5 s", 1500ms},
        {"90 s", 90s},
        {"2 min", 2min},
        {"24 h", 24h},
        {"3 d", 72h},
        {"0 s", 0ns},
        {"0.5 ms", 500us},
        {"0.1 us", 100ns},
        {"1.25 h", 75min},
        {"0.000000001 s", 1ns},
        {"250ms", 250ms},
        {"  24 h ", 24h},
        {"1.500 s", 1500ms},
        {"007 s", 7s},
        {"0.123456789 s", 123456789ns},
        {"0.0000000000 d", 0ns},
        {"1.0000000000000 s", 1s},
    };
    for (const auto& [text, value] : cases) {
        const Parsed<Duration> parsed = parse_duration(text);
        ASSERT_TRUE(parsed.value) << text << ": " << parsed.message;
        EXPECT_EQ(*parsed.value, value) << text;
    }
}

TEST(ParseDuration, HasNoRoundingWhereBinaryFloatingPointHas) {
    // 0.3 * 1e9 in doubles is 300000000.00000000 by luck; 1.1 d and 4.35 s are not representable.
    EXPECT_EQ(parse_duration("1.1 d").value, Duration(95'040'000'000'000));
    EXPECT_EQ(parse_duration("4.35 s").value, Duration(4'350'000'000));
    EXPECT_EQ(parse_duration("9007199.254740993 s").value, Duration(9'007'199'254'740'993)) << "2^53 + 1 ns";
}

TEST(ParseDuration, ReachesTheWholeRangeAndNotBeyond) {
    EXPECT_EQ(parse_duration("3153600000000000000 ns").value, kLongestDuration);
    EXPECT_EQ(parse_duration("36500 d").value, kLongestDuration);
    for (const char* text : {"3153600000000000001 ns", "3153600000.000000001 s", "36501 d", "106751 d",
                             "9223372036854775807 ns", "9223372036854775808 ns", "999999999999999999999999999999 d"}) {
        const Parsed<Duration> parsed = parse_duration(text);
        EXPECT_FALSE(parsed.value) << text;
        EXPECT_THAT(parsed.message, HasSubstr("out of range")) << text;
    }
}

TEST(ParseDuration, RefusesWhatIsFinerThanOneNanosecond) {
    for (const char* text : {"1.5 ns", "0.0000000001 s", "0.1234567891 s", "0.00000000000000000000000001 d"}) {
        const Parsed<Duration> parsed = parse_duration(text);
        EXPECT_FALSE(parsed.value) << text;
        EXPECT_THAT(parsed.message, HasSubstr("finer than 1 ns")) << text;
    }
}

struct Refusal {
    const char* text;
    const char* message;
    const char* hint;
};

TEST(ParseDuration, SaysWhatIsWrongAndShowsWhatIsRight) {
    const Refusal cases[] = {
        {"", "empty", "250 ms"},
        {"   ", "empty", "250 ms"},
        {"-5 s", "negative", "250 ms"},
        {"24", "has no unit", "\"24 h\""},
        {"s", "does not begin with a number", "90 s"},
        {"fast", "does not begin with a number", "90 s"},
        {"+5 s", "does not begin with a number", "90 s"},
        {".5 s", "does not begin with a number", "90 s"},
        {"5. s", "does not begin with a number", "90 s"},
        {"1.2.3 s", "does not begin with a number", "90 s"},
        {"1,5 s", "comma", "decimal point"},
        {"5 m", "unknown unit \"m\"", "did you mean \"5 min\"?"},
        {"5 seconds", "unknown unit \"seconds\"", "did you mean \"5 s\"?"},
        {"2 hours", "unknown unit \"hours\"", "did you mean \"2 h\"?"},
        {"10 µs", "unknown unit \"µs\"", "did you mean \"10 us\"?"},
        {"5 fortnights", "unknown unit", "units are ns, us, ms, s, min, h, d"},
        {"1e3 s", "unknown unit \"e3 s\"", "units are"},
        {"1 h 30 min", "unknown unit", "units are"},
        {"1234567890123456789012345678901 s", "more than 30 digits", "90 s"},
    };
    for (const Refusal& refusal : cases) {
        const Parsed<Duration> parsed = parse_duration(refusal.text);
        EXPECT_FALSE(parsed.value) << refusal.text;
        EXPECT_THAT(parsed.message, HasSubstr(refusal.message)) << refusal.text;
        EXPECT_THAT(parsed.hint, HasSubstr(refusal.hint)) << refusal.text;
    }
}

TEST(ParseBytes, KnowsDecimalAndBinaryUnits) {
    EXPECT_EQ(parse_bytes("80 GB").value, 80e9);
    EXPECT_EQ(parse_bytes("440 MB").value, 440e6);
    EXPECT_EQ(parse_bytes("16 GiB").value, 17179869184.0);
    EXPECT_EQ(parse_bytes("512 MiB").value, 536870912.0);
    EXPECT_EQ(parse_bytes("1.5 KB").value, 1500.0);
    EXPECT_EQ(parse_bytes("7 B").value, 7.0);
    EXPECT_EQ(parse_bytes("2TB").value, 2e12);
    EXPECT_THAT(parse_bytes("80 gb").hint, HasSubstr("did you mean \"80 GB\"?"));
    EXPECT_THAT(parse_bytes("80").message, HasSubstr("has no unit"));
    EXPECT_THAT(parse_bytes("80 GW").hint, HasSubstr("units are B, KB"));
}

// 512 MB are half a GB: whoever bills memory counts in powers of 1024, however the unit is spelt.
TEST(ParseBilledGb, CountsAsProvidersDo) {
    EXPECT_EQ(parse_billed_gb("512 MB").value, 0.5);
    EXPECT_EQ(parse_billed_gb("512 MiB").value, 0.5);
    EXPECT_EQ(parse_billed_gb("3008 MB").value, 2.9375);
    EXPECT_EQ(parse_billed_gb("1 GB").value, 1.0);
    EXPECT_EQ(parse_billed_gb("1 GiB").value, 1.0);
    EXPECT_EQ(parse_billed_gb("0.5 GB").value, 0.5);
    EXPECT_EQ(parse_billed_gb("1048576 KB").value, 1.0);
    EXPECT_EQ(parse_billed_gb("1073741824 B").value, 1.0);
    EXPECT_THAT(parse_billed_gb("2 gb").hint, HasSubstr("did you mean \"2 GB\"?"));
    EXPECT_THAT(parse_billed_gb("2").message, HasSubstr("has no unit"));
}

TEST(ParseRate, CountsPerSecondOrPerTheSpanAskedFor) {
    EXPECT_EQ(parse_rate("5 /s").value, 5.0);
    EXPECT_EQ(parse_rate("300 /min").value, 5.0);
    EXPECT_EQ(parse_rate("36 /h").value, 0.01);
    EXPECT_EQ(parse_rate("8640 /d").value, 0.1);
    EXPECT_EQ(parse_rate("0.25/s").value, 0.25);
    // A limit that is given per minute and used per minute is not rounded on the way.
    EXPECT_EQ(parse_rate("100000 /min", 1min).value, 100000.0);
    EXPECT_EQ(parse_rate("10 /s", 1min).value, 600.0);
    EXPECT_THAT(parse_rate("5 requests/s").hint, HasSubstr("did you mean \"5 /s\"?"));
    EXPECT_THAT(parse_rate("5 s").hint, HasSubstr("did you mean \"5 /s\"?"));
    EXPECT_THAT(parse_rate("5").message, HasSubstr("has no unit"));
    EXPECT_THAT(parse_rate("-5 /s").message, HasSubstr("negative"));
}

TEST(ParseBandwidth, IsBytesPerSecond) {
    EXPECT_EQ(parse_bandwidth("10 Gbit/s").value, 1.25e9);
    EXPECT_EQ(parse_bandwidth("1 GB/s").value, 1e9);
    EXPECT_EQ(parse_bandwidth("500 MB/s").value, 500e6);
    EXPECT_EQ(parse_bandwidth("8 bit/s").value, 1.0);
    EXPECT_EQ(parse_bandwidth("1 MiB/s").value, 1048576.0);
    EXPECT_THAT(parse_bandwidth("10 gbit/s").hint, HasSubstr("10 Gbit/s"));
    EXPECT_THAT(parse_bandwidth("10 Gbps").hint, HasSubstr("units are"));
}

TEST(ParsePrice, KeepsTheDecimalTextAndWantsItsUnit) {
    EXPECT_EQ(parse_price("1.25 USD/h", PriceUnit::per_hour).value, "1.25");
    EXPECT_EQ(parse_price("0.0000166667 USD/GB-s", PriceUnit::per_gb_second).value, "0.0000166667");
    EXPECT_EQ(parse_price("0.20 USD/1M requests", PriceUnit::per_million_requests).value, "0.20");
    EXPECT_EQ(parse_price("0.10 USD/1M tokens", PriceUnit::per_million_tokens).value, "0.10");
    EXPECT_THAT(parse_price("1.25 EUR/h", PriceUnit::per_hour).message, HasSubstr("expected \"USD/h\""));
    EXPECT_THAT(parse_price("1.25 USD/1M tokens", PriceUnit::per_hour).message, HasSubstr("expected \"USD/h\""));
    EXPECT_THAT(parse_price("$1.25/h", PriceUnit::per_hour).message, HasSubstr("the currency follows the number"));
    EXPECT_THAT(parse_price("-1 USD/h", PriceUnit::per_hour).message, HasSubstr("negative"));
    EXPECT_THAT(parse_price("1.25", PriceUnit::per_hour).hint, HasSubstr("1.25 USD/h"));
}

TEST(EveryExampleInAHint, IsItselfAccepted) {
    EXPECT_TRUE(parse_duration("250 ms").value && parse_duration("90 s").value && parse_duration("24 h").value);
    for (const PriceUnit unit : {PriceUnit::per_hour, PriceUnit::per_gb_second, PriceUnit::per_million_requests,
                                 PriceUnit::per_million_tokens}) {
        const std::string hint = parse_price("", unit).hint;  // write "..."
        const std::string example = hint.substr(hint.find('"') + 1, hint.rfind('"') - hint.find('"') - 1);
        EXPECT_TRUE(parse_price(example, unit).value) << hint;
    }
}

TEST(TextOfDuration, IsExactWithTheShortestNumber) {
    const std::pair<Duration, const char*> cases[] = {
        {0ns, "0 s"},
        {1ns, "1 ns"},
        {250ms, "250 ms"},
        {100ms, "100 ms"},
        {1500ms, "1.5 s"},
        {90s, "90 s"},
        {60s, "1 min"},
        {300s, "5 min"},
        {24h, "24 h"},
        {48h, "2 d"},
        {36h, "36 h"},
        {75min, "75 min"},
        {90min, "90 min"},
        {150min, "150 min"},
        {7 * 24h, "7 d"},
        {1234us, "1234 us"},
        {1000000001ns, "1000000001 ns"},
        {-250ms, "-250 ms"},
        {6h, "6 h"},
    };
    for (const auto& [value, text] : cases) {
        EXPECT_EQ(text_of(value), text);
    }
    EXPECT_EQ(text_of(Duration::min()), "-9223372036854775808 ns");
}

TEST(TextOfDuration, IsReadBackToTheSameDuration) {
    std::mt19937_64 random(1);
    for (int i = 0; i < 20'000; ++i) {
        // Every magnitude, and round numbers of every unit.
        const auto raw = static_cast<std::int64_t>(random() >> (1 + random() % 62)) % (kLongestDuration.count() + 1);
        const std::int64_t grain[] = {
            1, 1'000, 1'000'000, 500'000'000, 1'000'000'000, 60'000'000'000, 3'600'000'000'000};
        const Duration value(raw - raw % grain[random() % 7]);
        const std::string text = text_of(value);
        EXPECT_EQ(parse_duration(text).value, value) << text << " for " << value.count();
    }
}

TEST(TextOfBytesAndRates, AreReadBackToTheSameNumber) {
    EXPECT_EQ(text_of_bytes(80e9), "80 GB");
    EXPECT_EQ(text_of_bytes(440e6), "440 MB");
    EXPECT_EQ(text_of_bytes(17179869184.0), "16 GiB");
    EXPECT_EQ(text_of_bytes(0), "0 B");
    EXPECT_EQ(text_of_rate(5), "5 /s");
    EXPECT_EQ(text_of_rate(10.0 / 3600), "10 /h");
    EXPECT_EQ(text_of_bandwidth(1.25e9), "1.25 GB/s");
    for (const char* text : {"80 GB", "440 MB", "16 GiB", "123456789 B", "1.7 TB", "0.5 KB"}) {
        const double bytes = *parse_bytes(text).value;
        EXPECT_EQ(parse_bytes(text_of_bytes(bytes)).value, bytes) << text_of_bytes(bytes);
    }
    for (const char* text : {"8 /s", "300 /min", "7 /h", "1 /d", "0.3 /s", "0 /s"}) {
        const double rate = *parse_rate(text).value;
        EXPECT_DOUBLE_EQ(*parse_rate(text_of_rate(rate)).value, rate) << text_of_rate(rate);
    }
}

}  // namespace
}  // namespace plimsoll::scenarios
