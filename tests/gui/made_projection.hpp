// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// Answers of `plimsoll project --json` and `plimsoll commitments --json`, made by hand.
namespace plimsoll::gui::testing {

/// Two months with a budget of $120 in each: an API that grows from $100 to $150 and then misses its objective, and a
/// machine at $130, of which a commitment is $60 from the second month on.
inline QByteArray madeProjection() {
    const auto bill = [](const char* name, const char* p10, const char* p50, const char* p90) {
        return QByteArray("\"") + name + R"(": {"mean": )" + p50 + R"(, "p10": )" + p10 + R"(, "p50": )" + p50 +
               R"(, "p90": )" + p90 + "}";
    };
    const auto month = [](const char* name, const char* load, const char* met, const QByteArray& bills,
                          const char* middle, const char* above, const char* covered = "") {
        return QByteArray(R"({"month": ")") + name + R"(", "load": )" + load +
               R"(, "requests": 1000, "meets_objectives": )" + met + ", " + bills + R"(, "middle": {"total": )" +
               middle + R"(, "items": [])" + covered + R"(}, "above_budget": )" + above + "}";
    };
    return R"({"schema": "plimsoll.projection/1", "scenario": "made", "seed": 1, "draws": 2000, "currency": "USD",
  "start": "2027-01", "budget_per_month": 120.0,
  "cheapest": [{"from": "2027-01", "deployment": "api"}, {"from": "2027-02", "deployment": "machine"}],
  "deployments": [
    {"name": "api", "lost": false, "competes": true, )" +
           bill("total", "230", "250", "290") +
           R"(, "present_value": 249, "misses_from": "2027-02",
     "moved_by": {"demand": 0.75, "step_times": 0, "spot_prices": 0, "chance": 0.25},
     "change": {"calendar": -10, "load": 60, "prices": 0, "one_off": 0},
     "unit": {)" +
           bill("per_1k_requests", "0.1", "0.12", "0.2") + R"(, "per_1m_tokens": null, "per_user": null, )" +
           bill("margin", "-50", "-20", "30") + R"(, "margin_share": null, "loses": 0.7}, "items": [],
     "months": [)" +
           month("2027-01", "1", "true",
                 bill("bill", "90", "100", "110") + ", " + bill("cumulative", "90", "100", "110"), "100", "0") +
           ", " +
           month("2027-02", "1.5", "false",
                 bill("bill", "130", "150", "190") + ", " + bill("cumulative", "230", "250", "290"), "150", "0.9") +
           R"(],
     "years": [{"year": 2027, "months": 2, )" +
           bill("bill", "230", "250", "290") + R"(}], "by_load": []},
    {"name": "machine", "lost": false, "competes": true, )" +
           bill("total", "260", "260", "260") +
           R"(, "present_value": 258, "misses_from": null,
     "moved_by": {"demand": 0, "step_times": 0, "spot_prices": 0, "chance": 0},
     "change": {"calendar": 0, "load": 0, "prices": 0, "one_off": 0}, "items": [],
     "months": [)" +
           month("2027-01", "1", "true",
                 bill("bill", "130", "130", "130") + ", " + bill("cumulative", "130", "130", "130"), "130", "1",
                 R"(, "on_demand": 130, "commitments": [{"used": 0, "unused": 0}])") +
           ", " +
           month("2027-02", "1.5", "true",
                 bill("bill", "130", "130", "130") + ", " + bill("cumulative", "260", "260", "260"), "130", "1",
                 R"(, "on_demand": 70, "commitments": [{"upfront": 0, "recurring": 60, "amortised": 60, "used": 45,
                    "unused": 15, "covered": 100}])") +
           R"(],
     "years": [], "by_load": []},
    {"name": "gone", "lost": true, "competes": true}],
  "notes": ["spot prices are taken to stay as they are"], "lost": []})";
}

/// A machine of which two thirds are worth a reservation, and an API that nothing covers.
inline QByteArray madeCommitments() {
    return R"({"schema": "plimsoll.commitments/1", "scenario": "made", "horizon_s": 86400, "term": "1y", "upfront": "none",
  "demand": [1, 1], "currency": "USD", "deployments": [
    {"name": "machine", "lost": false, "offers": ["aws/x"], "mix": [
      {"kind": "aws-reserved-instance", "title": "Reserved Instance", "covers": "aws/x", "per_hour": "0.60",
       "machines": 2, "verified": false, "unused_per_month": "43.80", "utilisation": 0.9}],
     "per_month": {"demand": 1, "on_demand": "1500.00", "total": "1138.00", "saving": "362.00",
       "saving_ci95": [300, 424], "unused": "43.80"},
     "coverage": 0.66, "utilisation": 0.9, "break_even_utilisation": 0.6, "paid_back_in_month": 1,
     "by_hour": {"used": [1.2, 1.2, 0.6], "unused": [0, 0, 0.6], "on_demand": [1, 0, 0]}, "warnings": []},
    {"name": "api", "lost": false, "offers": [], "mix": [], "warnings": []},
    {"name": "other", "lost": false, "offers": ["aws/y"], "mix": [],
     "per_month": {"demand": 1, "on_demand": "20.00", "total": "20.00", "saving": "0", "unused": "0"}, "coverage": 0,
     "warnings": [{"code": "no-rate", "text": "no rate is known for aws/y"}]}],
  "lost": []})";
}

}  // namespace plimsoll::gui::testing
