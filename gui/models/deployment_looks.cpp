// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_looks.hpp"

#include "gui/models/deployment_style.hpp"

#include <QSet>

namespace plimsoll::gui {

namespace {

constexpr int kColours = 8;

}  // namespace

QList<int> DeploymentLooks::looksOf(const QStringList& names) {
    followRenaming(names);
    QList<int> looks;
    for (const QString& name : names) {
        if (!looks_.contains(name)) looks_.insert(name, freeLook(names));
        looks.append(looks_.value(name));
    }
    present_ = names;
    return looks;
}

int DeploymentLooks::freeLook(const QStringList& names) const {
    QSet<int> everTaken, taken;
    for (auto look = looks_.cbegin(); look != looks_.cend(); ++look) {
        everTaken.insert(*look);
        if (names.contains(look.key())) taken.insert(*look);
    }
    for (int look = 0; look < kColours; ++look)
        if (!everTaken.contains(look)) return look;
    for (int look = 0; look < kLooks; ++look)
        if (!taken.contains(look)) return look;
    return static_cast<int>(looks_.size()) % kLooks;
}

void DeploymentLooks::followRenaming(const QStringList& names) {
    if (names.size() != present_.size()) return;
    qsizetype changed = -1;
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (names[i] == present_[i]) continue;
        if (changed >= 0) return;
        changed = i;
    }
    if (changed < 0 || looks_.contains(names[changed])) return;
    looks_.insert(names[changed], looks_.value(present_[changed]));
}

void DeploymentLooks::choose(const QString& name, int look) {
    const int before = looks_.value(name);
    for (const QString& other : std::as_const(present_))
        if (looks_.value(other) == look) looks_.insert(other, before);
    looks_.insert(name, look);
}

QVariantMap DeploymentLooks::toVariant() const {
    QVariantMap saved;
    for (auto look = looks_.cbegin(); look != looks_.cend(); ++look) saved.insert(look.key(), *look);
    return saved;
}

void DeploymentLooks::restore(const QVariantMap& saved) {
    for (auto look = saved.cbegin(); look != saved.cend(); ++look)
        looks_.insert(look.key(), std::clamp(look->toInt(), 0, kLooks - 1));
}

}  // namespace plimsoll::gui
