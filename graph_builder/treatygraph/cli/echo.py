"""What commands say: text of strangers cannot steer the terminal that it is shown on.

Documents, graphs and servers may hold characters that move the cursor, set titles or
colours, or answer for the user (ECMA-48).  On a terminal, and in all messages, they are
shown as their names; what goes into a file or another program stays as it is.
"""

from __future__ import annotations

import re
import sys

import click

__all__ = ["echo", "printable"]

#: C0 but for tab and line feed, DEL, C1, and the two signs that reverse what is written.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]")


def echo(message: object = "", *, nl: bool = True, err: bool = False) -> None:
    """Print a message, on a terminal without what would steer it."""
    text = str(message)
    stream = sys.stderr if err else sys.stdout
    if err or stream.isatty():
        text = printable(text)
    click.echo(text, nl=nl, err=err)


def printable(text: str) -> str:
    r"""Return a text with its control characters written out; line breaks stay.

    >>> print(printable("lamp\x1b[2Jlit"))
    lamp\x1b[2Jlit
    """
    return _STEERING.sub(
        lambda m: m[0].encode("unicode_escape").decode(), text.replace("\r\n", "\n")
    )
