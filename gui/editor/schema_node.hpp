// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::gui {

using Json = nlohmann::ordered_json;

/// What the scenario schema says about one place: the only list of fields that the editor knows. A light view on the
/// schema that is part of the program; `$ref` is followed, and words beside it win.
class SchemaNode {
    Q_DECLARE_TR_FUNCTIONS(plimsoll::gui::SchemaNode)

public:
    enum class Kind {
        object,
        map,           ///< an object with keys of the user's choice
        numbers,       ///< an array of numbers
        list,          ///< an array of anything else
        choice,        ///< one of a few values
        alternatives,  ///< values of several types
        quantity,      ///< a text with a number and a unit
        file,          ///< a text with a path
        text,
        number,
        integer,
        boolean,
        unsupported  ///< the schema says what this editor does not know
    };

    /// That a field means something only where another one, of the nearest object around it that has such a field,
    /// is there (or not), or has one of a few values.
    struct Condition {
        std::string key;
        std::optional<bool> present;
        std::vector<std::string> values;
    };

    /// The scenario itself.
    [[nodiscard]] static const SchemaNode& root();
    /// A key that the schema does not know.
    [[nodiscard]] static SchemaNode unknown(const std::string& key);

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString description() const;
    /// "duration", "bytes", "USD/h", ...; empty where there is none.
    [[nodiscard]] QString unit() const;
    /// "title (unit)", where the title does not say it already.
    [[nodiscard]] QString titleWithUnit() const;
    /// The units that a quantity may be written in: "ns, us, ms, s, min, h, d".
    [[nodiscard]] QString unitsText() const;
    /// What holds where the field is absent, as its description or its default says; empty where nothing does.
    [[nodiscard]] QString defaultText() const;
    [[nodiscard]] QString exampleText() const;
    /// "at least 1, less than 100"; empty where there are no bounds.
    [[nodiscard]] QString rangeText() const;

    /// Null where the schema has none.
    [[nodiscard]] const Json* defaultValue() const;
    [[nodiscard]] const Json* example() const;
    /// The values of an enumeration; null where it is none.
    [[nodiscard]] const Json* choices() const;
    [[nodiscard]] std::optional<double> minimum() const;
    [[nodiscard]] std::optional<double> maximum() const;
    [[nodiscard]] bool mayBeEmpty() const;  ///< false: a text or an object must hold something
    /// A catalog whose names the text may have: "offers", "models", "profiles", "precisions", "devices", "engines", or
    /// empty.
    [[nodiscard]] QString names() const;
    [[nodiscard]] int lines() const;        ///< of text that are to be shown; 1 unless the schema says more
    [[nodiscard]] bool isAdvanced() const;  ///< seldom needed
    [[nodiscard]] std::vector<Condition> conditions() const;

    // Objects.
    [[nodiscard]] std::vector<std::pair<std::string, SchemaNode>> properties() const;
    [[nodiscard]] std::vector<std::string> keys() const;
    [[nodiscard]] std::optional<SchemaNode> property(std::string_view key) const;
    [[nodiscard]] bool isRequired(std::string_view key) const;
    /// Keys of which exactly one must be there; empty for most objects.
    [[nodiscard]] std::vector<std::string> exactlyOne() const;
    /// Whether an absent object means the same as an empty one, so that its fields can be shown.
    [[nodiscard]] bool isImplied() const;

    // Lists, maps and alternatives.
    [[nodiscard]] SchemaNode element() const;
    [[nodiscard]] std::vector<SchemaNode> alternatives() const;
    /// Whether `value` has a type of this node; of alternatives, any.
    [[nodiscard]] bool accepts(const Json& value) const;

    /// The node at a pointer below this one; of alternatives, the one that has such a member or element.
    [[nodiscard]] std::optional<SchemaNode> at(std::string_view pointer) const;

    /// What a new value holds: what is required, as in the schema's example.
    [[nodiscard]] Json initialValue() const;

private:
    explicit SchemaNode(const Json& schema, std::string_view onlyType = {});

    [[nodiscard]] const Json* word(const char* keyword) const;
    [[nodiscard]] QString textOf(const char* keyword) const;
    [[nodiscard]] std::vector<std::string> types() const;

    const Json* target_;            ///< where `$ref` leads
    const Json* beside_ = nullptr;  ///< words beside the `$ref`
    std::string onlyType_;          ///< of several alternatives, this one
};

/// Whether a field at `pointer` means anything in `document`, as its conditions say.
[[nodiscard]] bool applies(const SchemaNode& node, const Json& document, std::string_view pointer);

/// The value at a pointer, or null.
[[nodiscard]] const Json* valueAt(const Json& document, std::string_view pointer);

}  // namespace plimsoll::gui
