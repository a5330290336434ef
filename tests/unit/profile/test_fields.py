import msgspec
import pytest

from anonymize import mapping
from anonymize.ticket import FIELDS as TICKET
from publish.profile import load_profile, profile_names
from publish.profile_checks.mappings import ENCODINGS, MappingFile, Source, Split
from publish.profile_fields import CODED, FIELDS, NEEDED, PLAIN


def test_the_fields_a_mapping_may_fill_are_those_of_the_ticket() -> None:
    assert set(TICKET) == FIELDS
    assert len(FIELDS) == len(CODED) + len(PLAIN)


def test_coded_fields_take_the_codelists_that_the_ticket_names() -> None:
    assert {name: field.codelist for name, field in TICKET.items() if field.codelist} == CODED


def test_both_readers_of_a_mapping_know_the_same_keys() -> None:
    forms = (MappingFile, Source, Split)
    keys = [{field.encode_name for field in msgspec.structs.fields(form)} for form in forms]
    assert keys[0] == set(mapping._KEYS)
    assert keys[1] == set(mapping._SOURCE_KEYS)
    assert keys[2] == {"into", "separator"}
    assert set(ENCODINGS) == set(mapping._SAME)
    assert set(NEEDED) == set(mapping.ESSENTIAL)


@pytest.mark.parametrize("city", profile_names())
def test_every_shipped_mapping_is_read_by_intake(city: str) -> None:
    profile = load_profile(city)
    for name in profile.mappings:
        read = mapping.load(name, profile)
        assert read.id == name
        assert set(NEEDED) <= set(read.fields)
