#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""Draws docs/pictures/recorded-vllm.svg: what a recorded engine logged, and what its simulation says.

usage: recorded-vllm.py RESULT.json TIMESERIES.csv > recorded-vllm.svg

RESULT.json is what `plimsoll compare --json` prints of the replay in tests/cli/recorded_vllm_test.cpp, with a horizon
of 190 s and buckets of 1 s.
"""
import csv
import json
import sys

WIDTH, HEIGHT, LEFT, TOP, GAP = 760, 120, 60, 30, 44
ROWS = [("sequences at work", "running", "running_mean", 1.0),
        ("sequences waiting", "waiting", "waiting_mean", 1.0),
        ("KV cache used, %", "kv_cache_pct", "kv_cache_used_mean", 100.0)]


def line(values, seconds, highest, top, style):
    points = " ".join(f"{LEFT + WIDTH * second / seconds:.1f},{top + HEIGHT * (1 - value / highest):.1f}"
                      for second, value in enumerate(values, start=1))
    return f'<polyline points="{points}" fill="none" {style}/>'


def main(result, log):
    with open(result, encoding="utf-8") as file:
        simulated = json.load(file)["deployments"][0]["series"]["token_by_token"]
    with open(log, encoding="utf-8", newline="") as file:
        logged = list(csv.DictReader(file))
    seconds = len(logged)
    height = TOP + len(ROWS) * (HEIGHT + GAP)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {height + 10}" '
          'font-family="sans-serif" font-size="13">')
    print(f'<rect width="100%" height="100%" fill="white"/>')
    for number, (title, column, member, scale) in enumerate(ROWS):
        top = TOP + number * (HEIGHT + GAP)
        recorded = [float(row[column]) for row in logged]
        own = [scale * value for value in simulated[member][:seconds]]
        highest = max(recorded + own)
        print(f'<text x="{LEFT}" y="{top - 8}">{title}</text>')
        print(f'<path d="M{LEFT} {top}V{top + HEIGHT}H{LEFT + WIDTH}" fill="none" stroke="#888"/>')
        for value in (0, highest):
            y = top + HEIGHT * (1 - value / highest)
            print(f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end" fill="#555">{value:.0f}</text>')
        print(line(recorded, seconds, highest, top, 'stroke="#111" stroke-width="1.2"'))
        print(line(own, seconds, highest, top, 'stroke="#d55e00" stroke-width="1.6" stroke-dasharray="5 3"'))
    for second in range(0, seconds + 1, 30):
        print(f'<text x="{LEFT + WIDTH * second / seconds:.0f}" y="{height - GAP + 16}" text-anchor="middle" '
              f'fill="#555">{second} s</text>')
    print(f'<text x="{LEFT + 330}" y="{TOP - 8}">recorded</text><path d="M{LEFT + 290} {TOP - 12}h32" stroke="#111"/>')
    print(f'<text x="{LEFT + 450}" y="{TOP - 8}">simulated</text>'
          f'<path d="M{LEFT + 410} {TOP - 12}h32" stroke="#d55e00" stroke-width="1.6" stroke-dasharray="5 3"/>')
    print("</svg>")


if __name__ == "__main__":
    main(*sys.argv[1:3])
