"""Suggested checks: for what a paper asks, the kind of check that tests drafts for it."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["suggest_check"]

_OF_SAFEGUARD = ("insertion", "require", "strengthen", "retain", "extend", "clarify", "limit")


def suggest_check(
    action: str, targets: Sequence[str], calls_for: Sequence[str]
) -> dict[str, object] | None:
    """Return a check for an action on targets and safeguards, None where no kind fits.

    >>> suggest_check("repeal", ["lineage/lamps"], [])
    {'kind': 'lineage-absent', 'lineage': 'lamps'}
    """
    lineages = [t.removeprefix("lineage/") for t in targets if t.startswith("lineage/")]
    safeguards = [c.removeprefix("safeguard/") for c in calls_for if c.startswith("safeguard/")]
    if action == "repeal" and len(lineages) == 1:
        return {"kind": "lineage-absent", "lineage": lineages[0]}
    if action == "add-reference" and len(lineages) == 2:
        return {"kind": "provision-refers-to-lineage", "of": lineages[0], "lineage": lineages[1]}
    if action in _OF_SAFEGUARD and safeguards:
        return _together([_named(lineages, safeguard) for safeguard in safeguards])
    if action == "retain" and lineages:
        return _together([{"kind": "lineage-present", "lineage": key} for key in lineages])
    return None


def _named(lineages: Sequence[str], safeguard: str) -> dict[str, object]:
    if not lineages:
        return {"kind": "draft-names-safeguard", "safeguard": safeguard}
    kind = "provision-names-safeguard"
    return _together([{"kind": kind, "lineage": key, "safeguard": safeguard} for key in lineages])


def _together(checks: Sequence[dict[str, object]]) -> dict[str, object]:
    return checks[0] if len(checks) == 1 else {"all": list(checks)}
