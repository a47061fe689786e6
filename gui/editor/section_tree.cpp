// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/section_tree.hpp"

#include "gui/editor/glyphs.hpp"
#include "gui/editor/json_parts.hpp"
#include "gui/editor/schema_node.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"

#include <QHeaderView>

#include <algorithm>
#include <utility>

namespace plimsoll::gui {
namespace {

constexpr int kPointer = Qt::UserRole;
constexpr int kIndentation = 14;
constexpr int kTreeRowPadding = 10;
constexpr int kCountWidth = 40;

bool isStructured(const SchemaNode& node) {
    const SchemaNode::Kind kind = node.kind();
    return kind == SchemaNode::Kind::object || kind == SchemaNode::Kind::list || kind == SchemaNode::Kind::map;
}

bool contains(const Section& section, const std::string& key) {
    return std::find(section.keys.begin(), section.keys.end(), key) != section.keys.end();
}

}  // namespace

std::vector<Section> sectionsOfSchema() {
    std::vector<Section> sections{{SectionTree::tr("General"), {}, false}};
    for (const auto& [key, node] : SchemaNode::root().properties()) {
        if (!isStructured(node)) {
            sections.front().keys.push_back(key);
            continue;
        }
        const auto conditions = node.conditions();
        const auto home = std::find_if(sections.begin(), sections.end(), [&](const Section& section) {
            return std::any_of(conditions.begin(), conditions.end(),
                               [&](const auto& condition) { return contains(section, condition.key); });
        });
        if (home != sections.end()) {
            home->keys.push_back(key);
            continue;
        }
        // Elements with a form of their own each, of which there can be hundreds.
        const bool isList = node.kind() == SchemaNode::Kind::list && SchemaNode::root().isRequired(key);
        sections.push_back({node.title(), {key}, isList});
    }
    return sections;
}

SectionTree::SectionTree(std::vector<Section> sections, QWidget* parent)
    : QTreeWidget(parent), sections_(std::move(sections)) {
    setObjectName(QStringLiteral("sections"));
    setAccessibleName(tr("Sections of the scenario"));
    setColumnCount(2);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(kIndentation);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(kCountWidth);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::Fixed);
    header()->resizeSection(1, kCountWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const Section& section : sections_) {
        auto* row = new QTreeWidgetItem(this, {section.title});
        row->setData(0, kPointer, qstring(section.pointer()));
        row->setSizeHint(0, {0, fontMetrics().lineSpacing() + kTreeRowPadding});  // uniform: the first counts for all
        if (!section.isList) continue;
        list_ = row;
        listPointer_ = section.pointer();
        row->setExpanded(true);
    }
    connect(this, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (item != nullptr) emit placeChanged(item->data(0, kPointer).toString());
    });
}

void SectionTree::setElements(const QStringList& names) {
    while (list_->childCount() > names.size()) delete list_->takeChild(list_->childCount() - 1);
    for (int i = 0; i < names.size(); ++i) {
        QTreeWidgetItem* row = list_->child(i);
        if (row == nullptr) {
            row = new QTreeWidgetItem(list_);
            row->setData(0, kPointer, qstring(scenarios::child_pointer(listPointer_, static_cast<std::size_t>(i))));
        }
        if (row->text(0) == names[i]) continue;
        row->setText(0, names[i]);
        row->setToolTip(0, names[i]);
    }
}

void SectionTree::setProblems(const std::map<std::string, int>& counts) {
    for (QTreeWidgetItemIterator row(this); *row != nullptr; ++row) {
        const auto found = counts.find((*row)->data(0, kPointer).toString().toStdString());
        const int count = found == counts.end() ? 0 : found->second;
        const QString text = count > 0 ? QString::number(count) : QString();
        if ((*row)->text(1) == text) continue;
        (*row)->setText(1, text);
        (*row)->setIcon(1, count > 0 ? icon(Glyph::problem) : QIcon());
        const QString spoken = tr("%1, problems: %2").arg((*row)->text(0), text);
        (*row)->setData(0, Qt::AccessibleTextRole, count > 0 ? QVariant(spoken) : QVariant());
    }
}

std::string SectionTree::current() const {
    const QTreeWidgetItem* row = currentItem();
    return row == nullptr ? std::string() : row->data(0, kPointer).toString().toStdString();
}

void SectionTree::setCurrent(const std::string& pointer) {
    if (QTreeWidgetItem* row = item(pointer)) setCurrentItem(row);
}

std::string SectionTree::rowOf(const std::string& pointer) const {
    const std::vector<std::string> tokens = tokensOf(pointer);
    if (tokens.empty()) return sections_.front().pointer();
    for (const Section& section : sections_) {
        if (!contains(section, tokens.front())) continue;
        const bool isElement = section.isList && tokens.size() > 1;
        return isElement ? scenarios::child_pointer(section.pointer(), tokens[1]) : section.pointer();
    }
    return sections_.front().pointer();
}

QTreeWidgetItem* SectionTree::item(const std::string& pointer) const {
    for (QTreeWidgetItemIterator row(const_cast<SectionTree*>(this)); *row != nullptr; ++row)
        if ((*row)->data(0, kPointer).toString().toStdString() == pointer) return *row;
    return nullptr;
}

}  // namespace plimsoll::gui
