// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/build.hpp"
#include "models/profile/profile_file.hpp"
#include "models/spec/device.hpp"
#include "models/spec/model_file.hpp"
#include "pricing/import/import.hpp"
#include "pricing/offer/catalog.hpp"
#include "pricing/offer/catalog_file.hpp"
#include "pricing/offer/price_overlay.hpp"
#include "tests/fuzz/targets.hpp"

namespace plimsoll::fuzz {

void read_catalog(std::string_view bytes) {
    refusing([&] {
        std::vector<Problem> problems;
        static_cast<void>(pricing::read_catalog_file(file_of(bytes, "catalog.json"), problems));
        if (!problems.empty()) throw InputError(std::move(problems));
    });
}

/// A price list of any format becomes a catalog that is good, or is refused.
void read_prices(std::string_view bytes) {
    refusing([&] {
        pricing::ImportRequest request;
        request.files = {file_of(bytes, "prices")};
        request.provider = "aws";
        const auto text = pricing::catalog_text(pricing::import_prices(request));
        std::vector<Problem> problems;
        static_cast<void>(pricing::read_catalog_file(file_of(text, "imported.json"), problems));
        if (!problems.empty()) throw std::logic_error("an imported catalog is bad: " + problems.front().text());
    });
}

/// Negotiated prices, put on two offers.
void read_overlay(std::string_view bytes) {
    static const auto offers = [] {
        scenarios::InlineOffer machine, tokens;
        machine.price_per_hour = "2";
        machine.spot_price_per_hour = "1";
        tokens.price_per_million_input_tokens = "3";
        return std::vector{pricing::offer_from(machine), pricing::offer_from(tokens)};
    }();
    refusing([&] {
        const auto file = file_of(bytes, "overlay.json");
        static_cast<void>(pricing::is_price_overlay(file));
        auto negotiated = offers;
        std::vector<Problem> problems;
        pricing::apply_price_overlays({file}, negotiated, problems);
        if (!problems.empty()) throw InputError(std::move(problems));
    });
}

/// Of Plimsoll's own form, or a Hugging Face configuration; and the graph of it.
void read_model(std::string_view bytes) {
    refusing([&] { static_cast<void>(models::build_graph(models::load_model(file_of(bytes, "config.json")))); });
}

/// What was read is written and read again without a change.
void read_profile(std::string_view bytes) {
    static const auto devices = models::load_devices(PLIMSOLL_SOURCE_DIR "/models/devices");
    refusing([&] {
        const auto text = models::profile_text(models::read_profile(file_of(bytes, "profile.json"), devices));
        if (models::profile_text(models::read_profile(file_of(text, "again.json"), devices)) != text)
            throw std::logic_error("a profile changes when it is written and read again");
    });
}

}  // namespace plimsoll::fuzz
