// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/meters.hpp"

#include <array>
#include <utility>

namespace plimsoll::pricing {
namespace {

/// What one row of the variant says of itself.
struct Kind {
    std::string_view name;
    Meter (*read)(CatalogFields&);
    std::optional<Meter> (*in_line)(const scenarios::InlineOffer&, InlineAmounts&);
};

template <class M>
constexpr Kind kind_of() {
    return {M::kName, [](CatalogFields& fields) -> Meter { return M::read(fields); },
            [](const scenarios::InlineOffer& spec, InlineAmounts& amounts) -> std::optional<Meter> {
                if (auto meter = M::in_line(spec, amounts)) return std::move(*meter);
                return std::nullopt;
            }};
}

template <class... Meters>
constexpr std::array<Kind, sizeof...(Meters)> kinds_of(const std::variant<Meters...>* /*rows*/) {
    return {kind_of<Meters>()...};
}

constexpr auto kKinds = kinds_of(static_cast<const Meter*>(nullptr));

}  // namespace

const std::vector<std::string>& meter_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Kind& kind : kKinds) all.emplace_back(kind.name);
        return all;
    }();
    return names;
}

Meter read_meter(std::size_t kind, CatalogFields& fields) { return kKinds.at(kind).read(fields); }

std::vector<Meter> in_line_meters(const scenarios::InlineOffer& spec, InlineAmounts& amounts) {
    std::vector<Meter> meters;
    for (const Kind& kind : kKinds)
        if (auto meter = kind.in_line(spec, amounts)) meters.push_back(std::move(*meter));
    return meters;
}

std::optional<OfferKind> sold_by(const Meter& meter) {
    return std::visit([](const auto& rule) { return rule.kSells; }, meter);
}

}  // namespace plimsoll::pricing
