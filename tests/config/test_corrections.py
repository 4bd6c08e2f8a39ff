"""What people decide is read whole, and what is wrong in it is named with file and line."""

import pytest

from config.corrections import load_corrections
from models.errors import SettingsError

HEAD = 'who = "redaktionen"\nwhy = "Omslaget."\nwhen = 2026-11-28\n'
GOOD = f'# values\n[[correction]]\nreport = "0123456789"\nfield = "year"\nvalue = 2014\n{HEAD}'


def load(tmp_path, text, name="a.toml"):
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_corrections(tmp_path)


def test_values_and_overrules(tmp_path):
    text = GOOD + f'[[correction]]\nreport = "https://x.se/a.pdf"\nfield = "authors"\nvalue = ["Eva Ek"]\n{HEAD}'
    found = load(tmp_path, text + f'\n[[apart]]\nreports = ["0123456789", "https://x.se/b"]\n{HEAD}')
    assert [(c.field, c.value, c.where) for c in found.values] == [
        ("year", "2014", "a.toml, line 2"),
        ("authors", ("Eva Ek",), "a.toml, line 9"),
    ]
    assert [(o.reports, o.same, o.where) for o in found.overrules] == [
        (("0123456789", "https://x.se/b"), False, "a.toml, line 17")
    ]
    claim = found.values[0].claim
    assert (claim.source, claim.rule, claim.quote) == ("correction", "correction redaktionen 2026-11-28", "Omslaget.")


def test_lists_of_concepts_and_codes_are_read(tmp_path):
    text = GOOD.replace('"year"', '"area"').replace("2014", '["omr-aldre-demens", "omr-anhorig"]')
    text += GOOD.replace('"year"', '"municipality"').replace("2014", '["0482"]')
    text += GOOD.replace('"year"', '"method"').replace("2014", "[]")
    found = [(c.field, c.value) for c in load(tmp_path, text).values]
    assert found == [("area", ("omr-aldre-demens", "omr-anhorig")), ("municipality", ("0482",)), ("method", ())]


def test_the_shipped_folder_is_valid_and_decides_nothing():
    from config.settings import HERE

    assert load_corrections(HERE / "corrections") == load_corrections(HERE / "no such folder")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("2014", "20x4"), "a.toml, line 5"),
        (GOOD.replace("2014", "3014"), "a.toml, line 5: value of year is a year"),
        (GOOD.replace('"year"', '"yaer"'), "a.toml, line 4: 'yaer' is no field"),
        (GOOD.replace('"redaktionen"', '"Eva Ek"'), "a.toml, line 6: who is a role"),
        (GOOD.replace('"Omslaget."', '" "'), "a.toml, line 7: why must"),
        (GOOD.replace("2026-11-28", '"i går"'), "a.toml, line 8: when is a day"),
        (GOOD.replace("0123456789", "min rapport"), "a.toml, line 3"),
        (GOOD.replace("why =", "wyh ="), "a.toml, line 7: unknown key wyh"),
        (GOOD.replace('why = "Omslaget."\n', ""), "a.toml, line 2: why is missing"),
        (GOOD.replace("[[correction]]", "[[rättelse]]"), "a.toml"),
        (GOOD.replace("[[correction]]", "[[corection]]"), "a.toml, line 2: 'corection' is not one of"),
        (GOOD.replace('"year"', '"area"'), "a.toml, line 5: value of area is a list of texts"),
        (GOOD.replace('"year"', '"area"').replace("2014", '["omr-borta"]'), "'omr-borta' is no value of area"),
        (GOOD.replace('"year"', '"area"').replace("2014", '["mal-aldre"]'), "'mal-aldre' is no value of area"),
        (GOOD.replace('"year"', '"municipality"').replace("2014", '["Flen"]'), "'Flen' is no value of municipality"),
        (GOOD + GOOD.replace("2014", "2015"), "a.toml, line 10: says otherwise than a.toml, line 2"),
        (f'[[same]]\nreports = ["0123456789"]\n{HEAD}', "a.toml, line 2: reports must name two"),
        (GOOD.encode("latin-1").replace(b"Omslaget", b"Omsl\xe4get"), "a.toml, line 7: not UTF-8"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path, text, says):
    with pytest.raises(SettingsError) as error:
        load(tmp_path, text)
    assert says in str(error.value)
