// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/projection/cost_curve.hpp"

#include <string>
#include <string_view>

namespace plimsoll::sim {

/// An offer as bills name what it is of.
struct BilledService {
    std::string provider;     ///< "AWS"
    std::string region;       ///< "us-east-1"
    std::string name;         ///< "g6.xlarge"
    std::string service;      ///< as the provider's FOCUS exports call it: "Amazon Elastic Compute Cloud"
    std::string category;     ///< ServiceCategory: "Compute"
    std::string subcategory;  ///< ServiceSubcategory: "Virtual Machines"; empty where the service is not known
};

/// \param offer its id, "aws/us-east-1/g6.xlarge"
[[nodiscard]] BilledService billed_service(std::string_view offer);

/// PricingCategory of FOCUS: "Dynamic" for spot, "Committed" for what is reserved, else "Standard".
[[nodiscard]] std::string pricing_category(const BilledItem& item);

/// "AWS" for "Amazon Web Services, Inc.": providers are known by several names.
[[nodiscard]] std::string provider_name(std::string_view name);

/// A unit of a bill: so many of what it counts.
struct BilledUnit {
    std::string of;   ///< "hour", "request"
    double each = 1;  ///< 1e6 for "1M requests"
};

/// So that units of several sources compare: "Hrs" is an hour.
[[nodiscard]] BilledUnit billed_unit(std::string_view unit);

/// As FOCUS writes units: "Hours", "GB-Months", "1000000 Requests".
[[nodiscard]] std::string focus_unit(std::string_view unit);

}  // namespace plimsoll::sim
