"""The report in Markdown: the table of areas, then what it was made from."""

import os
import platform
import subprocess

from areas import FILTERED, OURS, areas, seconds_text
from columns import QUESTIONS


def write(path, command, size, rounds, results, growth, comparisons):
    parts = [
        f"# {size} orders\n", _setting(command, rounds, results), _comparisons(comparisons),
        _areas(results, growth), _modes(results), _questions(results), _growth(growth)]
    text = "\n".join(part for part in parts if part)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return text


def into_page(page, size, text):
    """Puts a report where the page has the results of this size, one level of headings lower."""
    with open(page, encoding="utf-8") as file:
        before, mark, rest = file.read().partition(f"<!-- results {size} -->\n")
    _, end, after = rest.partition("<!-- end results -->")
    if not end:
        raise SystemExit(f"bench: {page}: has no place for the results of {size}")
    with open(page, "w", encoding="utf-8") as file:
        file.write(before + mark + "##" + text + end + after)


def _setting(command, rounds, results):
    versions = {
        figures["engine"]: figures.get("version", "") for engines in results.values()
        for figures in engines.values()}
    others = ", ".join(
        f"{name} {version}" for name, version in sorted(versions.items()) if name != OURS)
    return (
        f"{_processor()}, {os.cpu_count()} processors, {_memory()} of memory,"
        f" {platform.system()} {platform.release()}; {_first_line('swift', '--version')};"
        f" beside it {others or 'nothing'}, Python {platform.python_version()}. Files in memory;"
        f" engines in turn, medians of {rounds} rounds; load average at the end"
        f" {os.getloadavg()[0]:.1f}.\n\n```console\n{command}\n```\n")


def _comparisons(comparisons):
    lines = []
    for name, sentences in comparisons.items():
        lines.append(f"- {name}: " + ("; ".join(sentences) if sentences else "the same"))
    return "Answers beside ours:\n\n" + "\n".join(lines) + "\n" if lines else ""


def _areas(results, growth):
    rows = [
        [area.name, area.ours, area.best, _value(area.value, area.unit),
         _value(area.gate, area.unit), _value(area.aim, area.unit), area.verdict]
        for area in areas(results, growth)]
    return _table(["what", "tradewatch", "best other", "ratio", "gate", "aim", "met"], rows)


def _value(value, unit):
    if value is None:
        return "–"
    if unit == "ms":
        return f"{value:.1f} ms"
    if unit == "%":
        return f"{value:.1f} %"
    return f"{value:.3f}" if value >= 0.02 else f"1/{1 / max(value, 1e-9):.0f}"


def _modes(results):
    rows = []
    for mode, engines in results.items():
        for name, figures in engines.items():
            rows.append([
                mode, name, seconds_text(figures["wall"]), seconds_text(figures["cpu"]),
                f"{figures['peak']:.0f} MB"])
    return "Whole processes:\n\n" + _table(["mode", "engine", "wall", "processors", "peak"], rows)


def _questions(results):
    hot = results.get("hot")
    if not hot:
        return ""
    rows = []
    for question in QUESTIONS + FILTERED:
        name = question if question[0] == "q" else f"q{question[1:]} with another filter"
        rows.append([name] + [seconds_text(figures[question]) for figures in hot.values()])
    return "Questions, everything loaded:\n\n" + _table(["question"] + list(hot), rows)


def _growth(growth):
    if not growth:
        return ""
    rows = [
        [row["size"], f"{row['cold_us']:.2f} µs", f"{row['cold_cpu_us']:.2f} µs",
         f"{row['bytes']:.0f} B", seconds_text(row["append_s"]), seconds_text(row["refresh_s"])]
        for row in growth]
    return "Growth, tradewatch alone:\n\n" + _table(
        ["orders", "cold, a record", "processors, a record", "memory, a record",
         "10,000 more", "seven panels then"], rows)


def _table(head, rows):
    lines = [head, ["---"] * len(head)] + rows
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def _memory():
    with open("/proc/meminfo", encoding="ascii") as file:
        return f"{int(file.readline().split()[1]) / (1 << 20):.0f} GiB"


def _first_line(*command):
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return output.partition("\n")[0].strip()
