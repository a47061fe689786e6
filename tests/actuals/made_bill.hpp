// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

/// Bills by FOCUS, made by hand.
namespace plimsoll::sim::made {

inline constexpr std::chrono::year_month kJanuary{std::chrono::year(2027), std::chrono::January};

inline constexpr const char* kHead =
    "BilledCost,BillingCurrency,ChargeCategory,ChargeDescription,ChargePeriodEnd,ChargePeriodStart,EffectiveCost,"
    "PricingCategory,PricingQuantity,PricingUnit,ProviderName,RegionId,ServiceName,SkuId,Tags\n";

/// A folder of this process: tests run beside each other.
inline std::string own_folder() {
    const auto folder = std::filesystem::temp_directory_path() / ("plimsoll-actuals-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    return folder.string();
}

inline std::string bill_file(const std::string& rows, const std::string& head = kHead) {
    auto path = own_folder() + "/bill.csv";
    std::ofstream(path) << head << rows;
    return path;
}

}  // namespace plimsoll::sim::made
