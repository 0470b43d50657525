"""A terminal in memory: what a program's bytes make of a screen."""

import re
import unicodedata

SEQUENCE = re.compile(rb"\x1b(?:\[([?>!<=]?)([0-9;]*)([@-~])|[()].|([78=>cMDE]))")


class Screen:
    """The characters on the screen of an `xterm` that a program writes to; no colours.

    Knows what ncurses sends with that terminal, and answers where the cursor is.
    """

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.column = self.row = 0
        self.cells = [[" "] * columns for _ in range(rows)]
        # What the terminal has to say to the program.
        self.replies = b""
        self._saved = (0, 0)
        self._last = " "
        self._rest = b""

    def line(self, row):
        return "".join(self.cells[row])

    def text(self):
        return "\n".join(self.line(row).rstrip() for row in range(self.rows))

    def feed(self, data):
        """Takes bytes; what is cut off at their end waits for the next ones."""
        data = self._rest + data
        self._rest = b""
        at = 0
        while at < len(data):
            byte = data[at]
            if byte == 0x1B:
                match = SEQUENCE.match(data, at)
                if not match:
                    if len(data) - at < 32:
                        self._rest = data[at:]
                        return
                    at += 1
                    continue
                self._obey(match)
                at = match.end()
            elif byte < 0x20:
                self._control(byte)
                at += 1
            else:
                length = 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                if at + length > len(data):
                    self._rest = data[at:]
                    return
                self._put(data[at:at + length].decode("utf-8", "replace"))
                at += length

    def _control(self, byte):
        if byte == 0x0D:
            self.column = 0
        elif byte == 0x0A:
            self.row = min(self.rows - 1, self.row + 1)
        elif byte == 0x08:
            self.column = max(0, self.column - 1)
        elif byte == 0x09:
            self.column = min(self.columns - 1, (self.column // 8 + 1) * 8)

    def _put(self, character):
        self._last = character
        if unicodedata.combining(character):
            return
        if self.column >= self.columns:
            self.column = 0
            self.row = min(self.rows - 1, self.row + 1)
        self.cells[self.row][self.column] = character
        self.column += 1
        if unicodedata.east_asian_width(character) in "WF":
            if self.column < self.columns:
                self.cells[self.row][self.column] = ""
            self.column += 1

    def _obey(self, match):
        private, arguments, final, single = match.groups()
        if single == b"7":
            self._saved = (self.column, self.row)
        elif single == b"8":
            self.column, self.row = self._saved
        if final is None or private:
            return
        numbers = [int(text or 0) for text in arguments.split(b";")]
        count = max(1, numbers[0])
        final = final.decode()
        if final in "HdGABCD":
            self._move(final, count, max(1, numbers[1]) if len(numbers) > 1 else 1)
        elif final in "JKXP@":
            self._change(final, numbers[0], count)
        elif final == "b":
            for _ in range(count):
                self._put(self._last)
        elif final == "n" and numbers[0] == 6:
            self.replies += b"\x1b[%d;%dR" % (self.row + 1, self.column + 1)

    def _move(self, final, count, column):
        if final == "H":
            self.row, self.column = count - 1, column - 1
        elif final == "d":
            self.row = count - 1
        elif final == "G":
            self.column = count - 1
        else:
            self.row += {"A": -count, "B": count}.get(final, 0)
            self.column += {"C": count, "D": -count}.get(final, 0)
        self.row = min(max(self.row, 0), self.rows - 1)
        self.column = min(max(self.column, 0), self.columns - 1)

    def _change(self, final, mode, count):
        cells = self.cells[self.row]
        if final == "J":
            first = 0 if mode == 2 else self.row + 1
            if mode == 0:
                self._blank(self.row, self.column, self.columns)
            for row in range(first, self.rows):
                self._blank(row, 0, self.columns)
        elif final == "K":
            self._blank(
                self.row, 0 if mode else self.column, self.column + 1 if mode == 1 else self.columns)
        elif final == "X":
            self._blank(self.row, self.column, min(self.columns, self.column + count))
        elif final == "P":
            del cells[self.column:self.column + count]
            cells += [" "] * (self.columns - len(cells))
        else:
            cells[self.column:self.column] = [" "] * count
            del cells[self.columns:]

    def _blank(self, row, start, end):
        self.cells[row][start:end] = [" "] * (end - start)
