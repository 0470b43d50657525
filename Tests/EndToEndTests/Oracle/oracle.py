#!/usr/bin/env python3
"""Answers of an independent tool to the queries that Tradewatch is tested with.

    oracle.py answers DIR OUT            write OUT/<name>.csv for every query below, computed by DuckDB, and
                                         OUT/queries.tsv: name, class, where, top
    oracle.py compare DIR TRADEWATCH     ask both and compare: text and money exactly, means to 1e-12

DIR holds enterprises.csv ... waybills.csv, as `tradewatch generate` writes them. The rows are split,
accepted and deduplicated here, row by row in plain Python, by the rules of docs/reference/records.md;
DuckDB computes the figures with exact decimals. Needs: pip install duckdb.
"""
import csv, datetime, io, os, re, subprocess, sys, tempfile

import duckdb

MONEY = "amount paid refunded discount shipping list_price value net tax gross freight declared_value".split()
DECIMAL = "quantity unit_price weight_kg volume_cm3 rate tolerance".split()
INTEGER = "version line_no pieces source_seq".split()
TIME = ("placed_at paid_at shipped_at signed_at closed_at cancelled_at issued_at collected_at effective_at expires_at "
        "established deregistered status_since valid_from valid_to observed_at time").split()
KEYS = {"enterprise": ["uscc"], "commodity": ["sku", "seller"], "order": ["order_id", "platform"],
        "contract": ["contract_id"], "invoice": ["number", "code"], "waybill": ["carrier", "number"]}
REQUIRED = {"enterprise": ["uscc", "name"], "commodity": ["sku", "name"],
            "order": ["order_id", "placed_at", "seller", "amount"],
            "contract": ["contract_id", "party_a", "party_b", "signed_at"],
            "invoice": ["number", "issued_at", "seller", "gross"], "waybill": ["carrier", "number", "collected_at"]}
PLURAL = {"commodity": "commodities"}
OPS = {"create", "amend", "cancel", "red", "restore", ""}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?\Z")
INT = re.compile(r"[+-]?\d+\Z")
WHEN = re.compile(r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|z|[+-]\d\d:?\d\d|[+-]\d\d)?)?\Z")
CHINA = datetime.timezone(datetime.timedelta(hours=8))


def instant(text):
    """The local time in +08:00, or None where the text is no time."""
    m = WHEN.match(text.strip())
    if not m:
        return None
    day, clock, fraction, zone = m.groups()
    zone = "+08:00" if zone is None else "+00:00" if zone in "Zz" else zone
    if len(zone) == 3:
        zone += ":00"
    if ":" not in zone:
        zone = zone[:3] + ":" + zone[3:]
    clock = clock or "00:00:00"
    if clock.count(":") == 1:
        clock += ":00"
    micro = ((fraction or ".0")[1:] + "000000")[:6]
    try:
        t = datetime.datetime.fromisoformat(f"{day}T{clock}.{micro}{zone}")
    except ValueError:
        return None
    return t.astimezone(CHINA).replace(tzinfo=None)


def rows_of(path, limit=65536):
    """The rows of a CSV file as lists of fields, or None where a row cannot be split."""
    data = open(path, "rb").read()
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    at, end = 0, len(data)
    while at < end:
        stop = data.find(b"\n", at)
        stop = end if stop < 0 else stop
        line = data[at:stop]
        after = stop + 1
        if b'"' in line:
            fields, after = quoted_row(data, at, limit)
            if fields is None:  # the opening line alone is rejected
                yield None
                at = stop + 1
                continue
            line_bytes = data[at:after]
        else:
            line = line[:-1] if line.endswith(b"\r") else line
            if not line:
                at = after
                continue
            fields, line_bytes = line.split(b","), line
        at = after
        if len(line_bytes) > limit or b"\0" in line_bytes:
            yield None
            continue
        try:
            yield [f.decode("utf-8") for f in fields]
        except UnicodeDecodeError:
            yield None


def quoted_row(data, start, limit):
    """Fields of a row with quotes, and where the next row begins; (None, _) where no quote closes it."""
    fields, at, end = [], start, min(len(data), start + limit + 1)
    while True:
        if at < len(data) and data[at:at + 1] == b'"':
            at += 1
            value = b""
            while True:
                close = data.find(b'"', at, end)
                if close < 0:
                    return None, start
                value += data[at:close]
                at = close + 1
                if data[at:at + 1] == b'"':
                    value += b'"'
                    at += 1
                    continue
                break
        else:
            stop = at
            while stop < len(data) and data[stop] not in b",\r\n":
                stop += 1
            value, at = data[at:stop], stop
        fields.append(value)
        nxt = data[at:at + 1]
        if nxt == b",":
            at += 1
            continue
        if nxt == b"\r" and data[at + 1:at + 2] == b"\n":
            return fields, at + 2
        if nxt in (b"\n", b"\r"):
            return fields, at + 1
        if at >= len(data):
            return fields, at
        return None, start


def accept(record_class, header, fields):
    """The row as a dict with times as local text, or None where the rules reject it."""
    if fields is None or len(fields) != len(header):
        return None
    row = dict(zip(header, fields))
    for name in REQUIRED[record_class]:
        if not row.get(name):
            return None
    for name, text in row.items():
        if not text:
            continue
        if name in MONEY or name in DECIMAL:
            if not NUMBER.match(text.strip()):
                return None
            row[name] = text.strip()
        elif name in INTEGER:
            if not INT.match(text.strip()):
                return None
        elif name in TIME:
            t = instant(text)
            if t is None:
                return None
            row[name] = t.isoformat(sep=" ")
    if row.get("op", "") not in OPS or int(row.get("version") or 1) < 1:
        return None
    return row


def current(record_class, path):
    """The rows that stand, after duplicates, conflicts and amendments."""
    reader = rows_of(path)
    header = next(reader)
    standing, counts = {}, {"read": 0, "rejected": 0}
    for fields in reader:
        counts["read"] += 1
        row = accept(record_class, header, fields)
        if row is None:
            counts["rejected"] += 1
            continue
        key = tuple(row.get(k, "") for k in KEYS[record_class])
        before = standing.get(key)
        if before is None or int(row.get("version") or 1) > int(before.get("version") or 1):
            standing[key] = row
    return header, [r for r in standing.values() if r.get("op") != "cancel"], counts


def load(con, directory):
    for record_class in KEYS:
        path = os.path.join(directory, PLURAL.get(record_class, record_class + "s") + ".csv")
        if not os.path.exists(path):
            continue
        header, rows, _ = current(record_class, path)
        kinds = {n: "DECIMAL(38,4)" if n in MONEY else "DECIMAL(38,13)" if n in DECIMAL else "BIGINT" if n in INTEGER
                 else "TIMESTAMP" if n in TIME else "VARCHAR" for n in header}
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8", delete=False) as f:
            out = csv.writer(f, quoting=csv.QUOTE_ALL)
            out.writerow(header)
            out.writerows([r[n] for n in header] for r in rows)
        con.execute(f'CREATE TABLE "{record_class}" AS SELECT * FROM read_csv(?, header=true, columns={kinds}, '
                    "auto_detect=false, quote='\"', escape='\"', delim=',', nullstr='', parallel=false)", [f.name])
        os.unlink(f.name)


def q(name, record_class, measures, by=(), where=None, top=None, sql=None):
    return dict(name=name, cls=record_class, measures=measures, by=list(by), where=where, top=top, sql=sql)


T = "TIMESTAMP"
QUERIES = [
    q("orders-by-province", "order", ["count()", "sum(amount)"], ["province"],
      sql="SELECT left(ship_to,2) k, count(*), sum(amount) FROM \"order\" GROUP BY 1 ORDER BY k NULLS LAST"),
    q("orders-by-day-and-channel", "order", ["count()", "sum(amount)", "min(amount)", "max(amount)", "mean(amount)"],
      ["day", "channel"],
      sql="SELECT strftime(placed_at,'%Y-%m-%d') d, channel, count(*), sum(amount), min(amount), max(amount), "
          "avg(amount::DOUBLE) FROM \"order\" GROUP BY ALL ORDER BY d, channel NULLS LAST"),
    q("orders-distinct-buyers", "order", ["distinct(buyer)", "distinct(seller)", "count()"], ["province"],
      sql="SELECT left(ship_to,2) k, count(DISTINCT buyer), count(DISTINCT seller), count(*) FROM \"order\" "
          "GROUP BY 1 ORDER BY k NULLS LAST"),
    q("orders-quantiles", "order", ["p50(amount)", "p90(amount)", "p99(amount)", "quantile(amount,0.25)"], ["category"],
      sql="SELECT category, quantile_cont(amount::DOUBLE,0.5), quantile_cont(amount::DOUBLE,0.9), "
          "quantile_cont(amount::DOUBLE,0.99), quantile_cont(amount::DOUBLE,0.25) FROM \"order\" GROUP BY 1 "
          "ORDER BY 1 NULLS LAST"),
    q("orders-filtered", "order", ["count()", "sum(amount)", "sum(quantity)"], ["state", "weekday"],
      where='channel in ("app","live") and amount >= 100.00 and not (state = "cancelled")',
      sql="SELECT state, isodow(placed_at) w, count(*), sum(amount), sum(quantity) FROM \"order\" WHERE channel IN "
          "('app','live') AND amount >= 100 AND (state <> 'cancelled' OR state IS NULL) GROUP BY ALL "
          "ORDER BY state NULLS LAST, w"),
    q("orders-top-sellers", "order", ["sum(amount)", "count()"], ["seller"], top=20,
      sql="SELECT seller, sum(amount) a, count(*) FROM \"order\" GROUP BY 1 ORDER BY a DESC, seller LIMIT 20"),
    q("orders-calendar", "order", ["count()"], ["week", "hour_of_day"],
      sql="SELECT strftime(placed_at,'%G-W%V') w, hour(placed_at) h, count(*) FROM \"order\" GROUP BY ALL ORDER BY w, h"),
    q("orders-concentration", "order", ["hhi(sum(amount),seller)", "cr(sum(amount),seller,4)"], ["category"],
      sql="WITH s AS (SELECT category, seller, sum(amount)::DOUBLE a FROM \"order\" GROUP BY ALL), t AS (SELECT category, "
          "a/sum(a) OVER (PARTITION BY category) sh, row_number() OVER (PARTITION BY category ORDER BY a DESC) rn FROM s) "
          "SELECT category, sum(sh*sh)*10000, sum(sh) FILTER (rn<=4) FROM t GROUP BY 1 ORDER BY 1 NULLS LAST"),
    q("orders-share", "order", ["share(sum(amount))"], ["channel"],
      sql="SELECT channel, sum(amount)::DOUBLE/(SELECT sum(amount)::DOUBLE FROM \"order\") FROM \"order\" GROUP BY 1 "
          "ORDER BY 1 NULLS LAST"),
    q("enterprises-by-type", "enterprise", ["count()", "distinct(division)"], ["party_type", "status"],
      sql="SELECT party_type, status, count(*), count(DISTINCT division) FROM enterprise GROUP BY ALL "
          "ORDER BY party_type NULLS LAST, status NULLS LAST"),
    q("enterprises-by-city", "enterprise", ["count()"], ["city"],
      sql="SELECT CASE WHEN regexp_matches(division,'^[0-9]{4,}$') THEN left(division,4) END k, count(*) FROM enterprise GROUP BY 1 "
          "ORDER BY k NULLS LAST"),
    q("commodities-by-category", "commodity", ["count()", "mean(list_price)", "max(list_price)", "p50(list_price)"],
      ["category"],
      sql="SELECT category, count(*), avg(list_price::DOUBLE), max(list_price), quantile_cont(list_price::DOUBLE,0.5) "
          "FROM commodity GROUP BY 1 ORDER BY 1 NULLS LAST"),
    q("contracts-by-type", "contract", ["count()", "sum(value)", "distinct(party_b)"], ["type", "state"],
      sql="SELECT type, state, count(*), sum(value), count(DISTINCT party_b) FROM contract GROUP BY ALL "
          "ORDER BY type NULLS LAST, state NULLS LAST"),
    q("contracts-by-month", "contract", ["count()", "max(value)"], ["month"],
      sql="SELECT strftime(signed_at,'%Y-%m') m, count(*), max(value) FROM contract GROUP BY 1 ORDER BY 1"),
    q("invoices-by-rate", "invoice", ["count()", "sum(gross)", "sum(tax)", "sum(net)"], ["rate"],
      sql="SELECT CASE WHEN rate IS NULL THEN NULL ELSE regexp_replace(regexp_replace(rate::VARCHAR,'0+$',''),'\\.$','') END r, "
          "count(*), sum(gross), sum(tax), sum(net) FROM invoice GROUP BY rate ORDER BY rate NULLS LAST"),
    q("invoices-red", "invoice", ["count()", "sum(gross)"], ["day"], where="gross < 0",
      sql="SELECT strftime(issued_at,'%Y-%m-%d') d, count(*), sum(gross) FROM invoice WHERE gross < 0 GROUP BY 1 ORDER BY 1"),
    q("invoices-sellers", "invoice", ["distinct(seller)", "distinct(order_id)", "p90(gross)"], ["month"],
      sql="SELECT strftime(issued_at,'%Y-%m') m, count(DISTINCT seller), count(DISTINCT order_id), "
          "quantile_cont(gross::DOUBLE,0.9) FROM invoice GROUP BY 1 ORDER BY 1"),
    q("waybills-by-carrier", "waybill", ["count()", "sum(weight_kg)", "p50(delivery_hours)", "mean(delivery_hours)"],
      ["carrier"],
      sql="WITH w AS (SELECT *, epoch_us(signed_at)/3.6e9 - epoch_us(collected_at)/3.6e9 h0, "
          "(epoch_us(signed_at)-epoch_us(collected_at))/3.6e9 h FROM waybill) SELECT carrier, count(*), sum(weight_kg), "
          "quantile_cont(h,0.5), avg(h) FROM w GROUP BY 1 ORDER BY 1"),
    q("waybills-routes", "waybill", ["count()"], ["origin_province", "province"],
      sql="SELECT left(origin,2) o, left(destination,2) d, count(*) FROM waybill GROUP BY ALL "
          "ORDER BY o NULLS LAST, d NULLS LAST"),
    q("waybills-open", "waybill", ["count()"], ["state"], where="signed_at is absent",
      sql="SELECT state, count(*) FROM waybill WHERE signed_at IS NULL GROUP BY 1 ORDER BY 1 NULLS LAST"),
]


def feeds(query, directory):
    path = os.path.join(directory, PLURAL.get(query["cls"], query["cls"] + "s") + ".csv")
    return [f"{query['cls']}={path}"]


def ours(query, directory, program):
    args = [program, "query", query["cls"], *feeds(query, directory), "--no-follow", "--quiet", "--format", "csv"]
    for m in query["measures"]:
        args += ["--measure", m]
    for d in query["by"]:
        args += ["--by", d]
    if query["where"]:
        args += ["--where", query["where"]]
    if query["top"]:
        args += ["--top", str(query["top"])]
    done = subprocess.run(args, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{query['name']}: {' '.join(args)}\n{done.stderr}")
    return list(csv.reader(io.StringIO(done.stdout)))


def theirs(con, query):
    return con.execute(query["sql"]).fetchall()


def printed(value):
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value)
    if hasattr(value, "as_tuple"):
        return format(value.normalize() if value == value.to_integral() else value, "f")
    return str(value)


def same(mine, other):
    if other is None:
        return mine == ""
    if isinstance(other, float):
        return mine != "" and abs(float(mine) - other) <= 1e-12 * max(1.0, abs(other))
    if hasattr(other, "as_tuple"):
        from decimal import Decimal
        return mine != "" and Decimal(mine) == other
    return mine == str(other)


def main():
    mode, directory, target = sys.argv[1:4]
    con = duckdb.connect()
    con.execute("SET threads=2")
    load(con, directory)
    loaded = {r[0] for r in con.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    failed, asked = 0, []
    for query in QUERIES:
        if query["cls"] not in loaded:
            continue
        try:
            expected = theirs(con, query)
        except duckdb.Error as error:  # a column that these files do not have
            print(f"skip {query['name']}: {str(error).splitlines()[0]}")
            continue
        if mode == "answers":
            with open(os.path.join(target, query["name"] + ".csv"), "w", newline="", encoding="utf-8") as f:
                out = csv.writer(f, lineterminator="\n")
                out.writerow(query["by"] + query["measures"])
                out.writerows([printed(v) for v in r] for r in expected)
            asked.append("\t".join([query["name"], query["cls"], query["where"] or "", str(query["top"] or "")]))
            continue
        mine = ours(query, directory, target)
        wrong = [(a, b) for a, b in zip(mine[1:], expected) if len(a) != len(b) or not all(map(same, a, b))]
        if mine[0] != query["by"] + query["measures"] or len(mine) - 1 != len(expected) or wrong:
            failed += 1
            print(f"DIFF {query['name']}: {len(mine) - 1} rows, expected {len(expected)}; first {wrong[:1]} header {mine[0]}")
        else:
            print(f"same {query['name']} ({len(expected)} rows)")
    if mode == "answers":
        with open(os.path.join(target, "queries.tsv"), "w", encoding="utf-8") as f:
            f.write("\n".join(asked) + "\n")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
