"""`fou`: the one command line. Failures end with a clear line and the exit code of their kind (models/errors.py)."""

import sys

import click
from rich.console import Console
from rich.markup import escape

from fou.words import _
from models.errors import (
    BusyError,
    ClusterError,
    DocumentError,
    EngineUnavailableError,
    FingerprintError,
    FouError,
    ModelError,
    NeedsPersonError,
    OutsideHoursError,
    SettingsError,
    StoreError,
    UnknownReportError,
)

COMMANDS = {
    "crawl": "fou.collect", "add": "fou.collect", "index": "fou.making", "rebuild": "fou.making",
    "read": "fou.looking", "search": "fou.looking", "export": "fou.looking", "evaluate": "fou.evaluating",
    "status": "fou.status", "explain": "fou.explaining", "audit": "fou.checking",
    "environment": "fou.environment", "serve": "fou.serving", "demo": "fou.demo",
}  # fmt: skip
"""Command → module. A module is imported when its command runs: `fou --help` needs no Scrapy and no model."""


KINDS: dict[type[FouError], str] = {
    SettingsError: _("En inställning eller uppgift går inte att använda."),
    UnknownReportError: _("Ingen rapport heter så. fou export visar id och adress för alla."),
    OutsideHoursError: _(
        "Webbplatserna får inte frågas vid den här tiden på dygnet. Inget har gått förlorat; kör igen då de får det, "
        "så fortsätter hämtningen."
    ),
    BusyError: _("Ett annat kommando skriver i samma mapp. Vänta tills det är klart och kör igen."),
    StoreError: _(
        "Det går inte att läsa eller skriva i FOU_HOME eller klustret. Inget har gått förlorat; kör igen när felet är "
        "åtgärdat."
    ),
    ClusterError: _("Elasticsearch går inte att använda. Se inställningarna FOU_ELASTICSEARCH_URL, _API_KEY och _CA."),
    EngineUnavailableError: _("Det finns inget sökindex än. Kör fou index."),
    FingerprintError: _("Sökindexet är gjort med en annan språkanalys eller modell. Kör fou rebuild."),
    ModelError: _("Språkmodellen eller ordtabellen kan inte göras eller läsas."),
    DocumentError: _("En fil kunde inte läsas."),
    NeedsPersonError: _("Klart, men något behöver ses över av en människa."),
}
"""What each kind of failure means, in words for people; the detail follows in brackets. The first that fits counts."""


class Rooms(click.Group):
    """A group whose commands are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = __import__(COMMANDS[cmd_name], fromlist=[cmd_name])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(
    cls=Rooms,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_(
        "FoU-banken: hämta, läs, sök och visa FoU-rapporter om socialtjänst.\n\n"
        "\b\n"
        "Vanlig ordning:\n"
        "  fou crawl      hämta rapporter från FoU-miljöernas webbplatser\n"
        "  fou index      läs dem och gör dem sökbara\n"
        "  fou serve      öppna söktjänsten på http://127.0.0.1:8000/\n\n"
        "Allt som skrivs ligger i mappen FOU_HOME. Felkoder: 2 inställning, 3 lagring, 4 upptaget, 5 sökmotor, "
        "6 fel index, 7 modell, 8 dokument, 9 något behöver ses över av en människa, 10 fel tid på dygnet."
    ),
)
@click.version_option(package_name="fou-bank", prog_name="fou")
def cli() -> None:
    """Hold the group together."""


def main() -> None:
    """Run the command line and translate our own failures into a line and an exit code."""
    try:
        cli(standalone_mode=False)
    except FouError as error:
        words = next((text for kind, text in KINDS.items() if isinstance(error, kind)), _("Fel"))
        out = Console(stderr=True, highlight=False, soft_wrap=True)
        out.print(f"[bold red]{words}[/]", escape(f"({error})"))
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output has gone (`fou export | head`)
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
