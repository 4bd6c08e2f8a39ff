"""One typed `Settings`, read once from the process environment; nothing else reads variables or a clock."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from platformdirs import user_cache_path, user_data_path

from models.errors import OutsideHoursError, SettingsError

HERE = Path(__file__).parent
ENGINES = ("embedded", "elastic")
SWEDEN = ZoneInfo("Europe/Stockholm")
USER_AGENT = "FoU-banken/0.1 (+{contact})"


@cache
def load_weights() -> Mapping[str, Any]:
    """Every weight, threshold and floor of ranking, by name; `config/weights.toml` gives the reason for each."""
    with (HERE / "weights.toml").open("rb") as file:
        return MappingProxyType(tomllib.load(file))


@dataclass(frozen=True, slots=True)
class Cluster:
    """How Elasticsearch is reached, and how an index is laid out there. `url` may hold several addresses between
    commas; `prefix` begins the name of every index; `ca` is the file of the authority that signed the cluster's
    certificate. `exact` compares with every vector instead of asking the graph of the index (for tests and
    measurements). What is secret is never shown."""

    url: str = "http://127.0.0.1:9200"
    prefix: str = "fou"
    api_key: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None
    shards: int = 1
    replicas: int = 0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie and how the work is done. Each field names the variable that sets it; docs/operating.md lists
    them. `crawl_delay` is seconds between two requests to one host (robots.txt's own delay holds if longer),
    `crawl_hours` the hour from and the hour to which sites may be asked, in Swedish time (None: always),
    `crawl_alarm` the days without a crawl after which an environment needs a person (0: never)."""

    home: Path
    cache: Path
    environments: Path = HERE / "environments"
    corrections: Path = HERE / "corrections"
    allow_loopback: bool = False
    crawl_delay: float = 3.0
    crawl_hours: tuple[int, int] | None = None
    crawl_alarm: float = 8.0
    contact: str = "https://example.org/fou-banken"
    fixed_now: datetime | None = None
    engine: str = "embedded"
    embedding: str = "e5-small"
    embedding_device: str = ""
    embedding_batch: int = 32
    embedding_offline: bool = False
    threads: int = 2
    weights: Mapping[str, Any] = field(default_factory=load_weights)
    cluster: Cluster = field(default_factory=Cluster)

    def now(self) -> datetime:
        """The present moment in UTC, or the fixed one (`FOU_NOW`)."""
        return self.fixed_now or datetime.now(UTC)

    def check_hours(self) -> None:
        """Whether sites may be asked now.

        Raises:
            OutsideHoursError: it is not the time of day for it.
        """
        if self.crawl_hours is None:
            return
        here, (first, last) = self.now().astimezone(SWEDEN), self.crawl_hours
        inside = first <= here.hour < last if first < last else here.hour >= first or here.hour < last
        if not inside:
            raise OutsideHoursError(f"FOU_CRAWL_HOURS: {first}-{last}; it is {here:%H:%M} in Sweden")

    @property
    def user_agent(self) -> str:
        """How the crawler presents itself: the name, the version and where to reach us."""
        return USER_AGENT.format(contact=self.contact)

    @property
    def archive(self) -> Path:
        """The folder of what was seen, byte for byte."""
        return self.home / "archive"

    @property
    def catalogue(self) -> Path:
        """The database of what was understood."""
        return self.home / "catalogue.sqlite"

    @property
    def index(self) -> Path:
        """The folder of the embedded engine."""
        return self.home / "index"


def load(variables: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `variables` (the process environment when None).

    Raises:
        SettingsError: a variable holds something that cannot be used; the message says which and why.
    """
    given = os.environ if variables is None else variables
    known: dict[str, Any] = {
        "home": Path(given["FOU_HOME"]).absolute() if given.get("FOU_HOME") else user_data_path("fou"),
        "cache": Path(given["FOU_CACHE"]).absolute() if given.get("FOU_CACHE") else user_cache_path("fou"),
    }
    if given.get("FOU_ENVIRONMENTS"):
        known["environments"] = Path(given["FOU_ENVIRONMENTS"]).absolute()
        if not known["environments"].is_dir():
            raise SettingsError(f"FOU_ENVIRONMENTS: {known['environments']} is not a folder")
    if given.get("FOU_CORRECTIONS"):
        known["corrections"] = Path(given["FOU_CORRECTIONS"]).absolute()
        if not known["corrections"].is_dir():
            raise SettingsError(f"FOU_CORRECTIONS: {known['corrections']} is not a folder")
    if "FOU_ALLOW_LOOPBACK" in given:
        known["allow_loopback"] = given["FOU_ALLOW_LOOPBACK"] == "1"
    if given.get("FOU_CRAWL_DELAY"):
        known["crawl_delay"] = _number("FOU_CRAWL_DELAY", given["FOU_CRAWL_DELAY"])
    if given.get("FOU_CRAWL_HOURS"):
        known["crawl_hours"] = _hours(given["FOU_CRAWL_HOURS"])
    if given.get("FOU_CRAWL_ALARM"):
        known["crawl_alarm"] = _number("FOU_CRAWL_ALARM", given["FOU_CRAWL_ALARM"])
    if given.get("FOU_CONTACT"):
        known["contact"] = given["FOU_CONTACT"]
    if given.get("FOU_NOW"):
        known["fixed_now"] = _moment(given["FOU_NOW"])
    if given.get("FOU_ENGINE"):
        known["engine"] = given["FOU_ENGINE"]
        if known["engine"] not in ENGINES:
            raise SettingsError(f"FOU_ENGINE: {known['engine']!r} is not one of {', '.join(ENGINES)}")
    if given.get("FOU_EMBEDDING"):
        known["embedding"] = given["FOU_EMBEDDING"]
    if given.get("FOU_EMBEDDING_DEVICE"):
        known["embedding_device"] = given["FOU_EMBEDDING_DEVICE"]
    if given.get("FOU_EMBEDDING_BATCH"):
        known["embedding_batch"] = max(1, int(_number("FOU_EMBEDDING_BATCH", given["FOU_EMBEDDING_BATCH"])))
    if "FOU_EMBEDDING_OFFLINE" in given:
        known["embedding_offline"] = given["FOU_EMBEDDING_OFFLINE"] == "1"
    if given.get("FOU_THREADS"):
        known["threads"] = max(1, int(_number("FOU_THREADS", given["FOU_THREADS"])))
    return Settings(**known, cluster=_cluster(given))


def _cluster(given: Mapping[str, str]) -> Cluster:
    texts = {
        "url": "FOU_ELASTICSEARCH_URL", "prefix": "FOU_ELASTICSEARCH_PREFIX", "api_key": "FOU_ELASTICSEARCH_API_KEY",
        "user": "FOU_ELASTICSEARCH_USER", "password": "FOU_ELASTICSEARCH_PASSWORD",
    }  # fmt: skip
    numbers = {"shards": "FOU_ELASTICSEARCH_SHARDS", "replicas": "FOU_ELASTICSEARCH_REPLICAS"}
    known: dict[str, Any] = {field: given[name] for field, name in texts.items() if given.get(name)}
    known |= {field: int(_number(name, given[name])) for field, name in numbers.items() if given.get(name)}
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]{0,60}", known.get("prefix", "fou")):
        raise SettingsError("FOU_ELASTICSEARCH_PREFIX: only small letters, digits and _")
    if given.get("FOU_ELASTICSEARCH_CA"):
        known["ca"] = Path(given["FOU_ELASTICSEARCH_CA"]).absolute()
        if not known["ca"].is_file():
            raise SettingsError(f"FOU_ELASTICSEARCH_CA: {known['ca']} is not a file")
    return Cluster(**known)


def _number(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise SettingsError(f"{name}: {text!r} is not a number") from None
    if not 0 <= value < 86_400:
        raise SettingsError(f"{name}: {text} is outside 0–86400")
    return value


def _hours(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text.strip())
    first, last = (int(match[1]), int(match[2])) if match else (0, 0)
    if match is None or first == last or max(first, last) > 24:
        raise SettingsError(f"FOU_CRAWL_HOURS: {text!r} is not an hour from and an hour to, such as 22-6")
    return first, last


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"FOU_NOW: {text!r} is not an ISO time such as 2026-11-24T08:00:00+00:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
