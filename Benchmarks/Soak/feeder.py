"""A process that writes orders at a steady rate."""

import fcntl
import os
import time

PIPE_BYTES = 1 << 20
# Writes a second; a block is what is due between two of them.
WRITES = 100


class Feeder:
    """Writes orders into a FIFO or to the end of a file, `rate` a second for `seconds`."""

    def __init__(self, blocks, path, seconds, rate):
        self._result, end = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            os.close(self._result)
            sent, elapsed = write(blocks, path, seconds, rate)
            os.write(end, b"%d %f\n" % (sent, elapsed))
            os._exit(0)
        os.close(end)
        self.start = time.monotonic()

    def finish(self):
        """The orders that were written and the seconds that it took."""
        with open(self._result, encoding="ascii") as file:
            sent, elapsed = file.read().split()
        os.waitpid(self.process, 0)
        return int(sent), float(elapsed)


def write(blocks, path, seconds, rate):
    file = os.open(path, os.O_WRONLY | os.O_APPEND)
    if not os.fstat(file).st_size and path.endswith(".fifo"):
        fcntl.fcntl(file, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    write_all(file, blocks.header)
    start = time.monotonic()
    sent = 0
    for number, pieces in enumerate(blocks):
        elapsed = time.monotonic() - start
        if sent >= rate * seconds:
            return sent, elapsed
        if sent > rate * elapsed:
            time.sleep(sent / rate - elapsed)
        # The clock of China, in which the feeds' times are written.
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(time.time() + 8 * 3600))
        write_all(file, blocks.render(pieces, number, stamp.encode()))
        sent += blocks.rows_per_block
    raise AssertionError("blocks have no end")


def write_all(file, data):
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest):]
