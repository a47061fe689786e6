// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/spot_history.hpp"
#include "pricing/money.hpp"
#include "scenarios/date.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Price lists of providers and collectors become a catalog. A format is one file beside this one and one row of
/// importers.cpp.
namespace plimsoll::pricing {

/// What is to be imported.
struct ImportRequest {
    std::vector<std::filesystem::path> files;
    std::string from;          ///< a format; empty: what each file looks like
    std::string provider;      ///< of lists that do not say it
    std::string region;        ///< only this one; empty: all
    bool windows = false;      ///< machines with Windows instead of Linux
    std::optional<Date> date;  ///< a day on which the prices held, if the list says none
    std::vector<std::pair<std::string, std::string>> devices;  ///< pattern of machines' names, name of models/devices
};

/// A price that was in effect, for how long (or in how many zones).
struct WeightedPrice {
    Money price;
    std::int64_t weight = 1;
};

/// The price that at least this share of the weight does not exceed, and less does not. \pre not empty, 0 < share <= 1
[[nodiscard]] Money weighted_quantile(std::vector<WeightedPrice> prices, double share);

/// Where figures come from, as the list tells it.
struct ImportSource {
    std::string text;
    std::optional<Date> date;
    bool verified = false;  ///< whether the list is the provider's own
};

/// A machine as far as lists tell of it.
struct ImportedOffer {
    std::string provider, region, name;
    bool windows = false;  ///< with its licence in the price
    std::string title;
    std::string sku;
    std::string device;         ///< a name of models/devices; empty: not known
    std::uint32_t devices = 1;  ///< of them
    double vcpus = 0;           ///< 0: not known
    std::optional<Money> on_demand, reserved;
    std::vector<WeightedPrice> spot;  ///< the offer gets their median
    SpotHistory spot_history;         ///< no zones: the list is none
    ImportSource source, spot_source;
    std::vector<std::string> notes;

    /// What runs Windows must not stand in for what runs Linux.
    [[nodiscard]] std::string id() const { return provider + "/" + region + "/" + name + (windows ? "-windows" : ""); }
};

/// What has been read, and what has not.
class Import {
public:
    explicit Import(ImportRequest request) : request_(std::move(request)) {}

    [[nodiscard]] const ImportRequest& request() const { return request_; }
    /// The operating system that is wanted.
    [[nodiscard]] const char* system() const { return request_.windows ? "Windows" : "Linux"; }
    /// The machine of that name, made if it is new. Null where it is not wanted, which is counted: in another region
    /// than was asked for, or in none of its provider.
    ImportedOffer* offer(const std::string& provider, const std::string& region, const std::string& name);
    /// Counts what is left out, by its reason.
    void skip(const std::string& reason, std::size_t count = 1) { skipped_[reason] += count; }

    /// A price of a list, as text or number of any form that JSON and tables have. Nothing, counted, where it is none
    /// or 0 or below: what costs nothing is told by hand.
    [[nodiscard]] std::optional<Money> price(std::string_view text);
    /// Puts a price where none is; another one than is there is counted and left out.
    void put(std::optional<Money>& place, const std::optional<Money>& price);

    /// Completes every offer (device, title, prices that cannot be) and leaves out those without a price.
    void finish();

    [[nodiscard]] const std::map<std::string, ImportedOffer>& offers() const { return offers_; }
    [[nodiscard]] const std::map<std::string, std::size_t>& skipped() const { return skipped_; }

private:
    ImportRequest request_;
    std::map<std::string, ImportedOffer> offers_;
    std::map<std::string, std::size_t> skipped_;
};

/// The formats' names, for help.
[[nodiscard]] std::vector<std::string> import_formats();
/// A line for each: what it is.
[[nodiscard]] std::string import_formats_text();

/// Reads all files. Several of one format are pages of one list; lists of several formats complete each other by id.
/// \throws InputError for a file of another format than was said, of none that is known, or in which nothing is left;
///         IoError
[[nodiscard]] Import import_prices(const ImportRequest& request);

/// The catalog, as `plimsoll pricing check` accepts it: the same bytes for the same import.
[[nodiscard]] std::string catalog_text(const Import& import);

}  // namespace plimsoll::pricing
