"""DuckDB in memory on two threads, sums of money exact."""

import duckdb

from columns import READ_OF_ORDERS, TABLES

KINDS = {
    "text": "VARCHAR", "word": "VARCHAR", "time": "TIMESTAMP", "money": "DECIMAL(14,2)",
    "number": "DECIMAL(16,4)", "whole": "INTEGER"}

# {orders} and {waybills} stand for the table, or for what a filter leaves of it.
SQL = {
    "q1": "SELECT left(ship_to, 2), count(*), sum(amount) FROM {orders} GROUP BY 1",
    "q2": "SELECT category, hour(placed_at), count(*), sum(amount) FROM {orders} GROUP BY ALL",
    "q3": "SELECT seller, sum(amount) a, count(*) FROM {orders} GROUP BY 1"
          " ORDER BY a DESC, 1 LIMIT 20",
    "q4": "SELECT left(ship_to, 2), count(DISTINCT buyer) FROM {orders} GROUP BY 1",
    "q5": "SELECT category, quantile_cont(amount::DOUBLE, [0.5, 0.9, 0.99]) FROM {orders}"
          " GROUP BY 1",
    "q6": "SELECT carrier, left(destination, 2), count(*),"
          " quantile_cont(epoch(signed_at - collected_at) / 3600.0, [0.5, 0.9, 0.99])"
          " FROM {waybills} WHERE signed_at >= collected_at GROUP BY ALL",
    "q7": "WITH i AS (SELECT order_id, sum(gross) s FROM invoices GROUP BY 1),"
          " w AS (SELECT DISTINCT order_id FROM waybills)"
          " SELECT left(ship_to, 2), count(*), count(*) FILTER (i.order_id IS NULL),"
          " count(*) FILTER (w.order_id IS NULL),"
          " count(*) FILTER (abs(i.s - coalesce(o.paid, o.amount)) > 0.01)"
          " FROM {orders} o LEFT JOIN i ON i.order_id = o.order_id"
          " LEFT JOIN w ON w.order_id = o.order_id GROUP BY 1",
    "q8": "WITH s AS (SELECT category, seller, sum(amount)::DOUBLE a FROM {orders} GROUP BY ALL),"
          " t AS (SELECT category, a / sum(a) OVER (PARTITION BY category) part,"
          " row_number() OVER (PARTITION BY category ORDER BY a DESC) place FROM s)"
          " SELECT category, sum(part * part) * 10000, sum(part) FILTER (place <= 4) FROM t"
          " GROUP BY 1",
    "q9": "WITH d AS (SELECT left(ship_to, 2) p, placed_at::DATE d, sum(amount)::DOUBLE a"
          " FROM {orders} GROUP BY ALL)"
          " SELECT p, d, a, CASE WHEN lag(d) OVER days = d - 1"
          " THEN a / lag(a) OVER days - 1 END FROM d WINDOW days AS (PARTITION BY p ORDER BY d)",
    "q10": "SELECT 'orders', count(*), sum(n - 1) FROM (SELECT count(*) n FROM orders"
           " GROUP BY order_id, platform HAVING n > 1) UNION ALL"
           " SELECT 'waybills', count(*), sum(n - 1) FROM (SELECT count(*) n FROM waybills"
           " GROUP BY carrier, number HAVING n > 1)",
}

HALF = {
    "orders": "(SELECT * FROM orders WHERE channel <> 'app')",
    "waybills": "(SELECT * FROM waybills WHERE carrier IN ('SF', 'ZTO', 'YTO'))"}


class Engine:
    name = "DuckDB"
    version = duckdb.__version__

    def __init__(self, directory):
        self.directory = directory
        self.connection = duckdb.connect()
        self._run("SET threads = 2; SET preserve_insertion_order = false")

    def load(self, tables, least=False):
        """Makes the tables; with `least` only the columns that the questions of orders read."""
        for table in tables:
            chosen = ", ".join(READ_OF_ORDERS) if least else "*"
            self._run(f"CREATE TABLE {table} AS SELECT {chosen} FROM {self._csv(table)}")
        counts = [self._run(f"SELECT count(*) FROM {table}")[0][0] for table in tables]
        return counts[0] if len(counts) == 1 else counts

    def load_lines(self):
        types = {name: KINDS[kind] for name, kind in TABLES["orders"].items()}
        self._run(
            f"CREATE TABLE orders AS SELECT * FROM read_json('{self.directory}/orders.jsonl',"
            f" format = 'newline_delimited', columns = {types})")
        return self._run("SELECT count(*) FROM orders")[0][0]

    def ask(self, question, filtered=False):
        tables = HALF if filtered else {"orders": "orders", "waybills": "waybills"}
        return self._run(SQL[question].format(**tables))

    def ask_all(self, questions):
        return {question: self.ask(question) for question in questions}

    def first(self):
        return self._run(SQL["q1"].format(orders=self._csv("orders")))

    def append(self, file):
        self._run(f"INSERT INTO orders SELECT * FROM {self._csv('orders', file)}")

    def _run(self, statement):
        return self.connection.execute(statement).fetchall()

    def _csv(self, table, file=None):
        types = {name: KINDS[kind] for name, kind in TABLES[table].items()}
        return (
            f"read_csv('{self.directory}/{file or table + '.csv'}', header = true, delim = ',',"
            f" quote = '\"', columns = {types}, auto_detect = false)")
