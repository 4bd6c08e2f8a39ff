"""`fou demo`: the whole line on the example web that comes with the source tree, on loopback."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from fou.words import _
from models.errors import FouError, SettingsError

SITES = Path("tests") / "sites"
WEB_PORT = 8801
READY = "ready"
"""The word that the example web prints on a line of its own when it answers."""


@click.command(
    "demo",
    help=_(
        "Prova FoU-banken på påhittade exempelrapporter.\n\nStartar en liten exempelwebb på den egna datorn, hämtar "
        "rapporterna från den, gör dem sökbara och öppnar söktjänsten. Körs i projektets källkodsmapp.\n\n\b\n"
        "Exempel:\n  fou demo\n  fou demo --no-serve   sluta efter indexeringen"
    ),
)
@click.option("--folder", type=click.Path(path_type=Path), default=Path("build/demo"), show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=_("Söktjänstens port."))
@click.option("--web-port", default=WEB_PORT, show_default=True, help=_("Exempelwebbens port."))
@click.option("--no-serve", is_flag=True, help=_("Sluta efter indexeringen."))
def demo_command(folder: Path, port: int, web_port: int, no_serve: bool) -> None:
    """Run every room in order, each as its own process, as an operator would."""
    if not SITES.is_dir():
        raise SettingsError(_("fou demo körs i projektets källkodsmapp (här finns inget tests/sites)"))
    folder = folder.absolute()
    environments = folder / "environments"
    environments.mkdir(parents=True, exist_ok=True)
    variables = {
        **os.environ,
        "FOU_HOME": str(folder / "home"),
        "FOU_ENVIRONMENTS": str(environments),
        "FOU_ALLOW_LOOPBACK": "1",
        "FOU_CRAWL_DELAY": "0",
    }
    say = Console(stderr=True, highlight=False).print
    with _example_web(web_port, environments):
        web = _(
            "[bold]1. Exempelwebben är uppe[/] ({sites} påhittade webbplatser, den första på http://127.0.1.1:{port}/)"
        )
        say(web.format(sites=len(list(environments.glob("*.toml"))), port=web_port))
        say(_("[bold]2. Hämtar rapporter[/]"))
        _run(["crawl"], variables)
        say(_("[bold]3. Läser och gör sökbart[/] (första gången räknas betydelsen av varje textställe)"))
        _run(["index"], variables)
        say(_("[bold]4. Så här blev det[/]"))
        _run(["status"], variables)
        if no_serve:
            say(_("Klart. Kör make demo för att öppna söktjänsten."))
            return
        say(_("[bold green]5. Öppna http://127.0.0.1:{port}/ i webbläsaren.[/]").format(port=port))
        say(_("Exempelwebben är uppe så länge söktjänsten går, så att länkarna till rapporterna fungerar."))
        _run(["serve", "--port", str(port)], variables)


@contextmanager
def _example_web(port: int, environments: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.sites.server", "--port", str(port), "--environments", str(environments)]
    web = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    try:
        assert web.stdout is not None
        for line in web.stdout:
            if line.strip() == READY:
                break
        else:
            raise FouError(_("exempelwebben startade inte; är port {port} upptagen?").format(port=port))
        yield
    finally:
        web.terminate()
        web.wait()


def _run(arguments: list[str], variables: dict[str, str]) -> None:
    """Run one `fou` command; its own message has told what went wrong, so only the code is passed on."""
    done = subprocess.run([sys.executable, "-m", "fou", *arguments], env=variables, check=False)  # noqa: S603 - ourselves
    if done.returncode:
        sys.exit(done.returncode)
