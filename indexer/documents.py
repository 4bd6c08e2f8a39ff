"""Documents as everything after reading sees them: repaired where they were damaged."""

from collections.abc import Iterable

from config.settings import Settings
from indexer.catalogue import Catalogue, StageResult
from indexer.extract.document import EXTRACTOR_VERSION, Document
from indexer.extract.repair import Repairer, open_repairer, repair_version
from indexer.progress import Progress
from models.document import ReadOutcome


def repair_documents(catalogue: Catalogue, shas: Iterable[str], settings: Settings, progress: Progress) -> None:
    """The stage "repair": for each document that was read the repaired one, or nothing where it is well. What was
    read stays beside, in the stage "read".

    Raises:
        SettingsError, ModelError: as `open_repairer`.
    """
    version = repair_version()
    done = catalogue.stage_keys("repair", version)
    waiting = [sha for sha in shas if sha not in done]
    progress("repair", 0, len(waiting))
    repairer: Repairer | None = None
    for number, sha in enumerate(waiting, 1):
        read = catalogue.stage_result("read", EXTRACTOR_VERSION, sha)
        if read is not None and read.result:
            repairer = repairer or open_repairer(settings)
            document = Document.from_json(read.result)
            mended = repairer.repair(document)
            result = mended.to_json() if mended is not document else ""
            catalogue.put_stage("repair", version, StageResult(sha, ReadOutcome.OK, "", result))
        progress("repair", number, len(waiting))


def document_of(catalogue: Catalogue, sha: str) -> Document | None:
    """The document, repaired where it was damaged; None when it could not be read."""
    mended = catalogue.stage_result("repair", repair_version(), sha)
    if mended is not None and mended.result:
        return Document.from_json(mended.result)
    read = catalogue.stage_result("read", EXTRACTOR_VERSION, sha)
    return Document.from_json(read.result) if read is not None and read.result else None
