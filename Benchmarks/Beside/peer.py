"""One run of another engine: peer.py duckdb|polars MODE DIR [--out FILE] [--runs K]

Modes, figures and the form of the answers are those of tradewatch-bench; the last line is one JSON
object of figures.
"""

import argparse
import datetime
import decimal
import importlib
import json
import os
import statistics
import sys
import time

from columns import QUESTIONS, QUESTIONS_OF_ORDERS


def main():
    arguments = parse()
    started = time.perf_counter()
    engine = importlib.import_module(f"{arguments.engine}_engine").Engine(arguments.directory)
    run = Run(engine, arguments.runs)
    getattr(run, arguments.mode.replace("-", "_"))()
    run.figures["total_s"] = time.perf_counter() - started
    if arguments.out:
        with open(arguments.out, "w", encoding="utf-8") as file:
            json.dump({name: plain(name, rows) for name, rows in run.answers.items()}, file)
    print(json.dumps({"engine": engine.name, "version": engine.version, **run.figures}))
    sys.stdout.flush()
    os._exit(0)  # The figures are out; nobody waits for the tables to be taken down.


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=["duckdb", "polars"])
    parser.add_argument("mode")
    parser.add_argument("directory")
    parser.add_argument("--out")
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


class Run:
    """The modes: each asks, times, and leaves figures and answers."""

    def __init__(self, engine, runs):
        self.engine = engine
        self.runs = runs
        self.figures = {}
        self.answers = {}

    def orders(self):
        self._load(["orders"])
        self._ask(QUESTIONS_OF_ORDERS)

    def orders_min(self):
        self._load(["orders"], least=True)
        self._ask(QUESTIONS_OF_ORDERS)

    def all(self):
        self._load(["orders", "invoices", "waybills"])
        self._ask(QUESTIONS)

    def first(self):
        self.figures["q1"], self.answers["q1"] = timed(self.engine.first)

    def hot(self):
        self._load(["orders", "invoices", "waybills"])
        for question in QUESTIONS:
            self._repeat(question, question)
        for question in QUESTIONS[:-1]:
            self._repeat("f" + question[1:], question, filtered=True)

    def live(self):
        self._load(["orders"])
        appends, refreshes = [], []
        for number in range(1, 11):
            appends.append(timed(self.engine.append, f"live-{number}.csv")[0])
            refreshes.append(timed(self.engine.ask_all, QUESTIONS_OF_ORDERS)[0])
        self.answers = self.engine.ask_all(QUESTIONS_OF_ORDERS)
        self.figures["append_med"] = statistics.median(appends)
        self.figures["refresh_med"] = statistics.median(refreshes)

    def jsonl(self):
        self.figures["load_s"], self.figures["rows"] = timed(self.engine.load_lines)

    def _load(self, tables, **options):
        before = anonymous_megabytes()
        self.figures["load_s"], self.figures["rows"] = timed(self.engine.load, tables, **options)
        self.figures["loaded_anon_mb"] = anonymous_megabytes() - before

    def _ask(self, questions):
        self.figures["answers_s"], self.answers = timed(self.engine.ask_all, questions)

    def _repeat(self, name, question, **options):
        times = []
        for _ in range(self.runs):
            seconds, rows = timed(self.engine.ask, question, **options)
            times.append(seconds)
        self.answers[name] = rows
        self.figures[name] = {"min": min(times), "med": statistics.median(times)}


def timed(work, *arguments, **options):
    start = time.perf_counter()
    result = work(*arguments, **options)
    return time.perf_counter() - start, result


def anonymous_megabytes():
    """Memory that belongs to the process alone, in 10⁶ bytes."""
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("RssAnon"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def plain(name, rows):
    """Rows of numbers and texts, sorted by their texts and whole numbers but for the top list."""
    flat = [[cell for value in row for cell in cells(value)] for row in rows]
    if name in ("q3", "f3"):
        return flat
    return sorted(flat, key=lambda row: [str(c) for c in row if isinstance(c, (str, int))])


def cells(value):
    if isinstance(value, (list, tuple)):
        return [cell for part in value for cell in cells(part)]
    if isinstance(value, decimal.Decimal):
        return [float(value)]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return [value.isoformat()[:10]]
    return [value]


if __name__ == "__main__":
    main()
