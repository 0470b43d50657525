"""Runs of several engines in turn, so that whatever else the machine does falls on all alike."""

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

FILES = {
    "orders": ["orders.csv"], "orders-min": ["orders.csv"], "first": ["orders.csv"],
    "all": ["orders.csv", "invoices.csv", "waybills.csv"],
    "hot": ["orders.csv", "invoices.csv", "waybills.csv"], "live": ["orders.csv"],
    "jsonl": ["orders.jsonl"], "checks": ["orders.csv"]}
IDLE_SHARE = 0.85


@dataclass
class Engine:
    """One contender: a name and the command before MODE DIR."""

    name: str
    command: list

    def run(self, mode, directory, runs, out=None):
        """One process; its own figures, and `wall`, `cpu` in seconds and `peak` in 10⁶ bytes."""
        command = self.command + [mode, directory, "--runs", str(runs)]
        if out:
            command += ["--out", out]
        environment = dict(os.environ, JSONL="orders.jsonl")
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, env=environment, encoding="utf-8")
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if status != 0:
            sys.exit(f"bench: {' '.join(command)}: ended with {status}")
        figures = json.loads(output.strip().split("\n")[-1])
        figures.update(
            wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss * 1024 / 1e6)
        return figures


def measure(engines, mode, directory, options, runs):
    """By engine the medians of all figures over several rounds, each beginning with another."""
    figures = {engine.name: [] for engine in engines}
    for number in range(options.rounds):
        turn = number % len(engines)
        for engine in engines[turn:] + engines[:turn]:
            warm(directory, mode)
            settle(options.patience)
            figures[engine.name].append(engine.run(mode, directory, runs))
    return {name: medians(several) for name, several in figures.items()}


def medians(several):
    """The median of each number; where it was measured in one process several times, of its medians."""
    result = {}
    for name, value in several[0].items():
        values = [figures[name] for figures in several]
        if isinstance(value, dict):
            result[name] = statistics.median(each["med"] for each in values)
        elif isinstance(value, (int, float)):
            result[name] = statistics.median(values)
        else:
            result[name] = value
    return result


def warm(directory, mode):
    """Reads the files, so that all find them in memory."""
    for name in FILES[mode]:
        with open(os.path.join(directory, name), "rb", buffering=0) as file:
            while file.read(1 << 24):
                pass


def settle(patience):
    """Waits until the processors have little else to do, so many seconds at most."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and _idle_share() < IDLE_SHARE:
        pass


def _idle_share():
    before = _processor_times()
    time.sleep(0.3)
    spent = [after - earlier for after, earlier in zip(_processor_times(), before)]
    return (spent[3] + spent[4]) / max(1, sum(spent))


def _processor_times():
    with open("/proc/stat", encoding="ascii") as file:
        return [int(number) for number in file.readline().split()[1:9]]
