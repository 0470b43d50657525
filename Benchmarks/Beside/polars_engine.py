"""Polars on two threads, data frames in memory, money in binary64."""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "2")

import polars as pl  # noqa: E402  (the number of threads is read at the import)

from columns import READ_OF_ORDERS, TABLES  # noqa: E402

KINDS = {
    "text": pl.String, "word": pl.Categorical, "time": pl.String, "money": pl.Float64,
    "number": pl.Float64, "whole": pl.Int32}
FORMATS = {"orders": "%Y-%m-%dT%H:%M:%S+08:00", "invoices": "%Y-%m-%dT%H:%M:%S+08:00",
           "waybills": "%Y-%m-%d %H:%M:%S"}
RANKS = (0.5, 0.9, 0.99)
col = pl.col


class Engine:
    name = "Polars"
    version = pl.__version__

    def __init__(self, directory):
        self.directory = directory
        self.tables = {}

    def load(self, tables, least=False):
        """Makes the tables; with `least` only the columns that the questions of orders read."""
        counts = []
        for table in tables:
            lines = self._scan(table)
            counts.append(self._keep(table, lines.select(READ_OF_ORDERS) if least else lines))
        return counts[0] if len(counts) == 1 else counts

    def load_lines(self):
        schema = {name: pl.String if kind == "time" else KINDS[kind]
                  for name, kind in TABLES["orders"].items()}
        lines = pl.scan_ndjson(f"{self.directory}/orders.jsonl", schema=schema)
        return self._keep("orders", self._with_times("orders", lines))

    def ask(self, question, filtered=False):
        return self._question(question, filtered).collect(engine="streaming").rows()

    def ask_all(self, questions):
        return {question: self.ask(question) for question in questions}

    def first(self):
        self.tables["orders"] = self._scan("orders")
        return self.ask("q1")

    def append(self, file):
        more = self._scan("orders", file).collect(engine="streaming")
        self.tables["orders"] = pl.concat([self.tables["orders"].collect(), more]).lazy()

    def _scan(self, table, file=None):
        schema = {name: KINDS[kind] for name, kind in TABLES[table].items()}
        lines = pl.scan_csv(f"{self.directory}/{file or table + '.csv'}", schema=schema)
        return self._with_times(table, lines)

    def _with_times(self, table, lines):
        times = [name for name, kind in TABLES[table].items() if kind == "time"]
        return lines.with_columns(
            col(name).str.to_datetime(FORMATS[table], time_unit="ms") for name in times)

    def _keep(self, table, lines):
        frame = lines.collect(engine="streaming")
        self.tables[table] = frame.lazy()
        return len(frame)

    def _question(self, question, filtered):
        orders, waybills = self.tables.get("orders"), self.tables.get("waybills")
        if filtered:
            orders = orders.filter(col("channel") != "app")
            waybills = waybills.filter(col("carrier").is_in(["SF", "ZTO", "YTO"]))
        return getattr(self, "_" + question)(orders, waybills)

    def _q1(self, orders, _):
        return orders.group_by(province("ship_to")).agg(pl.len(), col("amount").sum())

    def _q2(self, orders, _):
        keys = ["category", col("placed_at").dt.hour()]
        return orders.group_by(keys).agg(pl.len(), col("amount").sum())

    def _q3(self, orders, _):
        sums = orders.group_by("seller").agg(col("amount").sum().alias("a"), pl.len())
        return sums.sort(["a", "seller"], descending=[True, False]).head(20)

    def _q4(self, orders, _):
        pairs = orders.select(province("ship_to"), "buyer").filter(col("buyer").is_not_null())
        return pairs.unique().group_by("ship_to").agg(pl.len())

    def _q5(self, orders, _):
        return orders.group_by("category").agg(quantiles("amount"))

    def _q6(self, _, waybills):
        hours = (col("signed_at") - col("collected_at")).dt.total_seconds() / 3600
        signed = waybills.filter(col("signed_at") >= col("collected_at"))
        columns = signed.select("carrier", province("destination"), hours.alias("h"))
        return columns.group_by("carrier", "destination").agg([pl.len()] + quantiles("h"))

    def _q7(self, orders, _):
        sums = self.tables["invoices"].group_by("order_id").agg(col("gross").sum().alias("s"))
        shipped = self.tables["waybills"].select("order_id").unique().with_columns(w=True)
        due = pl.coalesce("paid", "amount")
        joined = (
            orders.select("order_id", province("ship_to"), due.alias("due"))
            .join(sums, on="order_id", how="left").join(shipped, on="order_id", how="left"))
        return joined.group_by("ship_to").agg(
            pl.len(), col("s").is_null().sum(), col("w").is_null().sum().alias("unshipped"),
            ((col("s") - col("due")).abs() > 0.0150).sum().alias("different"))

    def _q8(self, orders, _):
        sums = orders.group_by("category", "seller").agg(col("amount").sum().alias("a"))
        part = col("a") / col("a").sum()
        return sums.group_by("category").agg(
            (part ** 2).sum().alias("hhi") * 10000,
            (col("a").top_k(4).sum() / col("a").sum()).alias("cr4"))

    def _q9(self, orders, _):
        keys = [province("ship_to"), col("placed_at").dt.date().alias("d")]
        days = orders.group_by(keys).agg(col("amount").sum().alias("a")).sort("ship_to", "d")
        is_next = col("d").diff().over("ship_to") == pl.duration(days=1)
        growth = col("a") / col("a").shift(1).over("ship_to") - 1
        return days.with_columns(pl.when(is_next).then(growth).alias("growth"))

    def _q10(self, orders, waybills):
        return pl.concat([
            repeated(orders, ["order_id", "platform"], "orders"),
            repeated(waybills, ["carrier", "number"], "waybills")])


def province(division):
    """The first two digits of a division."""
    return col(division).str.slice(0, 2)


def quantiles(column):
    return [col(column).quantile(rank, "linear").alias(str(rank)) for rank in RANKS]


def repeated(table, keys, name):
    """How many keys several rows bear, and how many rows are beyond the first of theirs."""
    sizes = table.group_by(keys).len().filter(col("len") > 1)
    return sizes.select(
        pl.lit(name).alias("table"), pl.len().alias("keys"),
        pl.when(pl.len() > 0).then((col("len") - 1).sum()).alias("more"))
