// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/money.hpp"

#include "print.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace plimsoll::pricing {
namespace {

using boost::multiprecision::cpp_int;

/// Random amounts with every number of fractional digits, negative ones and ones beyond 64 bits.
class Amounts {
public:
    Money next() { return Money::parse(next_text()); }

    std::string next_text() {
        std::string text = random_() % 4 == 0 ? "-" : "";
        text += digits(1 + random_() % 25);
        const auto fraction = random_() % 13;
        return fraction == 0 ? text : text + "." + digits(fraction);
    }

    Quantity next_quantity() {
        const Quantity dividend = random_() % 1'000'000'000'000'000;
        return dividend / (1 + random_() % 100'000'000);
    }

private:
    std::string digits(std::uint64_t count) {
        std::string text(count, '0');
        for (auto& c : text) {
            c = static_cast<char>('0' + random_() % 10);
        }
        return text;
    }

    std::mt19937_64 random_{42};
};

/// The amount as a fraction, computed from its text and so independently of Money's arithmetic.
Quantity fraction_of(const Money& money) {
    std::string text = money.text();
    const auto point = text.find('.');
    const auto fractional = text.size() - point - 1;
    text.erase(point, 1);
    const bool negative = text.front() == '-';
    if (negative) {
        text.erase(0, 1);
    }
    text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));  // cpp_int reads a leading 0 as octal
    const Quantity magnitude(cpp_int(text), boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(fractional)));
    return negative ? Quantity(-magnitude) : magnitude;
}

TEST(Money, ReadsAndWritesPlainDecimals) {
    EXPECT_EQ(Money::parse("12").text(), "12.00");
    EXPECT_EQ(Money::parse("0.0000166667").text(), "0.0000166667");
    EXPECT_EQ(Money::parse("-3.06").text(), "-3.06");
    EXPECT_EQ(Money::parse("007.10").text(), "7.10");
    EXPECT_EQ(Money::parse("-0.000").text(), "0.00");
    EXPECT_EQ(Money::parse("0.000000000001").text(), "0.000000000001");
    EXPECT_EQ(Money().text(), "0.00");
}

TEST(Money, RejectsEverythingElse) {
    for (const char* text : {"", "-", ".5", "5.", "+1", "1e3", "1,5", " 1", "1 ", "0x1", "--1", "1.2.3", "nan", "inf",
                             "1.-5", "0.1234567890123"}) {
        EXPECT_THROW((void)Money::parse(text), std::invalid_argument) << text;
    }
}

TEST(Money, ParseUndoesText) {
    Amounts amounts;
    for (int i = 0; i < 2000; ++i) {
        const Money money = amounts.next();
        EXPECT_EQ(Money::parse(money.text()), money) << money.text();
    }
}

TEST(Money, SumsAreExactWhateverTheirOrder) {
    Amounts amounts;
    for (int i = 0; i < 2000; ++i) {
        const Money a = amounts.next();
        const Money b = amounts.next();
        const Money c = amounts.next();
        EXPECT_EQ((a + b) + c, a + (b + c));
        EXPECT_EQ(a + b, b + a);
        EXPECT_EQ(a + b - b, a);
        EXPECT_EQ(fraction_of(a + b), fraction_of(a) + fraction_of(b));
    }
}

TEST(Money, OrderIsThatOfTheFractions) {
    Amounts amounts;
    for (int i = 0; i < 2000; ++i) {
        const Money a = amounts.next();
        const Money b = amounts.next();
        EXPECT_EQ(a < b, fraction_of(a) < fraction_of(b));
        EXPECT_EQ(a == b, fraction_of(a) == fraction_of(b));
    }
}

// Rounding to nearest: |computed - exact| <= half a unit of the twelfth digit, and at a tie the last digit is even.
TEST(Money, TimesIsTheNearestAmountToTheExactProduct) {
    Amounts amounts;
    const Quantity half(1, cpp_int("2000000000000"));
    for (int i = 0; i < 2000; ++i) {
        const Money price = amounts.next();
        const Quantity quantity = amounts.next_quantity();
        const Quantity error = fraction_of(price.times(quantity)) - fraction_of(price) * quantity;
        EXPECT_LE(boost::multiprecision::abs(error), half) << price.text() << " x " << quantity;
    }
}

TEST(Money, TimesRoundsTiesToEven) {
    const Quantity half(1, 2);
    EXPECT_EQ(Money::parse("0.000000000001").times(half).text(), "0.00");
    EXPECT_EQ(Money::parse("0.000000000003").times(half).text(), "0.000000000002");
    EXPECT_EQ(Money::parse("0.000000000005").times(half).text(), "0.000000000002");
    EXPECT_EQ(Money::parse("-0.000000000001").times(half).text(), "0.00");
    EXPECT_EQ(Money::parse("-0.000000000003").times(half).text(), "-0.000000000002");
    EXPECT_EQ(Money::parse("0.000000000001").times(Quantity(2, 3)).text(), "0.000000000001");
}

TEST(Money, InvoiceRoundingIsHalfUp) {
    EXPECT_EQ(Money::parse("1.875").rounded(2).text(), "1.88");
    EXPECT_EQ(Money::parse("1.874999999999").rounded(2).text(), "1.87");
    EXPECT_EQ(Money::parse("-0.005").rounded(2).text(), "-0.01");
    EXPECT_EQ(Money::parse("2.5").rounded(0).text(), "3.00");
    EXPECT_EQ(Money::parse("0.123456789012").rounded(12).text(), "0.123456789012");
    EXPECT_THROW((void)Money().rounded(13), std::invalid_argument);
}

TEST(Money, ApproximateIsTheNearbyDouble) {
    EXPECT_DOUBLE_EQ(Money::parse("21.957642").approximate(), 21.957642);
    EXPECT_DOUBLE_EQ(Money::parse("-0.0000166667").approximate(), -0.0000166667);
}

}  // namespace
}  // namespace plimsoll::pricing
