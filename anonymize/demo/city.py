"""A profile made ready to draw from: places, categories, units, lists and pools."""

from typing import Final

import msgspec
import numpy as np

from anonymize.demo.categories import Categories
from anonymize.demo.draw import Ints
from anonymize.demo.lists import Choices, choices
from anonymize.demo.people import Pools, make_pools
from anonymize.demo.places import Places
from anonymize.demo.rows import NOTHING
from anonymize.demo.units import Units
from publish.profile import Profile

NEEDED: Final = ("area", "category", "unit")
# Field of a ticket -> the codelist that its values come from.
LISTED: Final[dict[str, str]] = {
    "source_hotline": "source_hotline",
    "transferred_to": "transferred_to",
    "status": "status",
    "channel": "channel",
    "media_kind": "media_kind",
    "demand_type": "demand_type",
    "disposition": "disposition",
    "urgency_class": "urgency_class",
    "ticket_role": "ticket_role",
    "seven_five": "seven_five",
    "topic_id": "topic",
    "theme_tag": "theme",
    "caller_kind": "caller_kind",
    "sector_code": "sector",
    "dispatch_route": "dispatch_route",
    "objection_outcome": "objection_outcome",
    "objection_reason_code": "objection_reason",
    "extension_reason_code": "extension_reason",
    "coordination_level": "coordination_level",
    "transfer_kind": "transfer_kind",
    "central_unit_kind": "central_unit_kind",
    "risk_class": "risk_class",
    "trigger_kind": "trigger_kind",
    "adoption_status": "adoption",
    "difficulty": "difficulty",
    "excluded_reason_code": "exclusion_reason",
    "outcome_class": "outcome",
    "unresolvable_reason_code": "unresolvable_reason",
    "secrecy_class": "secrecy",
    "commercial_flags": "commercial_flag",
}


class NoDemo(Exception):
    """The profile lacks a codelist that every ticket needs; ``zh`` and ``en`` say which."""

    def __init__(self, name: str) -> None:
        """Name the codelist."""
        super().__init__(name)
        self.zh = f"城市配置缺少代码表 {name}，无法生成演示数据"
        self.en = f"the profile has no codelist {name}: no demo data can be made from it"


class City(msgspec.Struct, frozen=True):
    """All that the tickets of a city are made of."""

    places: Places
    categories: Categories
    units: Units
    lists: dict[str, Choices]  # by field of the ticket
    pools: Pools
    sectors: Ints  # by firm: place in the list of sectors
    answers: dict[str, dict[str, str]]  # family -> part -> label
    profile: Profile


def make_city(profile: Profile, seed: int) -> City:
    """Make *profile* ready; raises NoDemo."""
    for name in NEEDED:
        if name not in profile.codelists:
            raise NoDemo(name)
    area = profile.codelists["area"]
    places = Places(area)
    found = {field: choices(profile, name) for field, name in LISTED.items()}
    root = area.children(None)[0].zh
    pools = make_pools(seed, root.removesuffix("市"))
    sector = found["sector_code"]
    known = [sector.place(firm.sector) if sector else NOTHING for firm in pools.firms]
    return City(
        places,
        Categories(profile.codelists["category"]),
        Units(profile.codelists["unit"], places),
        {field: listed for field, listed in found.items() if listed is not None},
        pools,
        np.array(known, dtype=np.int64),
        {
            family: {part: label.zh for part, label in profile.families[family].labels.items()}
            for family in ("resolution", "satisfaction")
            if family in profile.families
        },
        profile,
    )
