// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// How a member is written where its type alone does not say so. Each form refers to the member, which may be const.
namespace plimsoll::results {

struct DeploymentResult;

/// An estimate of money, or the ends of an interval of it: nine digits as decimal text. (Money itself is exact text.)
template <class Value>
struct Usd {
    Value& value;
};
template <class Value>
[[nodiscard]] Usd<Value> usd(Value& value) {
    return {value};
}

/// 16 hexadecimal digits.
template <class Value>
struct Hexadecimal {
    Value& value;
};
template <class Value>
[[nodiscard]] Hexadecimal<Value> hexadecimal(Value& value) {
    return {value};
}

/// A text that is a JSON object, written as one.
template <class Text>
struct JsonObject {
    Text& text;
};
template <class Text>
[[nodiscard]] JsonObject<Text> json_object(Text& text) {
    return {text};
}

/// A text that is null where it is empty.
template <class Text>
struct OrNull {
    Text& text;
};
template <class Text>
[[nodiscard]] OrNull<Text> or_null(Text& text) {
    return {text};
}

/// Two numbers as [low, high].
template <class Number>
struct Ends {
    Number& low;
    Number& high;
};
template <class Number>
[[nodiscard]] Ends<Number> ends(Number& low, Number& high) {
    return {low, high};
}

/// The place of a deployment, written as its name; of equal names, the first.
template <class Index>
struct DeploymentName {
    Index& index;
    const std::vector<DeploymentResult>& deployments;
};
template <class Index>
[[nodiscard]] DeploymentName<Index> name_in(const std::vector<DeploymentResult>& deployments, Index& index) {
    return {index, deployments};
}

}  // namespace plimsoll::results
