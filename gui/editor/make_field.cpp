// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/alternatives_field.hpp"
#include "gui/editor/array_field.hpp"
#include "gui/editor/choice_field.hpp"
#include "gui/editor/field.hpp"
#include "gui/editor/line_field.hpp"
#include "gui/editor/map_field.hpp"
#include "gui/editor/object_field.hpp"
#include "gui/editor/text_field.hpp"

namespace plimsoll::gui {

Field* makeField(FormContext& context, const SchemaNode& schema, const std::string& pointer, QWidget* parent) {
    using Kind = SchemaNode::Kind;
    switch (schema.kind()) {
        case Kind::object:
            return new ObjectField(context, schema, pointer, parent);
        case Kind::map:
            return new MapField(context, schema, pointer, parent);
        case Kind::numbers:
            return new NumbersField(context, schema, pointer, parent);
        case Kind::list:
            return new ArrayField(context, schema, pointer, parent);
        case Kind::alternatives:
            return new AlternativesField(context, schema, pointer, parent);
        case Kind::choice:
        case Kind::boolean:
            return new ChoiceField(context, schema, pointer, parent);
        case Kind::quantity:
            return new QuantityField(context, schema, pointer, parent);
        case Kind::file:
            return new FileField(context, schema, pointer, parent);
        case Kind::number:
        case Kind::integer:
            return new NumberField(context, schema, pointer, parent);
        case Kind::text:
            if (!schema.names().isEmpty()) return new NameField(context, schema, pointer, parent);
            if (schema.lines() > 1) return new TextField(context, schema, pointer, parent);
            return new LineField(context, schema, pointer, parent);
        case Kind::unsupported:
            break;
    }
    return new JsonField(context, schema, pointer, parent);
}

}  // namespace plimsoll::gui
