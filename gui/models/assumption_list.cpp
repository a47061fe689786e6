// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/assumption_list.hpp"

#include "gui/models/text.hpp"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Assumptions", text); }

QString partTitle(const results::DeploymentResult& deployment) {
    return tr("Deployment '%1'").arg(qstring(deployment.name));
}

struct Place {
    QString part;
    QString field;
};

/// "/deployments/1/pools/0/queue" is the field "pools/0/queue" of the second deployment.
Place placeOf(const QString& pointer, const results::Comparison& comparison) {
    const QString path = pointer.mid(1);
    const QString head = path.section(QLatin1Char('/'), 0, 0);
    if (head == QLatin1String("deployments")) {
        bool isIndex = false;
        const auto index = path.section(QLatin1Char('/'), 1, 1).toULongLong(&isIndex);
        if (isIndex && index < comparison.deployments.size())
            return {partTitle(comparison.deployments[index]), path.section(QLatin1Char('/'), 2)};
        return {tr("Deployments"), path.section(QLatin1Char('/'), 1)};
    }
    static const QHash<QString, QString> titles{{QStringLiteral("workload"), tr("Workload")},
                                                {QStringLiteral("model"), tr("Model")},
                                                {QStringLiteral("service"), tr("Service time")},
                                                {QStringLiteral("slo"), tr("Objectives")},
                                                {QStringLiteral("experiment"), tr("Experiment")}};
    return {titles.value(head, head), path.section(QLatin1Char('/'), 1)};
}

AssumptionEntry entryOf(const results::AssumptionNote& note, QString field) {
    AssumptionEntry entry;
    entry.pointer = qstring(note.pointer);
    entry.field = std::move(field);
    entry.value = qstring(note.value);
    entry.origin = qstring(note.origin);
    entry.source = qstring(note.source);
    entry.date = qstring(note.date);
    return entry;
}

AssumptionPart& partOf(std::vector<AssumptionPart>& parts, const QString& title) {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.title == title; });
    if (found != parts.end()) return *found;
    parts.push_back({title, {}});
    return parts.back();
}

std::vector<AssumptionPart> partsOf(const Result& result) {
    std::vector<AssumptionPart> parts;
    for (const auto& note : result.comparison().notes.assumptions) {
        auto place = placeOf(qstring(note.pointer), result.comparison());
        partOf(parts, place.part).entries.push_back(entryOf(note, std::move(place.field)));
    }
    return parts;
}

/// Marks what is new or changed in `part`, and adds at its end what only the reference has.
void compare(AssumptionPart& part, std::vector<AssumptionEntry> old) {
    QHash<QString, QList<std::size_t>> unmatched;
    for (std::size_t i = 0; i < old.size(); ++i) unmatched[old[i].field].append(i);
    std::vector<AssumptionEntry*> open;
    for (auto& entry : part.entries) {
        auto& candidates = unmatched[entry.field];
        const auto equal = std::find_if(candidates.begin(), candidates.end(),
                                        [&](std::size_t i) { return old[i].value == entry.value; });
        if (equal == candidates.end()) {
            open.push_back(&entry);
            continue;
        }
        entry.before = entry.value;
        candidates.erase(equal);
    }
    for (auto* entry : open) {
        auto& candidates = unmatched[entry->field];
        entry->change = candidates.isEmpty() ? Change::added : Change::changed;
        if (!candidates.isEmpty()) entry->before = old[candidates.takeFirst()].value;
    }
    for (auto& entry : old) {
        if (!unmatched[entry.field].contains(static_cast<std::size_t>(&entry - old.data()))) continue;
        entry.change = Change::removed;
        entry.before = std::exchange(entry.value, {});
        part.entries.push_back(std::move(entry));
    }
}

}  // namespace

bool AssumptionEntry::isDefault() const { return origin == QLatin1String("default"); }

bool AssumptionEntry::isPrice() const { return field.endsWith(QLatin1String("/price")); }

QString deploymentPart(const Result& result, int deployment) {
    return partTitle(result.deployments()[static_cast<std::size_t>(deployment)]);
}

std::vector<AssumptionPart> assumptionParts(const Result& result, const Result* reference) {
    auto parts = partsOf(result);
    if (reference == nullptr) return parts;
    auto before = partsOf(*reference);
    for (auto& part : parts) {
        auto old = std::find_if(before.begin(), before.end(), [&](const auto& b) { return b.title == part.title; });
        compare(part, old == before.end() ? std::vector<AssumptionEntry>{} : std::move(old->entries));
        if (old != before.end()) before.erase(old);
    }
    for (auto& gone : before) {
        parts.push_back({gone.title, {}});
        compare(parts.back(), std::move(gone.entries));
    }
    return parts;
}

}  // namespace plimsoll::gui
