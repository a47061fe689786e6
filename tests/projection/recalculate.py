#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""recalculate.py WORKBOOK SUM...: calculates every formula of a report anew, from its other cells, and compares with the
value that is stored beside it; and the sums of the summary's deployments with those given. Needs nothing but Python."""
import re
import sys
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from xml.etree import ElementTree

NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def column(letters):
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def read(book):
    strings = ["".join(t.text or "" for t in item.iter("{%s}t" % NAMESPACE["m"]))
               for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
    names = [sheet.get("name") for sheet in
             ElementTree.fromstring(book.read("xl/workbook.xml")).find("m:sheets", NAMESPACE)]
    sheets = {}
    for index, name in enumerate(names, 1):
        cells = {}
        for cell in ElementTree.fromstring(book.read(f"xl/worksheets/sheet{index}.xml")).iter("{%s}c" % NAMESPACE["m"]):
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
            value, formula = cell.find("m:v", NAMESPACE), cell.find("m:f", NAMESPACE)
            text = None if value is None else value.text
            stored = strings[int(text)] if cell.get("t") == "s" else None if text is None else float(text)
            cells[column(letters), int(row)] = (stored, None if formula is None else formula.text)
        sheets[name] = cells
    return sheets


def rounded(value, digits):
    """As spreadsheets do: halves, of what 15 digits tell, away from 0."""
    return float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


class Workbook:
    def __init__(self, sheets):
        self.sheets = sheets
        self.known = {}

    def value(self, sheet, place):
        if (sheet, place) not in self.known:
            stored, formula = self.sheets[sheet].get(place, (0.0, None))
            self.known[sheet, place] = stored if formula is None else self.calculate(sheet, formula)
        return self.known[sheet, place]

    def whole_column(self, reference, sheet):
        name, letters = re.fullmatch(r"(?:'?([^'!]+)'?!)?([A-Z]+):[A-Z]+", reference).groups()
        name = name or sheet
        return {row: self.value(name, (col, row)) for (col, row) in self.sheets[name] if col == column(letters)}

    def sumifs(self, sheet, arguments):
        total = self.whole_column(arguments[0], sheet)
        rows = set(total)
        for area, criterion in zip(arguments[1::2], arguments[2::2]):
            wanted = self.calculate(sheet, criterion)
            rows &= {row for row, value in self.whole_column(area, sheet).items() if value == wanted}
        return sum(total[row] for row in rows)

    def calculate(self, sheet, formula):
        formula = re.sub(r"SUMIFS\(([^()]*)\)", lambda call: repr(self.sumifs(sheet, call.group(1).split(","))), formula)
        reference = r"(?:(?P<sheet>[A-Za-z]+)!)?\$?(?P<column>[A-Z]+)\$?(?P<row>\d+)"
        single = re.fullmatch(reference, formula)
        if single:
            return self.value(single["sheet"] or sheet, (column(single["column"]), int(single["row"])))
        numbers = re.sub(reference, lambda found: repr(
            self.value(found["sheet"] or sheet, (column(found["column"]), int(found["row"])))), formula)
        if not re.fullmatch(r"(ROUND\(|[-+*/().,0-9e])+", numbers):
            sys.exit(f"{sheet}: a formula of another kind: {formula}")
        return eval(numbers, {"ROUND": rounded})  # of digits, signs and ROUND alone


def main():
    book = Workbook(read(zipfile.ZipFile(sys.argv[1])))
    formulas = 0
    for sheet, cells in book.sheets.items():
        for place, (stored, formula) in cells.items():
            if formula is None:
                continue
            formulas += 1
            value = book.value(sheet, place)
            if abs(value - stored) > 1e-9 * max(1.0, abs(stored)):
                sys.exit(f"{sheet} {place}: {formula} is {value}, and {stored} is stored")
    if formulas == 0:
        sys.exit("no formulas")
    for row, expected in enumerate(map(float, sys.argv[2:]), 5):
        value = book.value("Summary", (2, row))
        if abs(value - expected) > 1e-5:
            sys.exit(f"Summary row {row}: {value}, expected {expected}")


main()
