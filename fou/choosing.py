"""`--engine`: the option that every command has which asks or makes the index."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

import config
from config.settings import ENGINES, Settings
from fou.words import _

engine_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help=_(
        "Var sökindexet ligger: embedded, i FOU_HOME, eller elastic, i Elasticsearch på FOU_ELASTICSEARCH_URL. "
        "Utan den gäller FOU_ENGINE, och utan båda embedded."
    ),
)


def chosen(engine: str | None) -> Settings:
    """The settings of the surroundings, with the engine named on the command line when there is one.

    Raises:
        SettingsError: a variable holds something that cannot be used.
    """
    settings = config.load()
    return settings if engine is None else replace(settings, engine=engine)
