from anonymize.ticket import FIELDS as TICKET
from publish.profile_fields import CODED, FIELDS, PLAIN


def test_the_fields_a_mapping_may_fill_are_those_of_the_ticket() -> None:
    assert set(TICKET) == FIELDS
    assert len(FIELDS) == len(CODED) + len(PLAIN)


def test_coded_fields_take_the_codelists_that_the_ticket_names() -> None:
    assert {name: field.codelist for name, field in TICKET.items() if field.codelist} == CODED
