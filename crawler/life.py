"""The life of reports and projects: what this look found, compared with what was known before. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from crawler.addresses import identity, whole_list
from crawler.drafts import Draft, Harvest
from crawler.sameness import nearly_same_name, same_name
from models.sighting import LifeEvent, Sighting


def compare(
    environment: str, known: Iterable[Sighting], harvest: Harvest, now: str, may_vanish: bool
) -> tuple[Sighting, ...]:
    """The new state of every sighting, known or new, by key.

    A draft is a known sighting when key or page is the same, when the page redirects there, or when bytes or title are
    the same and the known one is nowhere else. `may_vanish` is false when the site as a whole cannot be trusted this
    time; then values that it gives no more are kept, too. A sighting vanishes only when its page was read without it or
    answered that it is no more, or nothing of the site failed. What its page still names has not vanished, though it
    was not recognised there.
    """
    before = {sighting.key: sighting for sighting in known}
    pairs = _pair(before, harvest)
    keep = not may_vanish
    present = {key: _present(environment, before.get(key), key, draft, now, keep) for key, draft in pairs.items()}
    renamed = {draft.key: key for key, draft in pairs.items()}
    after = {
        key: replace(sighting, reports=tuple(renamed.get(report, report) for report in sighting.reports))
        for key, sighting in present.items()
    }
    for key, sighting in before.items():
        if key in after:
            sighting_ = after[key]
            if sighting_.event is LifeEvent.UNCHANGED and sighting_.reports != sighting.reports:
                after[key] = replace(sighting_, event=LifeEvent.CHANGED)
        elif sighting.event is LifeEvent.VANISHED or (may_vanish and _is_gone(sighting, harvest)):
            after[key] = replace(sighting, event=LifeEvent.VANISHED)
        else:
            after[key] = replace(sighting, event=LifeEvent.UNCHANGED)
    return tuple(after[key] for key in sorted(after))


def _pair(before: Mapping[str, Sighting], harvest: Harvest) -> dict[str, Draft]:
    """Which draft is which sighting: drafts by the key that they keep or, when new, are given."""
    pairs: dict[str, Draft] = {}
    by_key = {identity(key): key for key in before}
    for key, sighting in before.items():
        # where a moved sighting was last seen; an address on a page of several is in its key already
        if sighting.page_url and "#" not in key:
            by_key.setdefault(identity(sighting.page_url), key)
        landed = harvest.aliases.get(identity(key.partition("#")[0]))
        if landed and landed not in by_key and "#" not in key:
            by_key[landed] = key
    loose: list[Draft] = []
    for draft in harvest.drafts:
        found = by_key.get(identity(draft.key))
        if found is not None and found not in pairs and before[found].kind == draft.kind:
            pairs[found] = draft
        else:
            loose.append(draft)
    for same in (_same_bytes, _same_title, _corrected_title):
        for draft in list(loose):
            missing = [sighting for key, sighting in before.items() if key not in pairs and sighting.kind == draft.kind]
            candidates = [sighting for sighting in missing if same(draft, sighting)]
            if len(candidates) > 1:  # one file under several titles: the title tells which
                candidates = [sighting for sighting in candidates if _same_title(draft, sighting)]
            if len(candidates) == 1:
                pairs[candidates[0].key] = draft
                loose.remove(draft)
    for draft in loose:
        key = draft.key
        while key in pairs or key in before:
            key += "+"
        pairs[key] = draft
    return pairs


def _same_bytes(draft: Draft, sighting: Sighting) -> bool:
    return draft.file_sha256 is not None and draft.file_sha256 == sighting.file_sha256


def _same_title(draft: Draft, sighting: Sighting) -> bool:
    return same_name(draft.claims, sighting.claims)


def _corrected_title(draft: Draft, sighting: Sighting) -> bool:
    here = _place(draft.page_url)
    return bool(here) and here == _place(sighting.page_url) and nearly_same_name(draft.claims, sighting.claims)


def _present(environment: str, old: Sighting | None, key: str, draft: Draft, now: str, keep: bool) -> Sighting:
    claims = draft.claims
    if old is not None and keep:
        # a site that cannot be trusted may add, but what it says no more is kept
        fields = {claim.field for claim in claims}
        claims += tuple(claim for claim in old.claims if claim.field not in fields)
    new = Sighting(
        environment, key, draft.kind, draft.page_url, draft.file_url, claims, LifeEvent.NEW, now, now,
        draft.file_sha256, draft.file_outcome, draft.reports,
    )  # fmt: skip
    if old is None:
        return new
    new = replace(new, first_seen=old.first_seen, file_sha256=draft.file_sha256 or old.file_sha256)
    if old.event is LifeEvent.VANISHED:
        return replace(new, event=LifeEvent.RETURNED)
    if old.file_sha256 is None and new.file_sha256 is not None:
        # what was known by name only is here now: that is more than where it lies
        return replace(new, event=LifeEvent.CHANGED)
    same_content = _content(new) == _content(old) and new.file_sha256 == old.file_sha256
    if _place(new.page_url) != _place(old.page_url) or (not new.page_url and draft.key != key):
        return replace(new, event=LifeEvent.MOVED)
    if same_content:
        return replace(
            new, event=LifeEvent.UNCHANGED if _place(new.file_url) == _place(old.file_url) else LifeEvent.MOVED
        )
    return replace(new, event=LifeEvent.CHANGED)


def _content(sighting: Sighting) -> frozenset[object]:
    """What a sighting says, whatever rule read it."""
    return frozenset((claim.field, claim.value) for claim in sighting.claims)


def _place(address: str | None) -> str:
    # the anchor only helps the reader to the right spot, and many systems number their anchors anew at each change
    return identity(whole_list(address.partition("#")[0])) if address else ""


def _is_gone(sighting: Sighting, harvest: Harvest) -> bool:
    if sighting.key in harvest.deleted:
        return True
    place = identity((sighting.page_url or "").partition("#")[0])
    if sighting.key in harvest.standing or (place and place in harvest.failed):
        return False
    if place and (place in harvest.visited or place in harvest.gone):
        return True
    return harvest.complete and not harvest.failed
