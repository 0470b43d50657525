"""The table of ratios: for each area what we need beside the best of the others."""

from dataclasses import dataclass

from columns import QUESTIONS_OF_ORDERS

OURS = "tradewatch"
FILTERED = [f"f{number}" for number in range(1, 10)]


@dataclass
class Area:
    """`gate` must hold, `aim` is the wish; `value` as both are given, `None` where not measured."""

    name: str
    ours: str
    best: str
    value: float | None
    gate: float
    aim: float
    unit: str = "ratio"

    @property
    def verdict(self):
        if self.value is None:
            return "not measured"
        if self.value <= self.aim:
            return "aim"
        return "gate" if self.value <= self.gate else "**missed**"


def areas(results, growth):
    """All areas of which something was measured; `results` is by mode and engine."""
    table = [
        _times(results, "cold: orders, every check, seven answers", "orders", ["wall"], 0.50, 0.30),
        _times(results, "cold: the same, others keep only the columns that are read", "orders",
               ["wall"], 0.60, 0.40, their_mode="orders-min"),
        _times(results, "cold: orders, invoices, waybills, ten answers", "all", ["wall"],
               0.45, 0.22),
        _times(results, "hot: the seven order panels anew", "hot", QUESTIONS_OF_ORDERS,
               1 / 100, 1 / 1000),
        _worst_filter(results),
        _times(results, "hot: matching (q7) and duplicates (q10)", "hot", ["q7", "q10"],
               1 / 100, 1 / 1000),
        _times(results, "live: 10,000 more rows to correct panels", "live",
               ["append_med", "refresh_med"], 1 / 50, 1 / 300),
        _memory(results),
        _peak(results),
        _times(results, "JSON Lines, up to 1 M orders", "jsonl", ["wall"], 0.70, 0.35),
        _first_picture(results),
        _checks(results),
        _growth(growth),
    ]
    return [area for area in table if area is not None]


def _others(results, mode):
    return {name: figures for name, figures in results.get(mode, {}).items() if name != OURS}


def _times(results, name, mode, keys, gate, aim, their_mode=None):
    ours = results.get(mode, {}).get(OURS)
    if ours is None:
        return None
    own = sum(ours[key] for key in keys)
    sums = {other: sum(figures[key] for key in keys)
            for other, figures in _others(results, their_mode or mode).items()}
    return _against(name, own, sums, gate, aim, seconds_text)


def _against(name, own, others, gate, aim, text):
    if not others:
        return Area(name, text(own), "–", None, gate, aim)
    best = min(others, key=others.get)
    return Area(name, text(own), f"{best} {text(others[best])}", own / others[best], gate, aim)


def _worst_filter(results):
    ours, others = results.get("hot", {}).get(OURS), _others(results, "hot")
    if ours is None:
        return None
    rows = [
        _against(f"after a change of filter, the worst of nine (q{key[1:]})", ours[key],
                 {name: figures[key] for name, figures in others.items()}, 1 / 3, 1 / 20,
                 seconds_text)
        for key in FILTERED]
    return max(rows, key=lambda area: area.value or 0)


def _memory(results):
    def bytes_per_order(figures):
        return figures["loaded_anon_mb"] * 1e6 / figures["rows"]

    ours = results.get("orders", {}).get(OURS)
    if ours is None:
        return None
    others = {name: bytes_per_order(figures)
              for name, figures in _others(results, "orders").items()}
    return _against("memory an order, ids and key index included", bytes_per_order(ours), others,
                    0.90, 0.60, lambda count: f"{count:.0f} B")


def _peak(results):
    ours = results.get("all", {}).get(OURS)
    if ours is None:
        return None
    others = {name: figures["peak"] for name, figures in _others(results, "all").items()
              if name == "duckdb"}
    return _against("peak memory cold, three files, against DuckDB", ours["peak"], others,
                    0.70, 0.45, lambda megabytes: f"{megabytes:.0f} MB")


def _first_picture(results):
    ours = results.get("first", {}).get(OURS)
    if ours is None:
        return None
    others = {name: figures["wall"] for name, figures in _others(results, "first").items()}
    best = min(others, key=others.get) if others else None
    return Area(
        "first picture, partial; beside it the others' first answer (q1)",
        seconds_text(ours["first_picture_s"]),
        f"{best} {seconds_text(others[best])}" if best else "–",
        ours["first_picture_s"] * 1000, 60, 20, "ms")


def _checks(results):
    ours = results.get("checks", {}).get(OURS)
    if ours is None:
        return None
    added = (ours["with_cpu_s"] / ours["without_cpu_s"] - 1) * 100
    return Area(
        "all checks switched on, added processor time", seconds_text(ours["with_cpu_s"]),
        f"without {seconds_text(ours['without_cpu_s'])}", added, 10, 3, "%")


def _growth(growth):
    """The cost of a record at the largest size beside that at the smallest."""
    if len(growth) < 2:
        return None
    small, large = growth[0], growth[-1]
    return Area(
        f"cold cost of a record, {large['size']} beside {small['size']}",
        f"{large['cold_us']:.2f} µs", f"{small['size']} {small['cold_us']:.2f} µs",
        large["cold_us"] / small["cold_us"], 1.0, 0.9)


def seconds_text(seconds):
    if seconds >= 0.1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.2f} ms" if seconds >= 0.0001 else f"{seconds * 1e6:.0f} µs"
