// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/offered_values.hpp"

#include "gui/editor/catalogs.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {

Json choicesOf(const SchemaNode& schema) {
    if (const Json* choices = schema.choices()) return *choices;
    return schema.kind() == SchemaNode::Kind::boolean ? Json::array({true, false}) : Json::array();
}

QString choiceText(const Json& value) {
    if (value.is_boolean())
        return value.get<bool>() ? QCoreApplication::translate("Choice", "yes")
                                 : QCoreApplication::translate("Choice", "no");
    return value.is_string() ? qstring(value.get_ref<const std::string&>()) : qstring(value.dump());
}

QList<OfferedValue> offeredValues(const SchemaNode& schema, const Catalogs& catalogs) {
    QList<OfferedValue> values;
    for (const Json& value : choicesOf(schema))
        values.append({value.is_boolean() ? qstring(value.dump()) : choiceText(value), choiceText(value), {}});
    if (schema.names().isEmpty()) return values;
    for (const auto& [name, known] : catalogs[schema.names()].names) values.append({name, name, known.summary});
    return values;
}

}  // namespace plimsoll::gui
