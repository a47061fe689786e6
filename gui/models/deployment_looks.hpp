// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QStringList>
#include <QVariantMap>

namespace plimsoll::gui {

/// Which look (styleOf) each deployment of a scenario has, by name: it keeps it while others come, go and change
/// places.
class DeploymentLooks {
public:
    /// Of these deployments, in their order. A name that is new takes the first look that no other name has had, or,
    /// when every colour was taken once, that none of these has. One that is new where an old one stood was renamed.
    QList<int> looksOf(const QStringList& names);

    /// Gives a deployment a look; the one that looksOf() named with it last takes the old one.
    void choose(const QString& name, int look);

    /// For the session.
    [[nodiscard]] QVariantMap toVariant() const;
    void restore(const QVariantMap& saved);

private:
    [[nodiscard]] int freeLook(const QStringList& names) const;
    void followRenaming(const QStringList& names);

    QHash<QString, int> looks_;
    QStringList present_;  ///< what looksOf() was asked about last
};

}  // namespace plimsoll::gui
