# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""Checks charges (CSV) against the rules of FOCUS 1.2 and prints each breach with its row, its column and the rule.

Arguments: the file, and the table of rules if another one than tests/data/focus-1.2-columns.json. Status: 0 when every
rule holds, 1 when one does not, 2 when the file cannot be read.
"""

import csv
import datetime
import decimal
import json
import pathlib
import re
import sys

RULES = pathlib.Path(__file__).parent.parent / "data" / "focus-1.2-columns.json"
# Plain or with an exponent; a sign only where it is negative, and no other character.
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE]-?\d+)?")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# What rounding leaves of price times quantity: a millionth, or a billionth of the cost.
ABSOLUTE, RELATIVE = decimal.Decimal("1e-6"), decimal.Decimal("1e-9")


def number_of(text):
    """None where it is no number."""
    return decimal.Decimal(text) if text and NUMBER.fullmatch(text) else None


def instant_of(text):
    """None where it is no moment in UTC, or not of the calendar."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ") if INSTANT.fullmatch(text or "") else None
    except ValueError:
        return None


def is_key_value(text):
    """An object of scalars, each key once."""

    def once(pairs):
        if len({key for key, _ in pairs}) < len(pairs):
            raise ValueError("a key that stands twice")
        return dict(pairs)

    try:
        value = json.loads(text, object_pairs_hook=once)
    except ValueError:
        return False
    return isinstance(value, dict) and not any(isinstance(each, (dict, list)) for each in value.values())


def holds(row, column, wanted):
    """Whether a column meets a condition of the table; its notes say how these are written."""
    value = row.get(column)
    if isinstance(wanted, list):
        return (all if wanted[0].startswith("!") else any)(holds(row, column, each) for each in wanted)
    if wanted is None or wanted == "*":
        return (value is None) == (wanted is None)
    if not isinstance(wanted, str):
        return number_of(value) == wanted
    if wanted.startswith("!"):
        return not holds(row, column, wanted[1:])
    return value == (row.get(wanted[1:]) if wanted.startswith("=") else wanted)


def told(wanted):
    """A condition in words."""
    if isinstance(wanted, list):
        return (" and " if wanted[0].startswith("!") else " or ").join(map(told, wanted))
    if wanted is None or wanted == "*":
        return "null" if wanted is None else "not null"
    text = str(wanted)
    return "not " + told(text[1:]) if text.startswith("!") else text.lstrip("=")


class Checker:
    """Breaches are triples of row, column and rule. The header is row 1, as in a spreadsheet."""

    def __init__(self, rules):
        self.rules = rules
        self.breaches = []
        self.place = 0
        self.currencies = set(rules["currencies"].split())
        self.partners = {}  # of "one_of_each": the second column's value by that of the first

    def breach(self, column, rule):
        self.breaches.append((self.place, column, rule))

    def header(self, names):
        self.place = 1
        for column, facts in self.rules["columns"].items():
            if facts["level"] == "mandatory" and column not in names:
                self.breach(column, "is mandatory")
        for name in names:
            if name not in self.rules["columns"] and not name.startswith("x_"):
                self.breach(name, "is no column of FOCUS (in Pascal case), and a custom one begins with x_")
            if names.count(name) > 1:
                self.breach(name, "stands once")

    def cell(self, column, value, facts):
        """What a column says by itself."""
        if value is None:
            if facts["null"] == "never":
                self.breach(column, "is never null")
            return
        kind = facts["type"]
        if kind == "decimal" and number_of(value) is None:
            self.breach(column, "is a decimal number")
        if kind == "date-time" and instant_of(value) is None:
            self.breach(column, "is a moment as YYYY-MM-DDTHH:mm:ssZ")
        if kind == "key-value" and not is_key_value(value):
            self.breach(column, "is an object of scalars (JSON), each key once")
        if kind == "currency" and value not in self.currencies:
            self.breach(column, "is a currency of ISO 4217")
        if kind == "string" and (not value.strip() or value in self.rules["placeholders"]):
            self.breach(column, "stands for no null")
        if value not in facts.get("values", [value]):
            self.breach(column, "is one of " + ", ".join(facts["values"]))
        number = number_of(value)
        if "minimum" in facts and number is not None and number < facts["minimum"]:
            self.breach(column, f"is at least {facts['minimum']}")

    def conditions(self, row):
        for rule in self.rules["rules"]:
            if not all(holds(row, column, wanted) for column, wanted in rule["when"].items()):
                continue
            when = " and ".join(f"{column} is {told(wanted)}" for column, wanted in rule["when"].items())
            for column, wanted in rule["then"].items():
                if column in row and not holds(row, column, wanted):
                    self.breach(column, f"is {told(wanted)} when {when}")

    def service(self, row):
        category, subcategory = row.get("ServiceCategory"), row.get("ServiceSubcategory")
        known = self.rules["subcategories"]
        if category and category not in known:
            self.breach("ServiceCategory", "is one of " + ", ".join(known))
        elif category and subcategory and subcategory not in known[category]:
            allowed = ", ".join(known[category])
            self.breach("ServiceSubcategory", f"is one of {allowed} when ServiceCategory is {category}")

    def products(self, row):
        if row.get("ChargeClass") == "Correction":
            return
        for price, quantity, cost in self.rules["products"]:
            factors = number_of(row.get(price)), number_of(row.get(quantity)), number_of(row.get(cost))
            if None in factors:
                continue
            if abs(factors[0] * factors[1] - factors[2]) > ABSOLUTE + RELATIVE * abs(factors[2]):
                self.breach(cost, f"is {price} times {quantity}")

    def periods(self, row):
        for order, names in (("before", self.rules["before"]), ("not after", self.rules["not_after"])):
            for first, second in names:
                begin, end = instant_of(row.get(first)), instant_of(row.get(second))
                if not begin or not end or (order == "not after" and row.get("ChargeClass") == "Correction"):
                    continue
                if begin > end or (order == "before" and begin == end):
                    self.breach(first, f"is {order} {second}")

    def partner(self, row):
        for one, other in self.rules["one_of_each"]:
            if row.get(one) is None or row.get(other) is None:
                continue
            if self.partners.setdefault((one, row[one], other), row[other]) != row[other]:
                self.breach(other, f"is the same for every {one}")

    def row(self, place, row):
        self.place = place
        for column, facts in self.rules["columns"].items():
            if column in row:
                self.cell(column, row[column], facts)
        self.conditions(row)
        self.service(row)
        self.products(row)
        self.periods(row)
        self.partner(row)


def check(path, rules):
    """The breaches of a file. Raises OSError or ValueError where it is no table in UTF-8."""
    checker = Checker(rules)
    with open(path, encoding="utf-8", newline="") as file:
        table = csv.reader(file, strict=True)
        names = next(table, [])
        checker.header(names)
        for place, cells in enumerate(table, start=2):
            if len(cells) != len(names):
                raise ValueError(f"row {place} has {len(cells)} fields, the header has {len(names)}")
            checker.row(place, {name: cell or None for name, cell in zip(names, cells)})
    return checker.breaches


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    rules = json.loads(pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else RULES).read_text(encoding="utf-8"))
    try:
        breaches = check(sys.argv[1], rules)
    except (OSError, ValueError, csv.Error) as error:
        print(f"{sys.argv[1]}: {error}", file=sys.stderr)
        return 2
    for place, column, rule in breaches:
        print(f"row {place}, {column}: {rule}")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
