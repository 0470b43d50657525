"""Orders for a feed, every one distinct, made at the cost of copying them."""

import csv
import itertools

# The columns of an order; about 134 bytes a row.
COLUMNS = [
    "order_id", "placed_at", "seller", "buyer", "sku", "category", "channel", "ship_to",
    "quantity", "unit_price", "amount", "state",
]


class OrderBlocks:
    """Blocks of rows that differ in the ids of orders and buyers and in their times.

    The rest of each row is taken from a file of generated orders, over and over. Every order is new;
    of the buyers every second one, the others come again with each round of the file.
    """

    def __init__(self, path, rows_per_block):
        with open(path, newline="", encoding="utf-8") as file:
            orders = list(csv.DictReader(file))
        # Two rows a pair, in whole blocks.
        self.rows_per_block = rows_per_block // 2 * 2
        count = len(orders) // self.rows_per_block
        self._blocks = [
            self._pieces(orders[start:start + self.rows_per_block])
            for start in range(0, count * self.rows_per_block, self.rows_per_block)
        ]
        if not self._blocks:
            raise ValueError(f"{path}: fewer than {self.rows_per_block} orders")

    header = ",".join(COLUMNS).encode() + b"\n"

    def _pieces(self, orders):
        """What stands between the places that change: three of these in two rows."""
        pieces = [b"P00000"]
        for number, order in enumerate(orders):
            amount = int(order["quantity"]) * round(float(order["unit_price"]) * 100)
            tail = [
                order["sku"], order["category"], order["channel"], order["ship_to"],
                order["quantity"], order["unit_price"], f"{amount // 100}.{amount % 100:02}",
                order["state"],
            ]
            rest = ("," + ",".join(tail) + f"\nP{number + 1:05}").encode()
            head = f",{order['seller']},U{number:05}{order['buyer'][:5]}".encode()
            if number % 2 == 0:
                pieces.append(head + rest)
            else:
                pieces += [head, rest]
        # The last piece begins a row that is not there any more.
        pieces[-1] = pieces[-1][:pieces[-1].index(b"\n") + 1]
        return pieces

    def __iter__(self):
        """Blocks without end, to be rendered."""
        return itertools.cycle(self._blocks)

    def render(self, pieces, number, stamp):
        """A block: `number` makes its ids its own, `stamp` is the time of all its orders."""
        own = b"%07d" % number
        marks = own + b"," + stamp
        parts = [b""] * (2 * len(pieces) - 1)
        parts[0::2] = pieces
        pairs = self.rows_per_block // 2
        parts[1::6] = [marks] * pairs
        parts[3::6] = [marks] * pairs
        parts[5::6] = [own] * pairs
        return b"".join(parts)
