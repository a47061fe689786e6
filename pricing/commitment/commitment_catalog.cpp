// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/commitment_catalog.hpp"

#include "pricing/catalog_fields.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>
#include <utility>

namespace plimsoll::pricing {
namespace {

constexpr int kCommitmentsVersion = 1;
constexpr int kWholePercent = 100;

/// What one file holds: one of both.
struct CommitmentFile {
    std::vector<CommitmentProduct> products;
    std::vector<SustainedUseProduct> sustained_use;
};

class CommitmentFileReader {
public:
    CommitmentFileReader(const scenarios::JsonDocument& document, const std::vector<std::string>& offers)
        : reading_{document, "", {}, {}}, file_(reading_, {""}) {
        std::set<std::string> providers, regions;
        for (const auto& offer : offers) {
            providers.insert(provider_of(offer));
            regions.insert(provider_of(offer) + "/" + region_of(offer));
        }
        providers_.assign(providers.begin(), providers.end());
        regions_.assign(regions.begin(), regions.end());
    }

    CommitmentFile read(std::vector<Problem>& problems) {
        if (file_.positive("plimsoll_commitments").value_or(0) != kCommitmentsVersion)
            file_.problem("plimsoll_commitments", "expected \"plimsoll_commitments\": 1, the version of the format");
        const auto id = file_.required_text("id");
        const auto title = file_.required_text("title");
        provider_ = providers_.at(file_.one_of("provider", providers_));
        const auto rule = read_source(file_.object("rule"));
        static_cast<void>(file_.object("provenance"));
        CommitmentFile file;
        if (file_.has("tiers"))
            file.sustained_use.push_back({id, provider_, read_filter(file_), read_tiers(), rule});
        else
            file.products.push_back(read_product(id, title, rule));
        file_.reject_unknown();
        problems.insert(problems.end(), reading_.problems.begin(), reading_.problems.end());
        return file;
    }

private:
    static std::optional<Date> read_day(CatalogFields& fields, const char* key) {
        const auto text = fields.text(key);
        if (!text || *text == "unknown") return std::nullopt;
        const auto date = Date::parse(*text);
        if (!date) fields.problem(key, fmt::format("'{}' is not a date such as 2026-07-20", *text));
        return date;
    }

    static Provenance read_source(CatalogFields fields) {
        Provenance result;
        result.source = fields.required_text("source");
        static_cast<void>(fields.required_text("date"));
        result.date = read_day(fields, "date");
        result.read = read_day(fields, "read");
        result.verified = fields.flag("verified", true);
        fields.reject_unknown();
        return result;
    }

    FamilyFilter read_filter(CatalogFields& fields) {
        FamilyFilter filter{fields.texts("families"), fields.texts("regions")};
        if (filter.families.empty())
            fields.problem("families", "expected families such as [\"g5\"], or [\"*\"] for all");
        for (const auto& region : filter.regions) {
            if (std::find(regions_.begin(), regions_.end(), provider_ + "/" + region) != regions_.end()) continue;
            std::vector<std::string> known;
            for (const auto& each : regions_)
                if (provider_of(each + "/") == provider_) known.push_back(region_of(each + "/"));
            fields.problem("regions", fmt::format("'{}' is no region of {} in the price catalog", region, provider_),
                           scenarios::did_you_mean(region, known));
        }
        return filter;
    }

    /// A percentage, written as a text so that no digit is lost.
    static Quantity read_percent(CatalogFields& fields, const char* key, bool whole_allowed) {
        const auto text = fields.required_text(key);
        const auto value = parse_quantity(text);
        if (value && *value > 0 && (*value < kWholePercent || (whole_allowed && *value == kWholePercent)))
            return *value;
        if (!text.empty())
            fields.problem(key, fmt::format("'{}' is no percentage above 0 and {} 100, such as \"38.5\"", text,
                                            whole_allowed ? "up to" : "below"));
        return 1;
    }

    std::vector<CommitmentRate> read_rates() {
        std::vector<CommitmentRate> rates;
        for (const auto& pointer : file_.elements("rates")) {
            CatalogFields fields(reading_, {pointer});
            CommitmentRate rate;
            rate.of = read_filter(fields);
            rate.term = fields.choice<Term>("term");
            if (fields.has("upfront")) rate.upfront = fields.choice<Upfront>("upfront");
            rate.discount = read_percent(fields, "discount", false);
            static_cast<void>(fields.has("provenance"));
            fields.reject_unknown();
            rate.provenance = read_source(CatalogFields(reading_, {pointer + "/provenance", "/provenance"}));
            rates.push_back(std::move(rate));
        }
        return rates;
    }

    /// Machines, or sizes, and their footprints: "xlarge: 8".
    static std::map<std::string, Quantity> read_footprints(CatalogFields& fields, const char* key) {
        std::map<std::string, Quantity> footprints;
        for (const auto& text : fields.texts(key)) {
            const auto colon = text.find(": ");
            const auto size = colon == std::string::npos ? std::nullopt : parse_quantity(text.substr(colon + 2));
            if (size && *size > 0 && footprints.try_emplace(text.substr(0, colon), *size).second) continue;
            fields.problem(key, fmt::format("'{}' is no footprint above 0, told once, such as \"xlarge: 8\"", text));
        }
        return footprints;
    }

    CommitmentProduct read_product(const std::string& id, const std::string& title, const Provenance& rule) {
        CommitmentProduct product{id,   title,        provider_,   file_.choice<Scope>("covers"),
                                  rule, read_rates(), read_sizes()};
        if (file_.has("machines")) product.machines = file_.texts("machines");
        product.functions = file_.texts("functions");
        return product;
    }

    SizeFlexibility read_sizes() {
        SizeFlexibility sizes;
        auto fields = file_.object("size_flexibility");
        if (!fields.exists()) return sizes;
        sizes.by_size = read_footprints(fields, "sizes");
        sizes.except = fields.texts("except");
        for (auto& group : fields.objects("groups")) {
            sizes.groups.push_back(read_footprints(group, "machines"));
            if (sizes.groups.back().empty()) group.problem("machines", "expected machines such as [\"D2s_v5: 1\"]");
            group.reject_unknown();
        }
        sizes.smallest_first = fields.flag("smallest_first", false);
        sizes.provenance = read_source(fields.object("provenance"));
        fields.reject_unknown();
        return sizes;
    }

    std::vector<SustainedUseProduct::Tier> read_tiers() {
        std::vector<SustainedUseProduct::Tier> tiers;
        int before = 0;
        for (auto& fields : file_.objects("tiers")) {
            const double up_to = fields.positive("up_to_percent").value_or(kWholePercent);
            if (up_to <= before || up_to > kWholePercent || up_to != std::floor(up_to))
                fields.problem("up_to_percent", "expected a whole number that ascends to 100");
            before = static_cast<int>(std::clamp(up_to, 0.0, double(kWholePercent)));
            tiers.push_back({before, read_percent(fields, "percent", true)});
            fields.reject_unknown();
        }
        if (before != kWholePercent) file_.problem("tiers", "expected tiers of which the last is up to 100 percent");
        return tiers;
    }

    scenarios::Reading reading_;
    CatalogFields file_;
    std::vector<std::string> providers_, regions_;
    std::string provider_;
};

CommitmentFile read_commitment_file(const std::filesystem::path& path, const std::vector<std::string>& offers,
                                    std::vector<Problem>& problems) {
    try {
        const auto document = scenarios::JsonDocument::read(path.string(), &problems);
        if (document.root().is_object()) return CommitmentFileReader(document, offers).read(problems);
        problems.push_back(document.problem("", "expected an object"));
    } catch (const InputError& error) {
        problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
    return {};
}

std::vector<std::filesystem::path> commitment_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".json") files.push_back(entry->path());
    if (error) throw IoError(fmt::format("cannot list the commitments {}: {}", folder.string(), error.message()));
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::vector<std::string> CommitmentCatalog::ids() const {
    std::vector<std::string> all;
    for (const auto& product : products) all.push_back(product.id);
    return all;
}

CommitmentCatalog load_commitments(const std::filesystem::path& folder, const std::vector<std::string>& offers) {
    CommitmentCatalog catalog;
    std::vector<Problem> problems;
    for (const auto& path : commitment_files(folder)) {
        auto file = read_commitment_file(path, offers, problems);
        for (auto& product : file.products) {
            const auto known = catalog.ids();
            if (std::find(known.begin(), known.end(), product.id) != known.end())
                problems.push_back(
                    {path.string(), 0, "/id", fmt::format("'{}' stands in another file, too", product.id), ""});
            catalog.products.push_back(std::move(product));
        }
        for (auto& product : file.sustained_use) catalog.sustained_use.push_back(std::move(product));
    }
    if (!problems.empty()) throw InputError(std::move(problems));
    return catalog;
}

void add_commitments(CommitmentCatalog& catalog, const std::filesystem::path& file,
                     const std::vector<std::string>& offers) {
    std::vector<Problem> problems;
    auto own = read_commitment_file(file, offers, problems);
    if (!problems.empty()) throw InputError(std::move(problems));
    for (auto& product : own.products) {
        const auto known = std::find_if(catalog.products.begin(), catalog.products.end(),
                                        [&](const auto& other) { return other.id == product.id; });
        if (known == catalog.products.end())
            catalog.products.push_back(std::move(product));
        else
            known->rates.insert(known->rates.begin(), product.rates.begin(), product.rates.end());
    }
    for (auto& product : own.sustained_use)
        catalog.sustained_use.insert(catalog.sustained_use.begin(), std::move(product));
}

}  // namespace plimsoll::pricing
