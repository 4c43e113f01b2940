import pytest

from sim.app.watch.words import FORMS, words
from sim.language import translator
from sim.language.catalogue import LANGUAGES
from tests.app.watch.replicates import replicate


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_and_everything_has_a_name(language: str) -> None:
    record = replicate("small_firm", "weeks=20")
    found = words(record.scenario, translator(language))
    assert len(found["people"]) == len(set(found["people"])) == len(record.names.people)
    assert len(found["meetings"]) == len(record.names.meetings)
    assert len(found["departments"]) == len(record.names.departments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_that_the_browser_fills_in_are_still_there(language: str) -> None:
    found = words(replicate("small_firm", "weeks=20").scenario, translator(language))
    for name, places in FORMS.items():
        for place in places:
            assert f"{{{place}}}" in found[name], (name, place)
