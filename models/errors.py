"""The named kinds of failure. Errors are translated into these once, at the border where they happen.

The words that people read are written elsewhere (the search app's translations, the command line); each kind
carries the exit code that the command line ends with.
"""


class FouError(Exception):
    """Base of every failure that we foresee. `exit_code` is what `fou` ends with."""

    exit_code = 1


class SettingsError(FouError):
    """A setting, an environment file or a word list is missing, unknown or contradicts another."""

    exit_code = 2


class UnknownReportError(FouError):
    """No report has that id or address."""

    exit_code = 2


class StoreError(FouError):
    """A store under FOU_HOME cannot be read or written: full disk, wrong rights, damaged file."""

    exit_code = 3


class BusyError(StoreError):
    """Another process is writing the same store; only one may."""

    exit_code = 4


class EngineUnavailableError(FouError):
    """The search engine cannot be reached or has no index yet."""

    exit_code = 5


class ViewGoneError(EngineUnavailableError):
    """The state of the index that was being read is no longer at hand: replaced twice meanwhile, or its copy lost with
    a machine. The newest one may be; ask again."""


class ClusterError(EngineUnavailableError):
    """The cluster that holds the index cannot be reached, refuses us, or is something that we do not speak to."""


class FingerprintError(FouError):
    """The index was made with another analysis, model or schema than the one that asks; rebuild it."""

    exit_code = 6


class ModelError(FouError):
    """The embedding model or the word table cannot be made, found or trusted (wrong checksum)."""

    exit_code = 7


class DocumentError(FouError):
    """One document cannot be read; `outcome` says how. It costs that document and nothing else."""

    exit_code = 8

    def __init__(self, outcome: str, detail: str = "") -> None:
        super().__init__(f"{outcome}: {detail}" if detail else outcome)
        self.outcome = outcome
        self.detail = detail


class OutsideHoursError(FouError):
    """It is not the time of day at which sites may be asked; the same command goes on from there when it is."""

    exit_code = 10


class NeedsPersonError(FouError):
    """The work ended, but something in it needs a person: a blocked site, a floor not reached."""

    exit_code = 9
