// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/actuals/actuals_schema.hpp"

#include "sim/projection/projection_schema.hpp"

namespace plimsoll::sim {
namespace {

using namespace schema;

Schema causes() {
    return object({{"volume", "more or less of the whole, at projected prices and shares", number("currency")},
                   {"mix", "other shares of the kinds that a service has", number("currency")},
                   {"price", "other prices of a unit", number("currency")},
                   {"not_projected", "charges without an item", number("currency")},
                   {"not_billed", "items without a charge", number("currency")},
                   {"untold", "of items whose units differ", number("currency")}});
}

Schema compared_line() {
    return object({{"service", "by the bill where it says so", text()},
                   {"item", "as the projection calls it, else the bill", text()},
                   {"unit", "of the quantities", text()},
                   {"projected", "null: not at all", or_null(number("currency"))},
                   {"projected_quantity", "null: not at all", or_null(number())},
                   {"billed", "exact; null: not at all", or_null(decimal("currency"))},
                   {"billed_quantity", "null: not at all", or_null(number())},
                   {"causes", "of the difference", causes()}});
}

Schema compared_month() {
    return object({{"month", "2027-05", text()},
                   {"whole", "the bill covers it from its first day to its last", flag()},
                   {"predicted", "of the whole bill", prediction()},
                   {"projected", "with nothing uncertain: what the lines add up to", number("currency")},
                   {"billed", "exact", decimal("currency")},
                   {"causes", "of the difference", causes()},
                   {"lines", "items and charges", list_of(compared_line())}});
}

}  // namespace

std::string actuals_schema_text() {
    return schema::text_of(
        "plimsoll.actuals/1", "What `plimsoll actuals --json` prints",
        {{"schema", "", text()},
         {"scenario", "its name", text()},
         {"deployment", "that runs", text()},
         {"bill", "that was read",
          object({{"path", "of the file", text()},
                  {"charges", "in it", count()},
                  {"taken", "of them, those that meet every condition", count()}})},
         {"cost", "of a charge that counts", one_of({"billed", "effective", "contracted", "list"})},
         {"currency", "of all amounts", text()},
         {"months", "that are billed and projected", list_of(compared_month())},
         {"whole_months", "how many of these the bill covers", count()},
         {"within_p10_to_p90", "of these, how many were billed so", count()},
         {"causes", "of all months", causes()},
         {"not_projected_months", "that are billed beyond the projection", list_of(text())},
         {"forecast", "null: no month is whole, or none is left",
          or_null(object({{"factor", "billed over projected, of the whole months", number()},
                          {"months", "how many these are", count()},
                          {"ahead", "the months that are left, times the factor",
                           list_of(object({{"month", "2027-08", text()}, {"bill", "calibrated", prediction()}}))}}))}});
}

}  // namespace plimsoll::sim
