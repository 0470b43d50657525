"""Tradewatch beside DuckDB and Polars on the same files; `scripts/bench` starts it.

    bench.py 10k|100k|1m|10m [--rounds N] [--modes orders,all,…] [--report FILE] …

Makes the files, compares the answers, then measures round after round and writes a report.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys

import answers
import dataset
import report
import runs

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
MODES = ["orders", "orders-min", "first", "all", "hot", "live", "jsonl", "checks"]
OURS_ALONE = ["checks"]
VERSIONS = {"duckdb": "2.0.0", "polars": "2.1.0"}
HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    options = parse()
    directory = prepared(options, options.size)
    engines = [runs.Engine("tradewatch", [options.bench])] + peers(options)
    comparisons = compared(engines, directory, options.work)
    results = {}
    for mode in options.modes.split(","):
        chosen = engines[:1] if mode in OURS_ALONE else engines
        say(f"{mode}: {options.rounds} rounds of {', '.join(engine.name for engine in chosen)}")
        results[mode] = runs.measure(chosen, mode, directory, options, options.runs)
    growth = [] if options.no_growth else grown(engines[0], options)
    command = "scripts/bench " + shlex.join(sys.argv[options.given:])
    with open(os.path.join(options.work, f"{options.size}.json"), "w", encoding="utf-8") as file:
        json.dump({"results": results, "growth": growth}, file, indent=1)
    path = options.report or os.path.join(options.work, f"{options.size}.md")
    text = report.write(
        path, command, options.size, options.rounds, results, growth, comparisons)
    if options.docs:
        report.into_page("docs/benchmarks.md", options.size, text)
    print(text)


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--bench", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--work", required=True, help=argparse.SUPPRESS)
    parser.add_argument("size", choices=list(SIZES))
    parser.add_argument("--rounds", type=int, default=5, help="runs of each engine (default 5)")
    parser.add_argument("--runs", type=int, default=5,
                        help="how often a hot question is asked in a run (default 5)")
    parser.add_argument("--modes", default=",".join(MODES), help="some of " + ", ".join(MODES))
    parser.add_argument("--engines", default="duckdb,polars", help="some of duckdb, polars")
    parser.add_argument("--seed", type=int, default=1, help="of the files (default 1)")
    parser.add_argument("--patience", type=float, default=10,
                        help="seconds to wait for a quiet machine before a run (default 10)")
    parser.add_argument("--report", help="where the report goes")
    parser.add_argument("--docs", action="store_true",
                        help="put the report into docs/benchmarks.md as well")
    parser.add_argument("--no-growth", action="store_true",
                        help="leave out the table over all sizes up to this one")
    options = parser.parse_args()
    # What the script put before the user's words: three options with a value each.
    options.given = 7
    return options


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def prepared(options, size):
    directory = os.path.join(options.work, f"data-{size}-{options.seed}")
    if not os.path.exists(os.path.join(directory, dataset.MARK)):
        say(f"making the files of {size} orders in {directory}")
    dataset.prepare(options.program, directory, SIZES[size], options.seed)
    return directory


def peers(options):
    """The other engines, in a virtual environment of their own; none where they cannot be had."""
    wanted = [name for name in options.engines.split(",") if name]
    python = os.path.join(options.work, "venv", "bin", "python")
    try:
        if not os.path.exists(python):
            subprocess.run(
                [sys.executable, "-m", "venv", os.path.join(options.work, "venv")], check=True)
        missing = [f"{name}=={VERSIONS[name]}" for name in wanted if not has(python, name)]
        if missing:
            say("installing " + ", ".join(missing))
            subprocess.run(
                [python, "-m", "pip", "install", "--quiet", *missing], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"without other engines, because they cannot be installed: {error}")
        return []
    script = os.path.join(HERE, "peer.py")
    return [runs.Engine(name, [python, script, name]) for name in wanted]


def has(python, name):
    test = f"import {name}; raise SystemExit({name}.__version__ != '{VERSIONS[name]}')"
    return subprocess.run(
        [python, "-c", test], stderr=subprocess.DEVNULL, check=False).returncode == 0


def compared(engines, directory, work):
    """By other engine where its answers to all questions differ from ours; ends where one does."""
    say("comparing the answers")
    given = {}
    for engine in engines:
        path = os.path.join(work, f"answers-{engine.name}.json")
        engine.run("hot", directory, 1, out=path)
        with open(path, encoding="utf-8") as file:
            given[engine.name] = json.load(file)
    ours = given.pop("tradewatch")
    comparisons = {name: answers.differences(theirs, ours) for name, theirs in given.items()}
    for name, sentences in comparisons.items():
        for sentence in sentences:
            say(f"{name}: {sentence}")
    if any(comparisons.values()):
        sys.exit("bench: answers differ, so times would mean nothing")
    return comparisons


def grown(ours, options):
    """What a record costs at all sizes up to the chosen one."""
    rows = []
    for size in list(SIZES)[:list(SIZES).index(options.size) + 1]:
        directory = prepared(options, size)
        say(f"growth: {size}")
        cold = runs.measure([ours], "orders", directory, options, 1)[ours.name]
        live = runs.measure([ours], "live", directory, options, 1)[ours.name]
        rows.append({
            "size": size, "cold_us": cold["wall"] * 1e6 / SIZES[size],
            "cold_cpu_us": cold["cpu"] * 1e6 / SIZES[size],
            "bytes": cold["loaded_anon_mb"] * 1e6 / cold["rows"],
            "append_s": live["append_med"], "refresh_s": live["refresh_med"]})
    return rows


if __name__ == "__main__":
    main()
