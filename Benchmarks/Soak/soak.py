"""What scripts/soak runs: the built monitor under a terminal, a feed, and a report."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from statistics import median

from feeder import WRITES, Feeder
from keys import KeyTimes, quantile
from monitor import Monitor
from orders import OrderBlocks
from rotation import run_all


def main():
    arguments = parsed()
    if arguments.mode == "rotation":
        sys.exit(0 if run_all(arguments.program, arguments.runs, arguments.seed) else 1)
    # Two cores, however many there are; the feeder and the terminal have their share of them.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:arguments.cores])
    if arguments.first:
        return first_picture(arguments)
    with tempfile.TemporaryDirectory(prefix="tradewatch-soak-") as folder:
        market = os.path.join(folder, "market")
        subprocess.run(
            [arguments.program, "generate", "--orders", "60000", "--seed", "7", "--defects", "0",
             "--output", market], check=True)
        run = follow if arguments.follow else peak
        sys.exit(0 if run(arguments, folder, market) else 1)


def parsed():
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("mode", nargs="?", choices=["load", "rotation"], default="load",
                        help="load (what the options say), or files that are rotated in every way")
    parser.add_argument("--runs", type=int, default=50, help="rotations of each kind (50)")
    parser.add_argument("--seed", type=int, default=1, help="of the first rotation (1)")
    parser.add_argument("--follow", action="store_true",
                        help="a file that grows by 50,000 orders a second and a quiet one, no keys")
    parser.add_argument("--first", metavar="FEED",
                        help="how soon the first figures of a feed are on the screen, ten times")
    parser.add_argument("--seconds", type=float, help="how long (60; with --follow 30)")
    parser.add_argument("--rate", type=float, help="orders a second (583000; with --follow 50000)")
    parser.add_argument("--no-keys", action="store_true", help="leave the first screen alone")
    parser.add_argument("--cores", type=int, default=2, help="processor cores to run on (2)")
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.seconds = arguments.seconds or (30 if arguments.follow else 60)
    arguments.rate = arguments.rate or (50_000 if arguments.follow else 583_000)
    return arguments


def started(arguments, market, feed):
    """The monitor with its masters read, waiting for orders."""
    masters = [os.path.join(market, name) for name in ("enterprises.csv", "commodities.csv")]
    monitor = Monitor(arguments.program, [f"order={feed}", *masters])
    if monitor.until(lambda screen: "1 Overview" in screen.line(0), 10) is None:
        sys.exit("soak: the monitor does not show its first screen")
    monitor.run(3)
    return monitor


def blocks(arguments, market):
    return OrderBlocks(os.path.join(market, "orders.csv"), max(2, int(arguments.rate / WRITES)))


def peak(arguments, folder, market):
    """A FIFO at full rate while keys are pressed; whether every order was counted."""
    rows = blocks(arguments, market)
    feed = os.path.join(folder, "orders.fifo")
    os.mkfifo(feed)
    monitor = started(arguments, market, feed)
    before, cost, paint = monitor.records(), monitor.cpu_seconds(), monitor.bytes
    feeder = Feeder(rows, feed, arguments.seconds, arguments.rate)
    keys = KeyTimes(monitor)
    lags = watched(monitor, feeder, keys, arguments, before)
    sent, elapsed = feeder.finish()
    end = monitor.until(lambda _: (monitor.records() or 0) - before >= sent, 120)
    counted = (monitor.records() or 0) - before
    print(f"orders sent     {sent:,} in {elapsed:.2f} s: {sent / elapsed:,.0f} a second")
    print(f"orders counted  {counted:,}: {'all' if counted == sent else 'NOT ALL'}, "
          f"{(end or time.monotonic()) - feeder.start - elapsed:.1f} s after the last")
    print(f"orders behind   {', '.join(f'{lag:,}' for lag in lags)} (every 5 s)")
    seconds = time.monotonic() - feeder.start
    print(f"monitor         {(monitor.cpu_seconds() - cost) / sent * 1e6:.2f} µs CPU an order, "
          f"{monitor.resident_megabytes():,.0f} MB resident, "
          f"{(monitor.bytes - paint) / seconds:,.0f} bytes/s to the terminal")
    if not arguments.no_keys:
        tell("key to paint", keys.paints)
        tell("to all figures", keys.figures)
        print(f"lost keys       {', '.join(keys.lost) or 'none'}")
    print(monitor.screen.text())
    monitor.leave()
    return counted == sent


def watched(monitor, feeder, keys, arguments, before):
    """Presses keys until the feeder is at its end; the orders that were behind, every 5 s.

    Behind is what was due by the clock and is not counted on the screen: what waits in the feeder, in
    the pipe and in the program, and what came since the last snapshot.
    """
    lags = []
    steps = keys.steps()
    while (elapsed := time.monotonic() - feeder.start) < arguments.seconds:
        if elapsed > 5 * (len(lags) + 1) and monitor.records() is not None:
            lags.append(round(elapsed * arguments.rate) - monitor.records() + before)
        if arguments.no_keys:
            monitor.run(0.5)
        else:
            next(steps)
    return lags


def tell(name, times):
    if not times:
        return
    longest, key = max(times)
    middle, late = (quantile([time for time, _ in times], share) for share in (0.5, 0.95))
    print(f"{name:15} p50 {middle:.1f} ms, p95 {late:.1f} ms, longest {longest:.1f} ms ({key}), "
          f"of {len(times)}")


def follow(arguments, folder, market):
    """A file at its end, then growing, then at its end again; whether quiet costs nothing."""
    rows = blocks(arguments, market)
    feed = os.path.join(folder, "orders.csv")
    with open(feed, "wb"):
        pass
    monitor = started(arguments, market, feed)
    after_minute(monitor)
    quiet = [measured(monitor, "quiet", 15)]
    feeder = Feeder(rows, feed, arguments.seconds + 4, arguments.rate)
    monitor.run(3)
    measured(monitor, f"{arguments.rate:,.0f}/s", arguments.seconds)
    feeder.finish()
    # The rates still fall, and the ages of what came last change with the minute.
    monitor.run(10)
    after_minute(monitor)
    quiet.append(measured(monitor, "quiet again", 15))
    monitor.leave()
    return quiet == [0, 0]


def after_minute(monitor):
    """Waits until a minute is young: the clock on the screen changes with it."""
    monitor.run((2 - time.time()) % 60)


def first_picture(arguments):
    """Prints how long after the start of the process the screen shows a frame and first figures."""
    frames, figures, counts = [], [], []
    for _ in range(10):
        monitor = Monitor(arguments.program, [arguments.first])
        frame = monitor.until(lambda screen: "1 Overview" in screen.line(0), 10)
        figure = monitor.until(lambda _: (monitor.records() or 0) > 0, 10)
        if figure is None:
            sys.exit(f"soak: no records of {arguments.first} within 10 s")
        frames.append((frame - monitor.start) * 1000)
        figures.append((figure - monitor.start) * 1000)
        counts.append(monitor.records())
        monitor.leave()
    print(f"first frame   median {median(frames):.0f} ms, longest {max(frames):.0f} ms")
    print(f"first figures median {median(figures):.0f} ms, longest {max(figures):.0f} ms, "
          f"of {min(counts):,} records at least")


def measured(monitor, name, seconds):
    """Prints what the monitor costs for a while; gives its bytes to the terminal."""
    cost, before, start = monitor.cpu_seconds(), monitor.bytes, time.monotonic()
    monitor.run(seconds)
    elapsed = time.monotonic() - start
    count = monitor.bytes - before
    print(f"{name:12} {(monitor.cpu_seconds() - cost) / elapsed:7.2%} of a core, "
          f"{count / elapsed:,.0f} bytes/s to the terminal")
    return count


if __name__ == "__main__":
    main()
