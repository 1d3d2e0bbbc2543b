"""Text compared word by word, with rapidfuzz's edit operations."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

__all__ = ["changed_words"]


def changed_words(before: str, after: str, *, context: int = 2) -> str:
    """Return the words taken out `[-…-]` and put in `{+…+}`, with a few words around.

    >>> changed_words("the light of the keeper", "the lamp of the keeper")
    'the [-light-] {+lamp+} of the …'
    """
    old, new = before.split(), after.split()
    if old == new:
        return ""
    parts: list[str] = []
    steps = list(Levenshtein.opcodes(old, new))
    for n, step in enumerate(steps):
        i, j, k, m = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            parts.append(_around(old[i:j], context, first=not parts, last=n == len(steps) - 1))
        if step.tag in ("delete", "replace"):
            parts.append(f"[-{' '.join(old[i:j])}-]")
        if step.tag in ("insert", "replace"):
            parts.append(f"{{+{' '.join(new[k:m])}+}}")
    return " ".join(part for part in parts if part)


def _around(words: list[str], context: int, *, first: bool, last: bool) -> str:
    head = [] if first else words[:context]
    tail = [] if last else words[max(len(words) - context, len(head)) :]
    gap = ["…"] if len(head) + len(tail) < len(words) else []
    return " ".join([*head, *gap, *tail])
