// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/picker.hpp"

#include "gui/models/table_model.hpp"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace plimsoll::gui {
namespace {

/// Rows that contain every word, in any cell.
class RowFilter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QStringList& words) {
        words_ = words;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        QString text;
        for (int column = 0; column < sourceModel()->columnCount(parent); ++column)
            text += sourceModel()->index(row, column, parent).data().toString() + QLatin1Char('\n');
        return std::all_of(words_.cbegin(), words_.cend(),
                           [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
    }

private:
    QStringList words_;
};

constexpr int kWidestColumn = 220;
constexpr int kRowPadding = 8;

}  // namespace

Picker::Picker(const CatalogNames& names, const QString& current, QWidget* parent)
    : QDialog(parent),
      names_(names),
      filter_(new QLineEdit(this)),
      view_(new QTableView(this)),
      rows_(new RowFilter(this)),
      details_(new QLabel(this)) {
    setWindowTitle(names.title);
    setObjectName(QStringLiteral("picker"));
    constexpr QSize kSize(1040, 560);
    resize(kSize);
    filter_->setObjectName(QStringLiteral("filter"));
    filter_->setPlaceholderText(tr("Filter: every word must occur"));
    filter_->setClearButtonEnabled(true);
    filter_->setAccessibleName(tr("Filter"));
    filter_->installEventFilter(this);
    buildTable();

    details_->setWordWrap(true);
    details_->setTextFormat(Qt::PlainText);
    details_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    constexpr int kDetailLines = 6;
    details_->setMinimumHeight(fontMetrics().lineSpacing() * kDetailLines);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Take"));
    connect(buttons, &QDialogButtonBox::accepted, this, &Picker::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(filter_);
    layout->addWidget(view_, 1);
    layout->addWidget(details_);
    layout->addWidget(buttons);

    connect(filter_, &QLineEdit::textChanged, this, &Picker::filter);
    connect(view_, &QTableView::activated, this, &Picker::take);
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &Picker::showDetails);
    const QModelIndexList found =
        rows_->match(rows_->index(0, 0), Qt::DisplayRole, current, 1, Qt::MatchExactly | Qt::MatchCaseSensitive);
    selectRow(found.isEmpty() ? 0 : found.front().row());
    showDetails();
    filter_->setFocus();
}

void Picker::buildTable() {
    auto* model = new TableModel(this);
    model->setTable(names_.table);
    rows_->setSourceModel(model);
    rows_->setSortRole(TableModel::SortRole);
    view_->setObjectName(QStringLiteral("names"));
    view_->setAccessibleName(names_.title);
    view_->setModel(rows_);
    view_->setSortingEnabled(true);
    view_->sortByColumn(0, Qt::AscendingOrder);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setAlternatingRowColors(true);
    view_->setShowGrid(false);
    view_->setTabKeyNavigation(false);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + kRowPadding);
    view_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->resizeColumnsToContents();
    for (int column = 0; column < model->columnCount(); ++column)
        view_->setColumnWidth(column, std::min(view_->columnWidth(column), kWidestColumn));
}

QString Picker::selected() const {
    const QModelIndex current = view_->currentIndex();
    return current.isValid() ? current.siblingAtColumn(0).data().toString() : QString();
}

bool Picker::eventFilter(QObject* watched, QEvent* event) {
    if (watched == filter_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(view_, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void Picker::filter(const QString& words) {
    static const QRegularExpression gaps(QStringLiteral("\\s+"));
    static_cast<RowFilter*>(rows_)->setWords(words.split(gaps, Qt::SkipEmptyParts));
    if (!view_->currentIndex().isValid()) selectRow(0);
    showDetails();
}

void Picker::selectRow(int row) {
    if (row >= rows_->rowCount()) return;
    view_->setCurrentIndex(rows_->index(row, 0));
    view_->scrollTo(view_->currentIndex());
}

void Picker::showDetails() {
    const auto found = names_.names.find(selected());
    QString text = found == names_.names.end() ? QString() : found->second.details;
    if (!names_.error.isEmpty()) text = names_.error + QLatin1Char('\n') + text;
    details_->setText(text);
}

void Picker::take() {
    const QString name = selected();
    if (name.isEmpty()) return;
    emit chosen(name);
    accept();
}

}  // namespace plimsoll::gui
