// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/axes_panel.hpp"

#include "gui/editor/axis_dialog.hpp"
#include "gui/editor/field.hpp"
#include "gui/editor/glyphs.hpp"
#include "gui/models/text.hpp"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

QString titleOfAxis(const ScenarioDocument& document, const Json& axis) {
    QStringList titles;
    const auto add = [&](const Json& track) {
        if (track.is_object() && track.contains("pointer") && track["pointer"].is_string())
            titles.append(titleOfValue(document, track["pointer"].get<std::string>()));
    };
    if (axis.is_object() && axis.contains("zip") && axis["zip"].is_array())
        for (const Json& track : axis["zip"]) add(track);
    else
        add(axis);
    return titles.join(AxesPanel::tr(" with "));
}

}  // namespace

AxesPanel::AxesPanel(ScenarioDocument& document, const Catalogs& catalogs, QWidget* parent)
    : QWidget(parent), document_(document), catalogs_(catalogs), total_(new QLabel(this)) {
    setObjectName(QStringLiteral("axes"));
    total_->setObjectName(QStringLiteral("axes/total"));
    total_->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(total_);
    connect(&document, &ScenarioDocument::changed, this, &AxesPanel::follow);
    follow();
}

void AxesPanel::follow() {
    discard(lines_);
    lines_ = new QWidget(this);
    auto* grid = new QGridLayout(lines_);
    grid->setContentsMargins(0, 0, 0, 0);
    constexpr int kGap = 16;
    grid->setHorizontalSpacing(kGap);
    for (const int column : {0, 1}) grid->setColumnStretch(column, 1);
    layout()->addWidget(lines_);
    const Json* axes = document_.valueAt("/sweep/axes");
    const bool any = axes != nullptr && axes->is_array() && !axes->empty();
    for (std::size_t i = 0; any && i < axes->size(); ++i) addLine((*axes)[i], i, static_cast<int>(i));
    if (!any) {
        total_->setText(
            tr("Nothing varies yet. Every number, choice and name of the form can: the button beside it, its menu, or "
               "F9."));
        return;
    }
    const QString points = countText(static_cast<qsizetype>(countOfPoints(document_)), tr("point"), tr("points"));
    total_->setText(
        document_.valueAt("/sweep/where") == nullptr
            ? tr("A sweep compares the deployments at <b>%1</b>.").arg(points)
            : tr("A sweep compares the deployments at <b>%1</b>, less what the condition leaves out.").arg(points));
    lines_->show();
}

void AxesPanel::addLine(const Json& axis, std::size_t index, int row) {
    auto* grid = static_cast<QGridLayout*>(lines_->layout());
    const QString name = titleOfAxis(document_, axis);
    auto* title = new QLabel(name, lines_);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    auto* values = new QLabel(tr("%1 (%2)").arg(valuesText(axis), countText(static_cast<qsizetype>(countOfAxis(axis)),
                                                                            tr("value"), tr("values"))),
                              lines_);
    values->setTextFormat(Qt::PlainText);
    values->setWordWrap(true);
    grid->addWidget(title, row, 0, Qt::AlignTop);
    grid->addWidget(values, row, 1, Qt::AlignTop);
    if (axis.is_object() && axis.contains("pointer") && axis["pointer"].is_string()) {
        auto* edit = makeButton(lines_, icon(Glyph::vary), tr("Change how %1 varies").arg(name));
        connect(edit, &QAbstractButton::clicked, this, [this, pointer = axis["pointer"].get<std::string>()] {
            auto* dialog = new AxisDialog(document_, catalogs_, pointer, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        });
        grid->addWidget(edit, row, 2, Qt::AlignTop);
    }
    auto* remove = makeButton(lines_, icon(Glyph::remove), tr("Vary %1 no longer").arg(name));
    connect(remove, &QAbstractButton::clicked, this, [this, index] { removeAxis(document_, index); });
    grid->addWidget(remove, row, 3, Qt::AlignTop);
}

}  // namespace plimsoll::gui
