// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>

/// Results are described once. Beside a struct stands a function that tells a visitor each member in order:
///
///     template <class Visitor, MaybeConst<SeriesBucket> Bucket>
///     void describe(Visitor& visit, Bucket& bucket) {
///         visit("ready_mean", bucket.ready_mean, {"", "time-averaged replicas ready to serve"});
///     }
///
/// and whatever writes, reads, averages, tabulates or documents results is such a visitor: the codec of runs, the JSON
/// with its reader and its schema, the CSV files, means over replications, tables of the window. A member and its row
/// are all that a new figure takes (docs/decisions/0018).
namespace plimsoll::results {

/// What several replications make of a number.
enum class Pooling { mean, largest };

/// What there is to know of a member beside its name and its type.
struct About {
    std::string_view unit;  ///< "s", "1/s", "USD/h"; empty for plain numbers and for what is no number
    std::string_view text;  ///< one line for the schema
    Pooling pooling = Pooling::mean;
};

/// When a member is there. What is optional by its type is there where it has a value.
struct Presence {
    enum class Rule { always, unless_empty, conditional };
    Rule rule = Rule::always;
    bool holds = true;  ///< of a condition
};
inline constexpr Presence kAlways;
/// Absent where it is 0, or has no elements, characters or members: nothing is known of it.
inline constexpr Presence kUnlessEmpty{Presence::Rule::unless_empty};
[[nodiscard]] constexpr Presence present_if(bool holds) { return {Presence::Rule::conditional, holds}; }

/// T, to be written or to be filled.
template <class T, class Is>
concept MaybeConst = std::same_as<std::remove_const_t<T>, Is>;

template <class T, template <class> class Of>
inline constexpr bool kIsInstance = false;
template <class Argument, template <class> class Of>
inline constexpr bool kIsInstance<Of<Argument>, Of> = true;
/// The same for any instance of a template.
template <class T, template <class> class Of>
concept MaybeConstOf = kIsInstance<std::remove_const_t<T>, Of>;

template <class Visitor, class Value>
concept Described = requires(Visitor& visit, Value& value) {
    describe(visit, value);
};

/// Calls act(number, about) for each number of a description, those of described members included, in order.
template <class Act>
class EachNumber {
public:
    explicit EachNumber(Act& act) : act_(&act) {}

    template <class Value>
    void operator()(const char*, Value& value, const About& about, Presence = kAlways) {
        if constexpr (std::is_arithmetic_v<std::remove_const_t<Value>>)
            (*act_)(value, about);
        else
            describe(*this, value);
    }

private:
    Act* act_;
};

template <class Figures, class Act>
void for_each_number(Figures& figures, Act act) {
    EachNumber<Act> visit(act);
    describe(visit, figures);
}

}  // namespace plimsoll::results
