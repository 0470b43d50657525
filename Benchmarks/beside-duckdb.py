#!/usr/bin/env python3
"""Times one question of the same file for DuckDB and for tradewatch, one after the other.

    beside-duckdb.py ORDERS.csv [RUNS]

The question: how many orders, their exact amount, and its 90th percentile, by province of delivery.
Whole processes are timed; Python's start is part of DuckDB's time. Needs: pip install duckdb, and
tradewatch on the path.
"""

import statistics
import subprocess
import sys
import time

DUCKDB = """
import duckdb, sys
connection = duckdb.connect()
connection.execute("SET threads = 2")
connection.execute(
    "SELECT left(ship_to, 2) AS province, count(*), sum(CAST(amount AS DECIMAL(18, 4))),"
    " quantile_cont(CAST(amount AS DOUBLE), 0.9)"
    " FROM read_csv(?, header = true, all_varchar = true, ignore_errors = true)"
    " WHERE try_cast(amount AS DECIMAL(18, 4)) IS NOT NULL GROUP BY 1 ORDER BY 1 NULLS LAST",
    [sys.argv[1]]).fetchall()
"""


def seconds(command):
    """The wall time of one run of a command, which must end well."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    path = sys.argv[1]
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    commands = {
        "DuckDB": [sys.executable, "-c", DUCKDB, path],
        "Tradewatch": [
            "tradewatch", "query", "order", path, "--measure", "count()", "--measure",
            "sum(amount)", "--measure", "p90(amount)", "--by", "province", "--format", "csv",
        ],
    }
    times = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command))
    for name, measured in times.items():
        print(
            f"{name}: fastest {min(measured):.2f} s, median {statistics.median(measured):.2f} s,"
            f" slowest {max(measured):.2f} s")


if __name__ == "__main__":
    main()
