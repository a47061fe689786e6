// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/axis_draft.hpp"

#include "gui/editor/json_parts.hpp"
#include "gui/editor/offered_values.hpp"
#include "gui/editor/schema_node.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/sweep_spec.hpp"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

constexpr const char* kAxes = "/sweep/axes";

QString axisWords(const char* text) { return QCoreApplication::translate("Axis", text); }

/// JSON where it is, else a text: as `plimsoll sweep --over` takes it.
Json valueOf(const QString& text) {
    const std::string spelt = text.trimmed().toStdString();
    Json value = Json::parse(spelt, nullptr, false);
    return value.is_discarded() || value.is_structured() ? Json(spelt) : value;
}

QString spelling(const Json& value) {
    return value.is_string() ? qstring(value.get_ref<const std::string&>()) : qstring(value.dump());
}

std::optional<scenarios::ValueRange> rangeOf(const AxisDraft& draft) {
    const auto from = scenarios::range_end(draft.from.trimmed().toStdString());
    const auto to = scenarios::range_end(draft.to.trimmed().toStdString());
    if (!from || !to) return std::nullopt;
    return scenarios::ValueRange{*from, *to, draft.log, static_cast<std::size_t>(std::max(draft.points, 0))};
}

QString withUnit(double number, const std::string& unit) {
    const QString text = exactNumber(number);
    return unit.empty() ? text : text + QLatin1Char(' ') + qstring(unit);
}

const Json* axesOf(const ScenarioDocument& document) {
    const Json* axes = document.valueAt(kAxes);
    return axes != nullptr && axes->is_array() ? axes : nullptr;
}

}  // namespace

QStringList listedValues(const QString& values) {
    QStringList items;
    for (const QString& item : values.split(QLatin1Char(',')))
        if (const QString value = item.trimmed(); !value.isEmpty()) items.append(value);
    return items;
}

Json axisOf(const AxisDraft& draft, const std::string& pointer) {
    Json axis{{"pointer", pointer}};
    if (draft.isRange) {
        axis["from"] = valueOf(draft.from);
        axis["to"] = valueOf(draft.to);
        axis["points"] = draft.points;
        if (draft.log) axis["scale"] = "log";
        return axis;
    }
    axis["values"] = Json::array();
    for (const QString& item : listedValues(draft.values)) axis["values"].push_back(valueOf(item));
    return axis;
}

AxisDraft draftOf(const Json& axis) {
    AxisDraft draft;
    draft.isRange = !axis.contains("values");
    if (draft.isRange) {
        if (axis.contains("from")) draft.from = spelling(axis["from"]);
        if (axis.contains("to")) draft.to = spelling(axis["to"]);
        if (axis.contains("points") && axis["points"].is_number_integer()) draft.points = axis["points"].get<int>();
        draft.log = axis.contains("scale") && axis["scale"] == "log";
        return draft;
    }
    QStringList items;
    for (const Json& value : axis["values"]) items.append(spelling(value));
    draft.values = items.join(QStringLiteral(", "));
    return draft;
}

QString complaintOf(const AxisDraft& draft) {
    if (!draft.isRange) return listedValues(draft.values).isEmpty() ? axisWords("Name at least one value.") : QString();
    const auto range = rangeOf(draft);
    if (!range) return axisWords("Both ends of a range are numbers, with one unit or none: 1 s, 100 s.");
    const auto problem = scenarios::problem_of(*range);
    return problem ? sentenceOf(problem->message) : QString();
}

int countOf(const AxisDraft& draft) {
    if (!complaintOf(draft).isEmpty()) return 0;
    return draft.isRange ? draft.points : static_cast<int>(listedValues(draft.values).size());
}

AxisDraft suggestedAxis(const SchemaNode& schema, const Json* value) {
    constexpr double kFactor = 4;
    const Json* present = value != nullptr ? value : schema.defaultValue();
    AxisDraft draft;
    if (const Json choices = choicesOf(schema); !choices.empty()) {
        QStringList all;
        for (const Json& choice : choices) all.append(spelling(choice));
        draft.values = all.join(QStringLiteral(", "));
        return draft;
    }
    if (present == nullptr) return draft;
    const QString text = spelling(*present);
    const auto read = scenarios::range_end(text.toStdString());
    const auto largest = schema.maximum();
    if (!read || read->number <= 0) {
        draft.values = text;
        return draft;
    }
    const auto fits = [&](double number) { return !largest || number <= *largest; };
    if (schema.kind() == SchemaNode::Kind::integer || !fits(kFactor * read->number)) {
        QStringList items;
        const bool whole = schema.kind() == SchemaNode::Kind::integer;
        for (const double factor : {0.25, 0.5, 1.0, 2.0, kFactor}) {
            const double number = factor * read->number;
            if (fits(number) && !(whole && factor < 1)) items.append(withUnit(number, read->unit));
        }
        draft.values = items.join(QStringLiteral(", "));
        return draft;
    }
    draft.isRange = true;
    draft.from = withUnit(read->number / kFactor, read->unit);
    draft.to = withUnit(read->number * kFactor, read->unit);
    return draft;
}

std::optional<std::size_t> axisIndexOf(const ScenarioDocument& document, const std::string& pointer) {
    const Json* axes = axesOf(document);
    for (std::size_t i = 0; axes != nullptr && i < axes->size(); ++i) {
        const Json& axis = (*axes)[i];
        if (axis.is_object() && axis.contains("pointer") && axis["pointer"] == pointer) return i;
    }
    return std::nullopt;
}

void setAxis(ScenarioDocument& document, const Json& axis) {
    const auto index = axisIndexOf(document, axis.at("pointer").get<std::string>());
    const Json* axes = axesOf(document);
    document.finishEditing();
    if (index)
        document.set(scenarios::child_pointer(kAxes, *index), axis);
    else
        document.insert(kAxes, axes != nullptr ? axes->size() : 0, axis);
}

void removeAxis(ScenarioDocument& document, std::size_t index) {
    const Json* axes = axesOf(document);
    document.finishEditing();
    document.remove(axes != nullptr && axes->size() > 1 ? scenarios::child_pointer(kAxes, index) : "/sweep");
}

QString valuesText(const Json& axis) {
    if (!axis.is_object()) return {};
    if (axis.contains("zip")) {
        QStringList together;
        for (const Json& track : axis["zip"]) together.append(valuesText(track));
        return together.join(axisWords(" with "));
    }
    const AxisDraft draft = draftOf(axis);
    if (!draft.isRange) return draft.values;
    return (draft.log ? axisWords("%1 … %2 in equal factors") : axisWords("%1 … %2 in equal steps"))
        .arg(draft.from, draft.to);
}

double countOfAxis(const Json& axis) {
    if (!axis.is_object()) return 0;
    if (axis.contains("zip")) return axis["zip"].empty() ? 0 : countOfAxis(axis["zip"].front());
    return countOf(draftOf(axis));
}

double countOfPoints(const ScenarioDocument& document) {
    const Json* axes = axesOf(document);
    if (axes == nullptr || axes->empty()) return 0;
    double points = 1;
    for (const Json& axis : *axes) points *= countOfAxis(axis);
    return points;
}

QString titleOfValue(const ScenarioDocument& document, const std::string& pointer) {
    const auto node = SchemaNode::root().at(pointer);
    const QString title = node ? node->title() : qstring(pointer);
    const auto tokens = tokensOf(pointer);
    if (tokens.size() < 2 || tokens.front() != "deployments") return title;
    const Json* name = document.valueAt("/deployments/" + tokens[1] + "/name");
    if (name == nullptr || !name->is_string()) return title;
    return axisWords("%1 of '%2'").arg(title, qstring(name->get<std::string>()));
}

}  // namespace plimsoll::gui
