// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/relative_fit.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll::models {
namespace {

constexpr int kReweightings = 12;
/// Residuals below count as this: else a point that is met exactly would outweigh all others.
constexpr double kLeastResidual = 1e-4;

using Matrix = Eigen::Matrix<double, kMostTerms, kMostTerms>;
using Vector = Eigen::Matrix<double, kMostTerms, 1>;

/// Least squares with coefficients >= 0 from the normal equations: the best subset of terms whose plain solution is
/// positive. With at most four terms, trying all 15 is exact and cheap.
Vector best_subset(const Matrix& normal, const Vector& right) {
    Vector best = Vector::Zero();
    double least = 0;  // of c'Nc - 2c'r, which is 0 for no terms at all
    for (unsigned mask = 1; mask < (1U << kMostTerms); ++mask) {
        // A term that is left out has the equation c = 0.
        Matrix part = Matrix::Identity();
        Vector wanted = Vector::Zero();
        bool measurable = true;
        for (unsigned i = 0; i < kMostTerms; ++i) {
            if ((mask >> i & 1U) == 0) continue;
            measurable = measurable && normal(i, i) > 0;
            wanted(i) = right(i);
            for (unsigned j = 0; j < kMostTerms; ++j)
                if ((mask >> j & 1U) != 0) part(i, j) = normal(i, j);
        }
        if (!measurable) continue;
        const Vector solution = part.ldlt().solve(wanted);
        bool positive = solution.allFinite();
        for (unsigned i = 0; i < kMostTerms; ++i) positive = positive && ((mask >> i & 1U) == 0 || solution(i) > 0);
        if (!positive) continue;
        const double value = solution.dot(part * solution) - 2 * solution.dot(wanted);
        if (value >= least) continue;
        least = value;
        best = solution;
    }
    return best;
}

}  // namespace

Terms fit_relative(const std::vector<Equation>& equations) {
    // Columns of unit size: features range from 1 to 1e15.
    Vector scale = Vector::Zero();
    for (const auto& equation : equations)
        for (std::size_t i = 0; i < kMostTerms; ++i)
            scale(static_cast<Eigen::Index>(i)) =
                std::max(scale(static_cast<Eigen::Index>(i)), equation.features[i] / equation.seconds);
    for (auto& value : scale)
        if (value == 0) value = 1;

    std::vector<Vector> rows;
    rows.reserve(equations.size());
    for (const auto& equation : equations)
        rows.emplace_back(Vector::Map(equation.features.data()).cwiseQuotient(scale) / equation.seconds);

    Vector coefficients = Vector::Zero();
    for (int step = 0; step < kReweightings; ++step) {
        Matrix normal = Matrix::Zero();
        Vector right = Vector::Zero();
        for (const auto& row : rows) {
            const double residual = std::abs(row.dot(coefficients) - 1);
            const double weight = step == 0 ? 1 : 1 / std::max(residual, kLeastResidual);
            normal += weight * row * row.transpose();
            right += weight * row;
        }
        coefficients = best_subset(normal, right);
    }
    Terms result{};
    Vector::Map(result.data()) = coefficients.cwiseQuotient(scale);
    return result;
}

}  // namespace plimsoll::models
