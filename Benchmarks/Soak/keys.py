"""How long keys wait for what they change."""

import random
import time


SCREENS = {
    "1": "1 Overview", "2": "2 Enterprises", "3": "3 Commodities", "4": "4 Orders",
    "5": "5 Contracts", "6": "6 Invoices", "7": "7 Logistics", "8": "8 Tail", "9": "9 Alerts",
}
PATIENCE_SECONDS = 5


class KeyTimes:
    """Presses keys as a user would, one after another, and times what they bring.

    `paints`: milliseconds until the screen shows what the key changed. `figures`: milliseconds until
    each panel of a screen, window or filter that was asked for has its figures. Both with the key.
    """

    def __init__(self, monitor, seed=1):
        self.paints = []
        self.figures = []
        # Keys whose change was never seen.
        self.lost = []
        self._monitor = monitor
        self._random = random.Random(seed)

    def steps(self):
        """Other screens, the list, the help, a frozen screen, the windows, a filter: without end."""
        while True:
            for step in (self._screens, self._list, self._help, self._freeze, self._window,
                         self._filter):
                step()
                self._monitor.run(self._random.uniform(0.1, 0.5))
                yield

    def _screens(self):
        self._open(self._random.choice("23456789"))
        self._monitor.run(self._random.uniform(0.1, 0.5))
        self._open("1")

    def _list(self):
        if not selection(self._monitor.screen):
            return
        self._move("j", 4)
        self._move("k", 2)
        self._sort()

    def _help(self):
        self._press("?", lambda screen: "keys" in screen.text().lower())
        self._press("\x1b", lambda screen: "keys" not in screen.text().lower())

    def _freeze(self):
        self._press(" ", lambda screen: "FROZEN" in screen.line(0))
        self._press(" ", lambda screen: "FROZEN" not in screen.line(0))

    def _press(self, key, is_done):
        start = time.monotonic()
        self._monitor.press(key)
        end = self._monitor.until(is_done, PATIENCE_SECONDS)
        if end is None:
            self.lost.append(repr(key))
        else:
            self.paints.append(((end - start) * 1000, repr(key)))
        return start

    def _wait_for_figures(self, start, key):
        end = self._monitor.until(lambda screen: "counting..." not in screen.text(), 120)
        self.figures.append((((end or time.monotonic()) - start) * 1000, repr(key)))

    def _open(self, digit):
        name = SCREENS[digit]
        if name not in self._monitor.screen.line(0):
            start = self._press(digit, lambda screen: name in screen.line(0))
            self._wait_for_figures(start, digit)

    def _move(self, key, times):
        for _ in range(times):
            selected = selection(self._monitor.screen)
            self._press(key, lambda screen: selection(screen) != selected)
            self._monitor.run(self._random.uniform(0, 0.1))

    def _sort(self):
        """The list by its other column, and back."""
        for key in "><":
            order = status(self._monitor.screen)
            start = self._press(key, lambda screen: status(screen) != order)
            self._wait_for_figures(start, key)

    def _window(self):
        window = word_after("win ", self._monitor.screen.line(0))
        start = self._press("t", lambda screen: word_after("win ", screen.line(0)) != window)
        self._wait_for_figures(start, "t")

    def _filter(self):
        """A filter that is typed letter by letter, and taken away again."""
        self._press("&", lambda screen: screen.line(screen.rows - 1).strip().startswith("&"))
        text = 'channel = "app"'
        for end in range(1, len(text) + 1):
            self._press(text[end - 1], lambda screen: text[:end].strip() in screen.text())
        start = self._press("\r", lambda screen: "filter channel" in screen.line(0))
        self._wait_for_figures(start, "Enter")
        self._press("F", lambda screen: "lters" in screen.text())
        self._press("d", lambda screen: "filter channel" not in screen.line(0))


def selection(screen):
    """The rows whose first cell points at a selection, and how they begin."""
    lines = enumerate(map(screen.line, range(screen.rows)))
    return [(row, line[:30]) for row, line in lines if line.startswith(">")]


def status(screen):
    """The word for how the list is ordered, on its own or in the message about a change."""
    return word_after("by ", screen.line(screen.rows - 2))


def word_after(text, line):
    return line.partition(text)[2].split(" ")[0]


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]
