"""Texts for the pairs: an example study, told anew in one of the ways that reports come to be told twice.

Every step is a function of the text and a fixed seed: the same pair always has the same texts.
"""

import random
import re
import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
STUDIES = HERE.parents[1] / "sites" / "studies"
CONFUSED = {
    "å": "aä", "ä": "aå", "ö": "oó", "l": "1i", "i": "lj", "e": "co", "c": "e", "n": "rh", "m": "nn", "t": "fl",
    "f": "t", "h": "b", "o": "0c", "r": "n", "s": "5", "u": "n", "1": "l", "0": "O", "5": "S", "8": "3", "3": "8",
}  # fmt: skip
NEW_EDITION = [
    "När den här rapporten gavs ut första gången var frågan ny för de flesta. Sedan dess har den lästs och "
    "använts i många kommuner, och vi har fått brev från läsare som saknat ett och annat. Till den här upplagan "
    "har vi därför gått igenom hela texten, rättat sakfel och skrivit om några avsnitt som åldrats.",
    "Ett nytt kapitel handlar om vad som har hänt i verksamheterna efter att den första upplagan kom ut. Det "
    "bygger på samtal med de enhetschefer som var med från början, och på en genomgång av de beslut som nämnderna "
    "har fattat sedan dess. Samtalen har förts under våren och varat mellan en halv och en hel timme.",
    "Lagen har ändrats på flera punkter. Hänvisningarna är nu till den lydelse som gäller, och där ändringen har "
    "betydelse för resonemanget säger vi det i en not. Några av de äldre hänvisningarna står kvar, eftersom de "
    "visar hur frågan såg ut när intervjuerna gjordes.",
]
OTHER_PLACE = [
    "Kommunen är en annan och så är förutsättningarna. Här finns en enda enhet, med egen reception och en chef "
    "som har varit där i tjugo år. Det märks i svaren: de som arbetar här känner varandra, och de som får hjälp "
    "känner dem.",
    "På frågan om vad som fungerar bäst svarar de flesta att det är lätt att nå någon. På frågan om vad som "
    "fungerar sämst nämns kvällarna, bussarna och att blanketterna är skrivna för någon annan än den som ska "
    "fylla i dem.",
    "Svarsfrekvensen var lägre än vi hade hoppats. Bland dem som inte svarade är de yngre fler, och vi vet genom "
    "personalen att några inte ville svara därför att frågorna liknade dem som ställdes året innan.",
    "Resultatet stämmer i huvudsak med vad andra har funnit, med ett undantag. De som bor längst från tätorten är "
    "mer nöjda än övriga, trots att de får färre besök. Vi tror att det har med förväntningar att göra, men kan "
    "inte visa det.",
]
NEXT_YEAR = [
    "Det har gått ett år sedan förra mätningen. Frågorna är desamma, men två av enheterna har slagits ihop och en "
    "har fått ny chef, så jämförelsen måste göras med försiktighet. Där antalet svar är litet avstår vi från att "
    "jämföra.",
    "Årets resultat skiljer sig på tre punkter från fjolårets. Väntetiderna har blivit kortare, färre har bytt "
    "kontaktperson, och något fler säger att de inte vet vart de ska vända sig när något går fel.",
    "Personalens svar är i stort sett som förra året. Det som sticker ut är arbetsbelastningen, som upplevs ha "
    "ökat, och samverkan med sjukvården, som enligt nästan alla har blivit bättre sedan det gemensamma mötet "
    "infördes.",
    "Inför nästa år föreslår vi att frågan om delaktighet skrivs om. Den missförstås av många, och den ger samma "
    "svar år efter år, vilket i och för sig kan bero på att ingenting händer.",
]


@cache
def study(name: str) -> tuple[dict, tuple[str, ...]]:
    """The front matter of an example study and its paragraphs, headings and tables as plain text."""
    _, front, body = (STUDIES / f"{name}.md").read_text(encoding="utf-8").split("+++", 2)
    return tomllib.loads(front), tuple(block.strip() for block in re.split(r"\n\s*\n", body) if block.strip())


def body(name: str, steps: list[str]) -> list[str]:
    """The paragraphs of study `name` after `steps`, each "step" or "step:argument"."""
    if name.startswith("english/"):
        return re.split(r"\n\s*\n", (HERE / f"{name}.md").read_text(encoding="utf-8").strip())
    blocks = [b.replace("**", "").replace("\\", "") for b in study(name)[1]]
    for step in steps:
        kind, _, argument = step.partition(":")
        blocks = STEPS[kind](blocks, argument, random.Random(f"{name} {step}"))
    return blocks


def damaged(text: str, share: float, dice: random.Random) -> str:
    """The text as OCR might give it back: letters mistaken for their like, some lost, some spaces gone."""
    out = []
    for letter in text:
        if dice.random() >= share or letter in "\n#|":
            out.append(letter)
        elif letter == " ":
            out.append("" if dice.random() < 0.3 else " ")
        elif letter.casefold() in CONFUSED:
            out.append(dice.choice(CONFUSED[letter.casefold()]))
        else:
            out.append("" if dice.random() < 0.2 else letter)
    return "".join(out)


def _ocr(blocks: list[str], argument: str, dice: random.Random) -> list[str]:
    return [damaged(block, float(argument), dice) for block in blocks if not block.startswith("|")]


def _typeset(blocks: list[str], argument: str, dice: random.Random) -> list[str]:
    """Set anew: tables gone, some headings without numbers, lines broken with hyphens, a foreword of its own."""
    out = ["Förord", "Den här rapporten har satts på nytt för webben. Tabellerna finns i en fil för sig."]
    for block in blocks:
        if block.startswith("|"):
            continue
        block = re.sub(r"^(#+) \d[\d.]* ", r"\1 ", block)
        if not block.startswith("#") and argument == "broken":
            block = _broken(block)
        out.append(block)
    return out


def _broken(text: str, width: int = 62) -> str:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            room = width - len(line) - 2
            if len(word) > 9 and 3 < room < len(word) - 3 and word.isalpha():
                lines.append(f"{line} {word[:room]}-")
                line = word[room:]
                continue
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _figures(text: str, share: float, dice: random.Random) -> str:
    def other(match: re.Match) -> str:
        return match[0] if dice.random() > share else str(max(1, int(match[0]) + dice.choice([-7, -4, -3, 2, 3, 5, 9])))

    return re.sub(r"(?<![\d:,.])\d{1,3}(?![\d:]|\s?§|\skap)", other, text)


def _corrected(blocks: list[str], argument: str, dice: random.Random) -> list[str]:
    place = dice.randrange(3, len(blocks) - 3)
    return [_figures(b, 0.5, dice) if n == place else b for n, b in enumerate(blocks)]


def _edition(blocks: list[str], argument: str, dice: random.Random) -> list[str]:
    kept = [b for n, b in enumerate(blocks) if n % int(argument or 7) != 5 or b.startswith("#")]
    return ["Förord till den nya upplagan", *NEW_EDITION, *(_figures(b, 0.1, dice) for b in kept)]


def _half(blocks: list[str], argument: str, dice: random.Random) -> list[str]:
    heads = [n for n, b in enumerate(blocks) if b.startswith("## ")]
    middle = heads[len(heads) // 2]
    return blocks[:middle] if argument == "1" else blocks[middle:]


def _mixed(blocks: list[str], fresh: list[str], share: float, dice: random.Random) -> list[str]:
    """The template stays: headings, and `share` of the paragraphs with other figures; the rest is written anew."""
    out: list[str] = []
    for place, block in enumerate(blocks):
        if block.startswith("#") or dice.random() < share:
            out.append(_figures(block, 0.9, dice))
        else:
            out.append(_figures(fresh[place % len(fresh)], 0.9, dice))
    return out


def _place(blocks: list[str], argument: str, dice: random.Random) -> list[str]:
    old, new = argument.split(">")
    return [re.sub(rf"\b{old}", new, b) for b in _mixed(blocks, OTHER_PLACE, 0.5, dice)]


def _year(blocks: list[str], argument: str, dice: random.Random) -> list[str]:
    shift = int(argument)
    moved = [re.sub(r"(?<![\d:])(?:19|20)\d\d(?![:\d])", lambda m: str(int(m[0]) + shift), b) for b in blocks]
    return _mixed(moved, NEXT_YEAR, 0.6, dice)


def _short(blocks: list[str], argument: str, dice: random.Random) -> list[str]:
    """The summary, and the first sentence or two of every third paragraph."""
    heads = [n for n, b in enumerate(blocks) if b.startswith("## ")]
    first = blocks[heads[0] : heads[1]]
    rest = [b for b in blocks[heads[1] :: 3] if not b.startswith(("#", "|", ">"))]
    return first + [" ".join(re.split(r"(?<=\.)\s", b)[:2]) for b in rest][: int(argument or 8)]


STEPS = {
    "ocr": _ocr, "typeset": _typeset, "corrected": _corrected, "edition": _edition, "half": _half, "place": _place,
    "year": _year, "short": _short,
}  # fmt: skip
