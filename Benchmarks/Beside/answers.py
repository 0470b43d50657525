"""Whether two engines gave the same answers: texts and whole numbers exactly, others to 10⁻⁶."""

TOLERANCE = 1e-6


def differences(expected, found):
    """A sentence for each question that both answered differently."""
    sentences = []
    for question in expected:
        if question not in found:
            continue
        if len(expected[question]) != len(found[question]):
            sentences.append(
                f"{question}: expected {len(expected[question])} rows,"
                f" found {len(found[question])}")
            continue
        pairs = zip(expected[question], found[question])
        different = [(left, right) for left, right in pairs if not _are_equal(left, right)]
        if different:
            sentences.append(
                f"{question}: {len(different)} rows differ, the first:"
                f" expected {different[0][0]}, found {different[0][1]}")
    return sentences


def _are_equal(left, right):
    return len(left) == len(right) and all(map(_is_close, left, right))


def _is_close(left, right):
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return abs(left - right) <= TOLERANCE * max(1.0, abs(left), abs(right))
    return left == right
