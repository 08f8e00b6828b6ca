"""How the items of ordered lists are counted: 1, a, A, i, I."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_LARGEST_LETTERS = 26 * 4


def numeral(number: int, form: str) -> str:
    """The number in one of Word's forms; digits in a form, or for a number, that has no other.

    >>> [numeral(28, form) for form in ("decimal", "lowerLetter", "upperLetter", "lowerRoman")]
    ['28', 'bb', 'BB', 'xxviii']
    """
    text = str(number)
    if form.endswith("Letter") and 0 < number <= _LARGEST_LETTERS:
        repeats, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) * (repeats + 1)
    elif form.endswith("Roman") and 0 < number <= _LARGEST_ROMAN:
        text = _roman(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
