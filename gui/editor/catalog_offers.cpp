// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/catalog_readers.hpp"
#include "gui/models/text.hpp"
#include "pricing/offer/catalog.hpp"
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
    using scenarios::Purchase;
    prices.onDemand = pricing::hourly_price(offer, Purchase::on_demand);
    prices.spot = pricing::hourly_price(offer, Purchase::spot);
    prices.reserved = pricing::hourly_price(offer, Purchase::reserved);
    for (const pricing::Meter& meter : offer.meters) {
        const auto text = std::visit(
            [](const auto& rule) {
                return rule.per_hour(Purchase::on_demand) ? std::string() : rule.describe(Purchase::on_demand);
            },
            meter);
        if (!text.empty()) prices.byUse.append(qstring(text));
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

QString dateOf(const pricing::Provenance& provenance) {
    return provenance.date ? qstring(provenance.date->text()) : tr("age unknown");
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
    name.summary =
        QStringLiteral("%1\n%2 \u2014 %3, %4")
            .arg(qstring(offer.title), figures.join(QStringLiteral(", ")), sourceOf(provenance), dateOf(provenance));
    QStringList lines{qstring(offer.title), figures.join(QStringLiteral(", ")),
                      tr("Source: %1, %2").arg(sourceOf(provenance), dateOf(provenance))};
    if (offer.spot_provenance && prices.spot)
        lines.append(tr("Spot price: %1, %2").arg(sourceOf(*offer.spot_provenance), dateOf(*offer.spot_provenance)));
    for (const std::string& note : offer.notes) lines.append(qstring(note));
    name.details = lines.join(QLatin1Char('\n'));
    return name;
}

/// What serves, or the services beside it.
CatalogNames catalogOf(const std::filesystem::path& folder, const QStringList& own, bool services) {
    std::vector<std::filesystem::path> paths;
    for (const QString& path : own) paths.emplace_back(path.toStdString());
    const pricing::Catalog catalog = pricing::Catalog::load(folder / "pricing" / "catalog", paths);
    const QString perHour = QStringLiteral("USD/h");
    CatalogNames result;
    result.title = services ? tr("Services") : tr("Offers");
    result.table.columns = {{tr("Offer"), {}},          {tr("Region"), {}},    {tr("Device"), {}},
                            {tr("On demand"), perHour}, {tr("Spot"), perHour}, {tr("Reserved"), perHour},
                            {tr("By use"), {}},         {tr("Source"), {}},    {tr("Date"), {}}};
    for (const std::string& id : catalog.ids()) {
        const pricing::Offer& offer = *catalog.find(id);
        if ((offer.kind == pricing::OfferKind::service) != services) continue;
        const Prices prices = pricesOf(offer);
        const QString name = qstring(id);
        result.table.rows.append({name, name.section(QLatin1Char('/'), 1, 1), deviceOf(offer), cell(prices.onDemand),
                                  cell(prices.spot), cell(prices.reserved), prices.byUse.join(QStringLiteral(" + ")),
                                  sourceOf(offer.provenance), dateOf(offer.provenance)});
        result.names.emplace(name, described(offer, prices));
    }
    return result;
}

}  // namespace

CatalogNames readOffers(const std::filesystem::path& folder, const QStringList& own) {
    return catalogOf(folder, own, false);
}

CatalogNames readServices(const std::filesystem::path& folder, const QStringList& own) {
    return catalogOf(folder, own, true);
}

}  // namespace plimsoll::gui
