"""The files that are measured: `tradewatch generate`, cut so that every engine can read them alike."""

import csv
import json
import os
import shutil
import subprocess

from columns import ORDERS

LIVE_FILES = 10
LIVE_ROWS = 10_000
LINES_AT_MOST = 1_000_000
MARK = "complete"


def prepare(program, directory, orders, seed):
    """Makes the files in `directory`, unless they are there.

    Without defects, and without amendments, of which other engines know nothing: so all answers must
    be equal. The last 100,000 orders come in ten files of their own; documents of these are left
    out.
    """
    if os.path.exists(os.path.join(directory, MARK)):
        return
    raw = directory + ".raw"
    os.makedirs(directory, exist_ok=True)
    wanted = orders + LIVE_FILES * LIVE_ROWS
    subprocess.run(
        [program, "generate", "--orders", str(wanted), "--seed", str(seed), "--defects", "0",
         "--output", raw], check=True)
    first_live_id = _cut_orders(raw, directory, orders)
    for name in ("invoices.csv", "waybills.csv"):
        _keep_documents(os.path.join(raw, name), os.path.join(directory, name), first_live_id)
    os.rename(os.path.join(raw, "commodities.csv"), os.path.join(directory, "commodities.csv"))
    shutil.rmtree(raw)
    _write_lines(directory, orders)
    open(os.path.join(directory, MARK), "w", encoding="ascii").close()


def _cut_orders(raw, directory, orders):
    """Writes orders.csv and live-1.csv …; gives the id of the first order that is not in orders.csv."""
    first_live_id = None
    with open(os.path.join(raw, "orders.csv"), encoding="utf-8") as source:
        head = next(source)
        target = _begin(directory, "orders.csv", head)
        for number, line in enumerate(row for row in source if not row.endswith(",amend\n")):
            place = number - orders
            if place >= 0 and place % LIVE_ROWS == 0:
                target.close()
                if place == LIVE_FILES * LIVE_ROWS:
                    break
                target = _begin(directory, f"live-{place // LIVE_ROWS + 1}.csv", head)
            if place == 0:
                first_live_id = line.partition(",")[0]
            target.write(line)
        target.close()
    return first_live_id


def _begin(directory, name, head):
    file = open(os.path.join(directory, name), "w", encoding="utf-8")
    file.write(head)
    return file


def _keep_documents(source_path, target_path, first_live_id):
    """Leaves out documents of orders from an id on: ids ascend with the time of the order."""
    with open(source_path, encoding="utf-8") as source, \
            open(target_path, "w", encoding="utf-8") as target:
        head = next(source)
        target.write(head)
        place = head.split(",").index("order_id")
        for line in source:
            fields = line.split(",", place + 1) if '"' not in line else next(csv.reader([line]))
            if fields[place] < first_live_id:
                target.write(line)


def _write_lines(directory, orders):
    """The first million orders as JSON Lines, absent fields left out."""
    numbers = {name for name, kind in ORDERS.items() if kind in ("money", "number", "whole")}
    count = 0
    with open(os.path.join(directory, "orders.csv"), encoding="utf-8", newline="") as source, \
            open(os.path.join(directory, "orders.jsonl"), "w", encoding="utf-8") as target:
        rows = csv.reader(source)
        names = [(name, name in numbers) for name in next(rows)]
        for row in rows:
            members = (
                f'"{name}":{value if is_number else json.dumps(value, ensure_ascii=False)}'
                for (name, is_number), value in zip(names, row) if value)
            target.write("{" + ",".join(members) + "}\n")
            count += 1
            if count == min(orders, LINES_AT_MOST):
                break
