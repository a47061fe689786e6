// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/help_panel.hpp"

#include "gui/editor/glyphs.hpp"
#include "gui/editor/problem_label.hpp"
#include "gui/models/text.hpp"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace plimsoll::gui {

HelpPanel::HelpPanel(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      problem_(new ProblemLabel(this)),
      description_(new QLabel(this)),
      facts_(new QLabel(this)) {
    QFont bold = font();
    bold.setBold(true);
    title_->setFont(bold);
    facts_->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    constexpr int kMargin = 10;
    layout->setContentsMargins(kMargin, kMargin - 2, kMargin, kMargin - 2);
    layout->setSpacing(2);
    for (QLabel* label : {title_, description_, facts_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
        layout->addWidget(label);
    }
    layout->insertWidget(1, problem_);
    layout->addStretch();
    constexpr int kLines = 5;
    setFixedHeight(fontMetrics().lineSpacing() * kLines + 2 * kMargin);
    setObjectName(QStringLiteral("help"));
}

void HelpPanel::explain(const SchemaNode& schema, const std::string& pointer) {
    title_->setText(schema.titleWithUnit());
    description_->setText(schema.description());
    QStringList facts;
    if (const QString value = schema.defaultText(); !value.isEmpty()) facts.append(tr("Default: %1").arg(value));
    if (const QString range = schema.rangeText(); !range.isEmpty()) facts.append(tr("Range: %1").arg(range));
    if (const QString units = schema.unitsText(); !units.isEmpty()) facts.append(tr("Units: %1").arg(units));
    constexpr qsizetype kLongestExample = 60;
    if (const QString example = schema.exampleText(); !example.isEmpty() && example.size() <= kLongestExample)
        facts.append(tr("Example: %1").arg(example));
    if (!pointer.empty()) facts.append(tr("In the file: %1").arg(qstring(pointer)));
    facts_->setText(facts.join(QStringLiteral("   \u00b7   ")));
}

void HelpPanel::setProblem(const QString& problem) {
    problem_->setText(problem);
    for (QLabel* label : {description_, facts_}) label->setVisible(problem.isEmpty());
}

QString HelpPanel::text() const {
    if (!problem_->text().isEmpty()) return title_->text() + QLatin1Char('\n') + problem_->text();
    return QStringList{title_->text(), description_->text(), facts_->text()}.join(QLatin1Char('\n'));
}

void HelpPanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(lineColor(palette()));
    painter.drawLine(0, 0, width(), 0);
}

}  // namespace plimsoll::gui
