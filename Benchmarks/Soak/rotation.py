"""Files that are rotated while the monitor follows them: every order must be counted once."""

import gzip
import os
import random
import shutil
import subprocess
import tempfile
import time

from monitor import Monitor, rejects

ROWS = 11_000
HEADER = b"order_id,placed_at,platform,seller,amount,state\n"


def run_all(program, runs, seed):
    """Runs every way of rotating so often, prints how many runs were exact; whether all were."""
    exact = True
    for name, rotate in WAYS.items():
        good = 0
        for number in range(runs):
            counted, rejected = run(program, rotate, random.Random(f"{name} {seed + number}"))
            if (counted, rejected) == (ROWS, 0):
                good += 1
            else:
                print(f"  {name}, seed {seed + number}: {counted} records, {rejected} rejects",
                      flush=True)
        print(f"{name:22} {good}/{runs} runs with {ROWS:,} of {ROWS:,} orders, none rejected",
              flush=True)
        exact = exact and good == runs
    return exact


def run(program, rotate, chance):
    """The records and rejects that the monitor counts after one run."""
    with tempfile.TemporaryDirectory(prefix="tradewatch-rotation-") as folder:
        name = os.path.join(folder, "orders.csv.gz" if rotate is members else "orders.csv")
        monitor = Monitor(program, [name])
        writer = Writer(chance, monitor)
        first = HEADER + writer.rows(1)
        with open(name, "wb") as file:
            file.write(gzip.compress(first) if rotate is members else first)
        # A file that is rotated before it was ever opened is none of ours.
        monitor.until(lambda _: monitor.records() == 1, 20)
        rotate(name, chance, writer)
        monitor.until(lambda _: monitor.records() == ROWS, 20)
        # Nothing may come that was counted before.
        monitor.run(0.3)
        counted, rejected = monitor.records(), rejects(monitor.screen)
        monitor.leave()
        return counted, rejected


class Writer:
    """Writes orders in pieces of any length, also within a row, with pauses."""

    def __init__(self, chance, monitor):
        self.chance, self.monitor = chance, monitor
        self.next = 0

    def write(self, file, count):
        """Writes so many further orders to the end of an open file."""
        rows = self.rows(count)
        while rows:
            size = self.chance.randint(1, 40_000)
            os.write(file, rows[:size])
            rows = rows[size:]
            self.monitor.run(self.chance.choice((0, 0, 0.002, 0.02)))

    def rows(self, count):
        """So many further orders."""
        rows = b"".join(self._row(number) for number in range(self.next, self.next + count))
        self.next += count
        return rows

    def _row(self, number):
        return (f"E{number},2026-06-01T08:{number % 60:02}:00+08:00,yunshi,foreign:S{number % 40},"
                f"{number % 500 + 1}.00,paid\n").encode()

    def rest(self):
        return ROWS - self.next


def opened(name):
    return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)


def begun(name):
    file = opened(name)
    os.write(file, HEADER)
    return file


def rename(name, chance, writer):
    """The file is renamed; its writer goes on for a while before it opens the name anew."""
    file = opened(name)
    writer.write(file, chance.randint(1_000, 10_000))
    os.rename(name, name + ".1")
    writer.write(file, chance.choice((0, 1, 200)))
    os.close(file)
    file = begun(name)
    writer.write(file, writer.rest())
    os.close(file)


def rename_and_pack(name, chance, writer):
    """The same, and the renamed file is packed and removed at once."""
    file = opened(name)
    writer.write(file, chance.randint(1_000, 10_000))
    os.rename(name, name + ".1")
    os.close(file)
    file = begun(name)
    subprocess.run(["gzip", name + ".1"], check=True)
    writer.write(file, writer.rest())
    os.close(file)


def copy_and_cut(name, chance, writer):
    """The file is copied and cut; nothing is written between the two."""
    file = opened(name)
    writer.write(file, chance.randint(1_000, 10_000))
    shutil.copyfile(name, name + ".1")
    os.truncate(name, 0)
    os.write(file, HEADER)
    writer.write(file, writer.rest())
    os.close(file)


def copy_cut_and_pack(name, chance, writer):
    """The same, and the copy is packed before the file is cut: only the packed one is found."""
    file = opened(name)
    writer.write(file, chance.randint(1_000, 10_000))
    shutil.copyfile(name, name + ".1")
    subprocess.run(["gzip", name + ".1"], check=True)
    os.truncate(name, 0)
    os.write(file, HEADER)
    writer.write(file, writer.rest())
    os.close(file)


def members(name, chance, writer):
    """A packed file to which members are appended, and which is renamed in between."""
    turn = chance.randint(1, 9)
    header = b""
    for part in range(11):
        if part == turn:
            os.rename(name, name + ".1")
            header = HEADER
        file = opened(name)
        rest = gzip.compress(header + writer.rows(min(1_000, writer.rest())))
        header = b""
        while rest:
            size = chance.randint(1, 20_000)
            os.write(file, rest[:size])
            rest = rest[size:]
            writer.monitor.run(chance.choice((0, 0.002, 0.05)))
        os.close(file)


WAYS = {
    "rename": rename,
    "rename, then gzip": rename_and_pack,
    "copytruncate": copy_and_cut,
    "copytruncate with gzip": copy_cut_and_pack,
    "gzip members, renamed": members,
}
