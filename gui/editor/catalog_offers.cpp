// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/catalog_readers.hpp"
#include "gui/models/text.hpp"
#include "pricing/catalog.hpp"
#include "scenarios/quantity.hpp"

#include <QCoreApplication>

#include <optional>
#include <variant>

namespace plimsoll::gui {
namespace {

using pricing::Money;

QString tr(const char* text) { return QCoreApplication::translate("plimsoll::gui::Catalogs", text); }

/// The prices of an offer, sorted by how it is paid.
struct Prices {
    std::optional<Money> onDemand, spot, reserved;
    QStringList byUse;
};

Prices pricesOf(const pricing::Offer& offer) {
    Prices prices;
    const auto byUse = [&](const Money& price, const QString& unit) {
        prices.byUse.append(QStringLiteral("%1 USD/%2").arg(qstring(price.text()), unit));
    };
    for (const pricing::Meter& meter : offer.meters) {
        if (const auto* instance = std::get_if<pricing::InstanceMeter>(&meter)) {
            prices.onDemand = instance->on_demand_per_hour;
            prices.spot = instance->spot_per_hour;
            prices.reserved = instance->reserved_per_hour;
        } else if (const auto* request = std::get_if<pricing::RequestMeter>(&meter)) {
            byUse(request->per_million, tr("1M requests"));
        } else if (const auto* work = std::get_if<pricing::WorkMeter>(&meter)) {
            if (!work->tiers.empty()) byUse(work->tiers.front().price, qstring(work->unit));
        } else if (const auto* token = std::get_if<pricing::TokenMeter>(&meter)) {
            byUse(token->input_per_million, tr("1M input tokens"));
            byUse(token->output_per_million, tr("1M output tokens"));
        }
    }
    return prices;
}

/// The source of a figure with how far to trust it.
QString sourceOf(const pricing::Provenance& provenance) {
    if (provenance.example) return tr("%1 (example)").arg(qstring(provenance.source));
    return provenance.verified ? qstring(provenance.source) : tr("%1 (unverified)").arg(qstring(provenance.source));
}

QVariant cell(const std::optional<Money>& price) { return price ? QVariant(price->approximate()) : QVariant(); }

QString deviceOf(const pricing::Offer& offer) {
    const QString device = qstring(offer.device);
    return offer.devices > 1 ? QStringLiteral("%1 \u00d7 %2").arg(offer.devices).arg(device) : device;
}

CatalogName described(const pricing::Offer& offer, const Prices& prices) {
    QStringList figures;
    const auto perHour = [&](const std::optional<Money>& price, const QString& words) {
        if (price) figures.append(words.arg(qstring(price->text())));
    };
    perHour(prices.onDemand, tr("%1 USD/h on demand"));
    perHour(prices.spot, tr("%1 USD/h spot"));
    perHour(prices.reserved, tr("%1 USD/h reserved"));
    figures += prices.byUse;

    const pricing::Provenance& provenance = offer.provenance;
    CatalogName name;
    name.summary = QStringLiteral("%1\n%2 \u2014 %3, %4")
                       .arg(qstring(offer.title), figures.join(QStringLiteral(", ")), sourceOf(provenance),
                            qstring(provenance.date));
    QStringList lines{qstring(offer.title), figures.join(QStringLiteral(", ")),
                      tr("Source: %1, %2").arg(sourceOf(provenance), qstring(provenance.date))};
    if (offer.spot_provenance && prices.spot)
        lines.append(
            tr("Spot price: %1, %2").arg(sourceOf(*offer.spot_provenance), qstring(offer.spot_provenance->date)));
    for (const std::string& note : offer.notes) lines.append(qstring(note));
    name.details = lines.join(QLatin1Char('\n'));
    return name;
}

}  // namespace

CatalogNames readOffers(const std::filesystem::path& folder) {
    const pricing::Catalog catalog = pricing::Catalog::load(folder / "pricing" / "catalog");
    const QString perHour = QStringLiteral("USD/h");
    CatalogNames result;
    result.title = tr("Offers");
    result.table.columns = {{tr("Offer"), {}},          {tr("Region"), {}},    {tr("Device"), {}},
                            {tr("On demand"), perHour}, {tr("Spot"), perHour}, {tr("Reserved"), perHour},
                            {tr("By use"), {}},         {tr("Source"), {}},    {tr("Date"), {}}};
    for (const std::string& id : catalog.ids()) {
        const pricing::Offer& offer = *catalog.find(id);
        const Prices prices = pricesOf(offer);
        const QString name = qstring(id);
        result.table.rows.append({name, name.section(QLatin1Char('/'), 1, 1), deviceOf(offer), cell(prices.onDemand),
                                  cell(prices.spot), cell(prices.reserved), prices.byUse.join(QStringLiteral(" + ")),
                                  sourceOf(offer.provenance), qstring(offer.provenance.date)});
        result.names.emplace(name, described(offer, prices));
    }
    return result;
}

}  // namespace plimsoll::gui
