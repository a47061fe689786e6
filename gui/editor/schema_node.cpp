// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/schema_node.hpp"

#include "gui/editor/json_parts.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/schema.hpp"
#include "scenarios/unit_tables.hpp"

#include <QStringList>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

const Json& schemaJson() {
    static const Json schema = Json::parse(scenarios::scenario_schema_text());
    return schema;
}

bool hasType(const Json& value, std::string_view type) {
    return (type == "string" && value.is_string()) || (type == "object" && value.is_object()) ||
           (type == "array" && value.is_array()) || (type == "boolean" && value.is_boolean()) ||
           (type == "integer" && value.is_number_integer()) || (type == "number" && value.is_number());
}

/// A value as people write it in a field: texts without quotes, lists without brackets.
QString plain(const Json& value) {
    if (value.is_string()) return qstring(value.get_ref<const std::string&>());
    if (value.is_boolean()) return value.get<bool>() ? SchemaNode::tr("yes") : SchemaNode::tr("no");
    const bool listOfScalars = value.is_array() && std::all_of(value.begin(), value.end(),
                                                               [](const Json& item) { return item.is_primitive(); });
    if (!listOfScalars) return qstring(value.dump());
    QStringList items;
    for (const Json& item : value) items.append(plain(item));
    return items.join(QStringLiteral(", "));
}

}  // namespace

SchemaNode::SchemaNode(const Json& schema, std::string_view onlyType) : target_(&schema), onlyType_(onlyType) {
    if (const auto reference = schema.find("$ref"); reference != schema.end()) {
        beside_ = &schema;
        target_ = &schemaJson().at(Json::json_pointer(reference->get<std::string>().substr(1)));
    }
}

const SchemaNode& SchemaNode::root() {
    static const SchemaNode root(schemaJson());
    return root;
}

SchemaNode SchemaNode::unknown(const std::string& key) {
    static std::map<std::string, Json> made;  // nodes look at schemas that stay
    Json& schema = made[key];
    schema = {{"title", key}, {"description", tr("Scenarios have no such field.").toStdString()}};
    return SchemaNode(schema);
}

const Json* SchemaNode::word(const char* keyword) const {
    for (const Json* schema : {beside_, target_}) {
        if (schema == nullptr) continue;
        if (const auto found = schema->find(keyword); found != schema->end()) return &*found;
    }
    return nullptr;
}

QString SchemaNode::textOf(const char* keyword) const {
    const Json* text = word(keyword);
    return text == nullptr || !text->is_string() ? QString() : qstring(text->get_ref<const std::string&>());
}

std::vector<std::string> SchemaNode::types() const {
    if (!onlyType_.empty()) return {onlyType_};
    const Json* type = word("type");
    if (type == nullptr) return {};
    return type->is_array() ? type->get<std::vector<std::string>>() : std::vector{type->get<std::string>()};
}

SchemaNode::Kind SchemaNode::kind() const {
    const std::vector<std::string> types = this->types();
    if (types.size() > 1) return Kind::alternatives;
    if (choices() != nullptr) return Kind::choice;
    const std::string type = types.empty() ? std::string() : types.front();
    if (type == "object") return word("properties") != nullptr ? Kind::object : Kind::map;
    if (type == "array") {
        const Kind item = element().kind();
        return item == Kind::number || item == Kind::integer ? Kind::numbers : Kind::list;
    }
    if (type == "string") {
        const QString unit = this->unit();
        return unit.isEmpty() ? Kind::text : unit == QLatin1String("file") ? Kind::file : Kind::quantity;
    }
    if (type == "number") return Kind::number;
    if (type == "integer") return Kind::integer;
    if (type == "boolean") return Kind::boolean;
    return Kind::unsupported;
}

QString SchemaNode::title() const { return textOf("title"); }
QString SchemaNode::description() const { return textOf("description"); }
QString SchemaNode::unit() const { return textOf("x-unit"); }
QString SchemaNode::names() const { return textOf("x-names"); }

QString SchemaNode::titleWithUnit() const {
    const QString unit = this->unit();
    const bool adds = !unit.isEmpty() && !title().contains(unit, Qt::CaseInsensitive);
    return adds ? QStringLiteral("%1 (%2)").arg(title(), unit) : title();
}

QString SchemaNode::unitsText() const {
    const QString unit = this->unit();
    const auto listed = [](const auto& units) {
        QStringList list;
        for (const auto& each : units) list.append(qstring(each.name));
        return list.join(QStringLiteral(", "));
    };
    if (unit == QLatin1String("duration")) return listed(scenarios::kDurationUnits);
    if (unit == QLatin1String("bytes")) return listed(scenarios::kByteUnits);
    if (unit == QLatin1String("memory")) return listed(scenarios::kBilledMemoryUnits);
    if (unit == QLatin1String("rate")) return listed(scenarios::kRateUnits);
    if (unit == QLatin1String("bandwidth")) return listed(scenarios::kBandwidthUnits);
    return unit == QLatin1String("file") ? QString() : unit;
}

QString SchemaNode::defaultText() const {
    if (const Json* value = defaultValue(); value != nullptr && !value->empty()) return plain(*value);
    // A default that follows from other fields stands in the description.
    const QString words = description();
    const QString mark = QStringLiteral("Default: ");
    const qsizetype at = words.indexOf(mark);
    if (at < 0) return {};
    QString text = words.mid(at + mark.size());
    if (text.endsWith(QLatin1Char('.'))) text.chop(1);
    return text;
}

QString SchemaNode::exampleText() const {
    const Json* value = example();
    return value == nullptr ? QString() : plain(*value);
}

QString SchemaNode::rangeText() const {
    QStringList bounds;
    const auto bound = [&](const char* keyword, const QString& words) {
        if (const Json* limit = word(keyword)) bounds.append(words.arg(qstring(limit->dump())));
    };
    bound("minimum", tr("at least %1"));
    bound("exclusiveMinimum", tr("greater than %1"));
    bound("maximum", tr("at most %1"));
    bound("exclusiveMaximum", tr("less than %1"));
    return bounds.join(QStringLiteral(", "));
}

const Json* SchemaNode::defaultValue() const { return word("default"); }

const Json* SchemaNode::example() const {
    const Json* examples = word("examples");
    if (examples == nullptr) return nullptr;
    for (const Json& value : *examples)
        if (accepts(value)) return &value;
    return nullptr;
}

const Json* SchemaNode::choices() const { return word("enum"); }

std::optional<double> SchemaNode::minimum() const {
    for (const char* keyword : {"minimum", "exclusiveMinimum"})
        if (const Json* limit = word(keyword)) return limit->get<double>();
    return std::nullopt;
}

std::optional<double> SchemaNode::maximum() const {
    for (const char* keyword : {"maximum", "exclusiveMaximum"})
        if (const Json* limit = word(keyword)) return limit->get<double>();
    return std::nullopt;
}

bool SchemaNode::mayBeEmpty() const { return word("minLength") == nullptr && word("minProperties") == nullptr; }

int SchemaNode::lines() const {
    const Json* lines = word("x-lines");
    return lines == nullptr ? 1 : lines->get<int>();
}

bool SchemaNode::isAdvanced() const { return word("x-advanced") != nullptr; }

std::vector<SchemaNode::Condition> SchemaNode::conditions() const {
    std::vector<Condition> conditions;
    const Json* when = word("x-when");
    if (when == nullptr) return conditions;
    for (const auto& [key, wanted] : when->items()) {
        Condition condition{key, {}, {}};
        if (wanted.is_boolean())
            condition.present = wanted.get<bool>();
        else
            condition.values = wanted.get<std::vector<std::string>>();
        conditions.push_back(std::move(condition));
    }
    return conditions;
}

std::vector<std::pair<std::string, SchemaNode>> SchemaNode::properties() const {
    std::vector<std::pair<std::string, SchemaNode>> properties;
    if (const Json* members = word("properties"))
        for (const auto& [key, schema] : members->items()) properties.emplace_back(key, SchemaNode(schema));
    return properties;
}

std::vector<std::string> SchemaNode::keys() const {
    std::vector<std::string> keys;
    if (const Json* members = word("properties"))
        for (const auto& item : members->items()) keys.push_back(item.key());
    return keys;
}

std::optional<SchemaNode> SchemaNode::property(std::string_view key) const {
    if (const Json* members = word("properties"))
        if (const auto found = members->find(std::string(key)); found != members->end()) return SchemaNode(*found);
    const Json* others = word("additionalProperties");
    return others != nullptr && others->is_object() ? std::optional(SchemaNode(*others)) : std::nullopt;
}

bool SchemaNode::isRequired(std::string_view key) const {
    const Json* keys = word("required");
    return keys != nullptr && std::find(keys->begin(), keys->end(), std::string(key)) != keys->end();
}

std::vector<std::string> SchemaNode::exactlyOne() const {
    const Json* keys = word("x-exactly-one");
    return keys == nullptr ? std::vector<std::string>() : keys->get<std::vector<std::string>>();
}

bool SchemaNode::isImplied() const {
    const Json* value = defaultValue();
    return value != nullptr && value->is_object() && value->empty();
}

SchemaNode SchemaNode::element() const {
    const Json* schema = word("items");
    return SchemaNode(schema != nullptr ? *schema : *word("additionalProperties"));
}

std::vector<SchemaNode> SchemaNode::alternatives() const {
    std::vector<SchemaNode> alternatives;
    for (const std::string& type : types()) {
        alternatives.push_back(*this);
        alternatives.back().onlyType_ = type;
    }
    return alternatives;
}

bool SchemaNode::accepts(const Json& value) const {
    const std::vector<std::string> types = this->types();
    return std::any_of(types.begin(), types.end(), [&](const std::string& type) { return hasType(value, type); });
}

std::optional<SchemaNode> SchemaNode::at(std::string_view pointer) const {
    std::optional<SchemaNode> node = *this;
    for (const std::string& token : tokensOf(pointer)) {
        const bool isArray = node->word("items") != nullptr && indexOf(token).has_value();
        node = isArray ? std::optional(node->element()) : node->property(token);
        if (!node) break;
    }
    return node;
}

Json SchemaNode::initialValue() const {
    const std::vector<std::string> types = this->types();
    if (types.empty()) return {};
    const std::string& type = types.front();
    const Json* sample = example();
    if (type == "array") return kind() == Kind::list ? Json::array({element().initialValue()}) : Json::array();
    if (kind() == Kind::file) return "";
    if (type == "string" && choices() == nullptr && !names().isEmpty() && sample != nullptr) return *sample;
    if (type != "object") {
        if (const Json* value = defaultValue(); value != nullptr && accepts(*value)) return *value;
        return sample != nullptr ? *sample : Json();
    }
    const bool isDemanding = word("required") != nullptr || !mayBeEmpty();
    if (!isDemanding) return Json::object();
    if (sample != nullptr) return *sample;
    Json value = Json::object();
    for (const auto& [key, node] : properties())
        if (isRequired(key)) value[key] = node.initialValue();
    return value;
}

bool applies(const SchemaNode& node, const Json& document, std::string_view pointer) {
    for (const SchemaNode::Condition& condition : node.conditions()) {
        std::string_view around = pointer;
        while (!around.empty()) {
            around = scenarios::parent_pointer(around);
            const auto object = SchemaNode::root().at(around);
            const auto other = object ? object->property(condition.key) : std::nullopt;
            if (!other) continue;
            const Json* value = valueAt(document, scenarios::child_pointer(around, condition.key));
            if (condition.present) {
                if (*condition.present != (value != nullptr)) return false;
                break;
            }
            if (value == nullptr) value = other->defaultValue();
            const bool met = value != nullptr && value->is_string() &&
                             std::find(condition.values.begin(), condition.values.end(), value->get<std::string>()) !=
                                 condition.values.end();
            if (!met) return false;
            break;
        }
    }
    return true;
}

const Json* valueAt(const Json& document, std::string_view pointer) {
    const Json* value = &document;
    for (const std::string& token : tokensOf(pointer)) {
        if (value->is_object()) {
            const auto found = value->find(token);
            if (found == value->end()) return nullptr;
            value = &*found;
        } else if (const auto index = indexOf(token); value->is_array() && index && *index < value->size()) {
            value = &(*value)[*index];
        } else {
            return nullptr;
        }
    }
    return value;
}

}  // namespace plimsoll::gui
