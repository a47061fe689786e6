// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/text.hpp"

#include "sim/report/layout.hpp"

#include <gtest/gtest.h>

namespace plimsoll::results {
namespace {

TEST(Text, a_duration_and_its_interval_share_a_unit) {
    EXPECT_EQ(duration_text(Estimate{0.425, Interval{0.38, 0.47}}), "425 ± 45 ms");
    EXPECT_EQ(duration_text(Estimate{2.0, Interval{0.0, 5.25}}), "2.00 [0, 5.25] s");
    EXPECT_EQ(duration_text(Estimate{2.0, Interval{2.0, 2.0}}), "2.00 s");
    EXPECT_EQ(duration_text(Estimate{7200, Interval{7164, 7236}}), "2.00 ± 0.01 h");
}

TEST(Text, money_has_digits_that_matter) {
    EXPECT_EQ(money_text(0), "$0");
    EXPECT_EQ(money_text(1234567.89), "$1,234,568");
    EXPECT_EQ(money_text(999.5), "$1,000");
    EXPECT_EQ(money_text(100), "$100");
    EXPECT_EQ(money_text(99.996), "$100");
    EXPECT_EQ(money_text(41.2), "$41.20");
    EXPECT_EQ(money_text(0.9996), "$1.00");
    EXPECT_EQ(money_text(0.0021), "$0.00210");
    EXPECT_EQ(money_text(-3.2), "-$3.20");
    EXPECT_EQ(money_text(-0.001, 41), "$0.00");
    EXPECT_EQ(money_text(0.5, 1234), "$0");
}

TEST(Text, a_share_is_never_rounded_up_to_everything) {
    EXPECT_EQ(share_text(1), "100 %");
    EXPECT_EQ(share_text(0.99999), ">99.99 %");
    EXPECT_EQ(share_text(0.9999), "99.99 %");
    EXPECT_EQ(share_text(0.99899), "99.8 %");
    EXPECT_EQ(share_text(0.999), "99.90 %");
    EXPECT_EQ(share_text(0.5), "50.0 %");
    EXPECT_EQ(share_text(0), "0.0 %");
}

TEST(Text, numbers_have_three_digits) {
    EXPECT_EQ(number_text(12.44), "12.4");
    EXPECT_EQ(number_text(2), "2");
    EXPECT_EQ(number_text(1729.6), "1,730");
    EXPECT_EQ(number_text(0.25), "0.25");
    EXPECT_EQ(number_text(0), "0");
}

TEST(Text, estimates_of_money_are_plain_decimals) {
    EXPECT_EQ(estimate_text(0), "0");
    EXPECT_EQ(estimate_text(127.062047361747), "127.062047");
    EXPECT_EQ(estimate_text(1e9), "1000000000");
    EXPECT_EQ(estimate_text(-0.5), "-0.5");
    EXPECT_EQ(estimate_text(1e-20), "0");
    EXPECT_EQ(estimate_text(-1e-20), "0");
}

TEST(Text, exact_text_reads_back) {
    EXPECT_EQ(exact_text(0.1), "0.1");
    EXPECT_EQ(exact_text(24), "24");
}

TEST(Layout, widths_are_terminal_cells) {
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("±✓–…"), 4U);
    EXPECT_EQ(display_width("模型"), 4U);
    EXPECT_EQ(display_width("e\u0301"), 1U);
    EXPECT_EQ(display_width("\xff"), 1U);
    EXPECT_EQ(display_width("🚀"), 2U);
}

TEST(Layout, padding_counts_cells_and_not_bytes) {
    EXPECT_EQ(padded_left("✓", 3), "  ✓");
    EXPECT_EQ(padded_right("模", 3), "模 ");
    EXPECT_EQ(padded_right("long", 2), "long");
}

TEST(Layout, shortening_never_splits_a_character) {
    EXPECT_EQ(shortened("deployment", 6), "deplo…");
    EXPECT_EQ(shortened("模型模型", 4), "模…");
    EXPECT_EQ(shortened("short", 5), "short");
    EXPECT_EQ(shortened("a bc", 3), "a…");
    EXPECT_EQ(shortened("abc", 0), "");
}

TEST(Layout, wrapping_breaks_at_spaces) {
    EXPECT_EQ(wrapped("one two  three", 7), (std::vector<std::string>{"one two", "three"}));
    EXPECT_EQ(wrapped("an incomprehensible a", 8), (std::vector<std::string>{"an", "incompre", "hensible", "a"}));
    EXPECT_EQ(wrapped("模型模型", 5), (std::vector<std::string>{"模型", "模型"}));
    EXPECT_EQ(wrapped("", 5), (std::vector<std::string>{""}));
}

}  // namespace
}  // namespace plimsoll::results
