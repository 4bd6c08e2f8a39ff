"""Whether the index holds what the catalogue says: the check that nothing got lost on the way. For `fou audit`."""

from contextlib import closing
from dataclasses import dataclass

from config.settings import Settings
from indexer.catalogue import Catalogue
from indexer.engines import open_engine


@dataclass(frozen=True, slots=True)
class Audit:
    """Ids of reports and projects that are `missing` in the index, `outdated` (there in another version) or `left`
    there though the catalogue has them no more; `agreed` is the number of those that are as they should be; `bare` the
    number of passages that wait for a vector."""

    agreed: int
    missing: tuple[str, ...]
    outdated: tuple[str, ...]
    left: tuple[str, ...]
    bare: int

    @property
    def whole(self) -> bool:
        """Whether a reader finds exactly what the catalogue holds."""
        return not (self.missing or self.outdated or self.left)


def audit(settings: Settings) -> Audit:
    """Compare every report of the catalogue with the index that readers search. Changes nothing.

    Raises:
        EngineUnavailableError: there is no index, or it cannot be reached.
        FingerprintError: the index was made by something else.
        StoreError: a store is damaged.
    """
    with closing(open_engine(settings)) as engine, closing(Catalogue(settings.catalogue)) as catalogue:
        there, stats, wanted = engine.versions(), engine.stats(), catalogue.versions()
    return Audit(
        agreed=sum(there.get(report_id) == version for report_id, version in wanted.items()),
        missing=tuple(sorted(wanted.keys() - there.keys())),
        outdated=tuple(sorted(i for i, version in wanted.items() if i in there and there[i] != version)),
        left=tuple(sorted(there.keys() - wanted.keys())),
        bare=stats.passages - stats.vectors,
    )
