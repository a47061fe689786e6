// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/catalog_readers.hpp"
#include "gui/models/text.hpp"
#include "models/profile/profile_file.hpp"
#include "models/spec/engine.hpp"
#include "models/spec/model_file.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/quantity.hpp"

#include <QCoreApplication>

namespace plimsoll::gui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("plimsoll::gui::Catalogs", text); }

/// "109 M", "8.03 B".
QString parametersText(std::uint64_t parameters) {
    constexpr double kMillion = 1e6;
    constexpr double kBillion = 1e9;
    const auto value = static_cast<double>(parameters);
    return value >= kBillion ? tr("%1 B").arg(numberText(value / kBillion))
                             : tr("%1 M").arg(numberText(value / kMillion));
}

QString line(const QStringList& parts) {
    QStringList given = parts;
    given.removeAll(QString());
    return given.join(QStringLiteral(" \u00b7 "));
}

std::filesystem::path deviceFolder(const std::filesystem::path& folder) { return folder / "models" / "devices"; }

}  // namespace

CatalogNames readModels(const std::filesystem::path& folder) {
    CatalogNames result;
    result.title = tr("Models");
    result.table.columns = {{tr("Model"), {}},
                            {tr("Title"), {}},
                            {tr("Family"), {}},
                            {tr("Parameters"), tr("M")},
                            {tr("Longest text"), tr("tokens")},
                            {tr("Source"), {}},
                            {tr("Date"), {}}};
    for (const auto& [name, model] : models::load_models(folder / "models" / "zoo")) {
        constexpr double kMillion = 1e6;
        const std::uint32_t tokens = models::max_tokens_of(model);
        const QString family = qstring(models::family_of(model));
        result.table.rows.append(
            {qstring(name), qstring(model.title), family,
             model.parameters > 0 ? QVariant(static_cast<double>(model.parameters) / kMillion) : QVariant(),
             tokens > 0 ? QVariant(static_cast<double>(tokens)) : QVariant(), qstring(model.source),
             qstring(model.date)});
        CatalogName known;
        const QString parameters =
            model.parameters > 0 ? tr("%1 parameters").arg(parametersText(model.parameters)) : QString();
        known.summary = line({qstring(model.title), family, parameters}) +
                        QStringLiteral("\n%1, %2").arg(qstring(model.source), qstring(model.date));
        QStringList details{known.summary};
        for (const models::Quality& quality : model.quality)
            details.append(tr("%1: %2 %3(%4)")
                               .arg(qstring(quality.metric), plainNumber(quality.value),
                                    quality.variant.empty() ? QString() : qstring(quality.variant) + QLatin1Char(' '),
                                    qstring(quality.source)));
        known.details = details.join(QLatin1Char('\n'));
        result.names.emplace(qstring(name), std::move(known));
    }
    return result;
}

CatalogNames readProfiles(const std::filesystem::path& folder) {
    CatalogNames result;
    result.title = tr("Profiles");
    result.table.columns = {{tr("Profile"), {}}, {tr("Device"), {}}, {tr("Title"), {}},
                            {tr("Origin"), {}},  {tr("Source"), {}}, {tr("Date"), {}}};
    const models::Devices devices = models::load_devices(deviceFolder(folder));
    QStringList errors;
    for (const auto& [name, file] : models::profile_files(folder / "models" / "profiles")) {
        try {
            const models::Profile profile = models::read_profile(file, devices);
            const QString origin = qstring(models::name_of(profile.origin));
            result.table.rows.append({qstring(name), qstring(profile.device), qstring(profile.title), origin,
                                      qstring(profile.source), qstring(profile.date)});
            CatalogName known;
            known.summary = line({qstring(profile.title), origin}) +
                            QStringLiteral("\n%1, %2").arg(qstring(profile.source), qstring(profile.date));
            known.details = line({known.summary, qstring(profile.library), qstring(profile.driver),
                                  qstring(profile.toolkit), qstring(profile.clocks)});
            result.names.emplace(qstring(name), std::move(known));
        } catch (const std::exception& error) {  // InputError and IoError
            errors.append(qstring(error.what()));
        }
    }
    result.error = errors.join(QLatin1Char('\n'));
    return result;
}

CatalogNames readEngines(const std::filesystem::path& folder) {
    CatalogNames result;
    result.title = tr("Engines");
    constexpr double kMicro = 1e6;
    result.table.columns = {{tr("Engine"), {}},
                            {tr("Title"), {}},
                            {tr("Host per operator"), tr("us")},
                            {tr("Source"), {}},
                            {tr("Date"), {}}};
    for (const auto& [name, engine] : models::load_engines(folder / "models" / "engines")) {
        result.table.rows.append({qstring(name), qstring(engine.title), engine.host_per_operator_s * kMicro,
                                  qstring(engine.source), qstring(engine.date)});
        CatalogName known;
        known.summary =
            qstring(engine.title) + QStringLiteral("\n%1, %2").arg(qstring(engine.source), qstring(engine.date));
        known.details = known.summary;
        result.names.emplace(qstring(name), std::move(known));
    }
    return result;
}

CatalogNames readDevices(const std::filesystem::path& folder) {
    CatalogNames result;
    result.title = tr("Devices");
    constexpr double kGiga = 1e9;
    result.table.columns = {{tr("Device"), {}},       {tr("Title"), {}},
                            {tr("Memory"), tr("GB")}, {tr("Bandwidth"), tr("GB/s")},
                            {tr("Source"), {}},       {tr("Date"), {}}};
    for (const auto& [name, device] : models::load_devices(deviceFolder(folder))) {
        result.table.rows.append({qstring(name), qstring(device.title), device.memory_bytes / kGiga,
                                  device.bandwidth_bytes_per_s / kGiga, qstring(device.datasheet),
                                  qstring(device.datasheet_date)});
        CatalogName known;
        known.summary = QStringLiteral("%1\n%2, %3")
                            .arg(qstring(device.title), qstring(device.datasheet), qstring(device.datasheet_date));
        known.details = known.summary;
        result.names.emplace(qstring(name), std::move(known));
    }
    return result;
}

CatalogNames readPrecisions() {
    CatalogNames result;
    result.title = tr("Precisions");
    result.table.columns = {{tr("Precision"), {}}, {tr("Weights"), tr("bytes")}, {tr("Activations"), tr("bytes")}};
    for (const auto& [spelling, precision] : scenarios::names_of<models::Precision>()) {
        const QString name = qstring(spelling);
        result.table.rows.append({name, models::weight_bytes(precision), models::activation_bytes(precision)});
        result.names.emplace(name, CatalogName{});
    }
    return result;
}

}  // namespace plimsoll::gui
