"""The monitor under a terminal of our own."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

from screen import Screen


class Monitor:
    """A running `tradewatch watch`: its screen, and what it costs."""

    def __init__(self, program, arguments, columns=120, rows=40):
        self.screen = Screen(columns, rows)
        self.bytes = 0
        self.start = time.monotonic()
        self.process, self._file = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            environment = dict(
                os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8", XDG_CONFIG_HOME="/nonexistent")
            os.execve(program, [program, "watch", *arguments], environment)

    def read(self, seconds):
        """Takes what comes within the time, once; false where the program is gone."""
        if not select.select([self._file], [], [], max(0, seconds))[0]:
            return True
        try:
            data = os.read(self._file, 1 << 16)
        except OSError:
            return False
        self.bytes += len(data)
        self.screen.feed(data)
        if self.screen.replies:
            os.write(self._file, self.screen.replies)
            self.screen.replies = b""
        return bool(data)

    def run(self, seconds):
        """Takes all that comes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self.read(left):
            pass

    def until(self, condition, seconds):
        """The moment at which the screen meets the condition; `None` where it does not in time."""
        end = time.monotonic() + seconds
        while not condition(self.screen):
            left = end - time.monotonic()
            if left <= 0 or not self.read(left):
                return None
        return time.monotonic()

    def press(self, keys):
        os.write(self._file, keys.encode())

    def records(self):
        """The records that the status line counts; `None` where it does not."""
        return records(self.screen)

    def cpu_seconds(self):
        with open(f"/proc/{self.process}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_megabytes(self):
        with open(f"/proc/{self.process}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def leave(self):
        """Ends the program as a closed window would, and waits for it."""
        os.kill(self.process, signal.SIGTERM)
        end = time.monotonic() + 30
        while time.monotonic() < end and self.read(0.1):
            pass
        os.waitpid(self.process, 0)
        os.close(self._file)


def records(screen):
    return count(screen, "records")


def rejects(screen):
    return count(screen, "rejects")


def count(screen, word):
    """The number before a word of the status line; `None` where it is not there."""
    found = re.search(rf"([0-9,]+) {word}", screen.line(screen.rows - 2))
    return int(found.group(1).replace(",", "")) if found else None
