"""Who calls, from where, about what, through which channel, and what becomes of it at first."""

import numpy as np

from anonymize.demo.city import City
from anonymize.demo.draw import Flags, Ints, Wheel, below, happens, uniform
from anonymize.demo.people import FIRMS
from anonymize.demo.plan import Plan
from anonymize.demo.rows import NOTHING, Rows, only, pick

_HEAVY_SHARE = 0.006
_HEAVY_CHAIN = 11  # about so many calls of one insistent caller about one street in a month
_CHANNELS = {
    "phone": 0.72, "web": 0.08, "wechat": 0.10, "app": 0.05,
    "message_board": 0.01, "transfer_110": 0.02, "superior": 0.02,
}  # fmt: skip
_DEMANDS = {
    "enquiry": 0.42, "request": 0.20, "complaint": 0.28, "report": 0.02,
    "suggestion": 0.06, "praise": 0.02,
}  # fmt: skip
_DISPOSED = {
    "dispatched": 0.93, "immediate": 0.03, "emergency": 0.007, "legal_route": 0.01,
    "repeat_notified": 0.01, "secret_explained": 0.0005, "out_of_scope": 0.01,
    "unlawful_advised": 0.002,
}  # fmt: skip
_KINDS = {"person": 0.93, "enterprise": 0.05, "other_org": 0.02}


def who_and_where(rng: np.random.Generator, city: City, plan: Plan, month: int, size: int) -> Rows:
    """Draw callers, places and subjects of *size* tickets."""
    # Most callers come once or twice in three years, some often, a few all the time.
    pool = max(20, plan.tickets // 2)
    regular = max(4, pool // 25)
    spread = rng.random(size)
    caller = (spread * pool).astype(np.int64)
    caller = np.where(
        happens(rng, 0.16, size), (rng.random(size) ** 2 * regular).astype(int), caller
    )
    heavy = _heavy(rng, size)
    caller = np.where(heavy >= 0, pool + month * 1000 + heavy, caller)
    away = happens(rng, 0.3, size) & (heavy < 0)
    home = city.places.homes(caller, plan.seed)
    place = np.where(away, city.places.wheel.draw(rng, size), home)
    located = ~happens(rng, 0.003, size)
    streeted = located & ~happens(rng, 0.015, size)
    leaf = city.categories.wheel(month).draw(rng, size)
    insistent = city.categories.wheel(month).at(uniform(caller, plan.seed + 3))
    leaf = np.where(heavy >= 0, insistent, leaf)
    depth = 3 - happens(rng, 0.05, size).astype(int) - happens(rng, 0.01, size).astype(int)
    return {
        "caller": caller,
        "home": home,
        "heavy": heavy,
        "place": place,
        "district": only(city.places.district[place], located),
        "street": only(place, streeted),
        "leaf": leaf,
        "depth": depth,
    }


def _heavy(rng: np.random.Generator, size: int) -> Ints:
    """Return for each row the number of the insistent caller it comes from, else -1."""
    calls = round(size * _HEAVY_SHARE)
    calls = max(calls, 8) if size >= 80 else 0
    chains = max(1, calls // _HEAVY_CHAIN)
    heavy = np.full(size, NOTHING, dtype=np.int64)
    heavy[rng.permutation(size)[:calls]] = np.arange(calls) % chains
    return heavy


def how(rng: np.random.Generator, city: City, rows: Rows, size: int) -> None:
    """Draw channel, type of demand and disposition; add the caller's kind and the firm named."""
    lists = city.lists
    rows["channel"] = pick(rng, lists.get("channel"), size, _CHANNELS)
    rows["demand_type"] = pick(rng, lists.get("demand_type"), size, _DEMANDS)
    asked = _is(city, rows, "demand_type", "enquiry")
    disposed = pick(rng, lists.get("disposition"), size, _DISPOSED)
    at_once = lists["disposition"].place("immediate") if "disposition" in lists else NOTHING
    rows["disposition"] = np.where(asked & happens(rng, 0.85, size), at_once, disposed)
    dispatched = _is(city, rows, "disposition", "dispatched")
    if not dispatched.any():  # the profile tells no dispositions: enquiries are answered
        dispatched = ~asked
    rows["dispatched"] = dispatched
    by_phone = _is(city, rows, "channel", "phone")
    media = pick(rng, lists.get("media_kind"), size, {"text": 0.6, "picture": 0.33, "video": 0.07})
    voice = lists["media_kind"].place("voice") if "media_kind" in lists else NOTHING
    rows["media_kind"] = np.where(by_phone, voice, media)
    rows["by_phone"] = by_phone
    rows["caller_kind"] = pick(rng, lists.get("caller_kind"), size, _KINDS)
    firm = below(rows["caller"] // 3 + rows["leaf"] * 17, 71, FIRMS)
    firm = np.where(
        happens(rng, 0.2, size), Wheel(1 / np.arange(20, FIRMS + 20)).draw(rng, size), firm
    )
    named = happens(rng, 0.16, size) | _is(city, rows, "caller_kind", "enterprise")
    rows["firm"] = only(firm, named)


def _is(city: City, rows: Rows, field: str, code: str) -> Flags:
    listed = city.lists.get(field)
    place = listed.place(code) if listed else NOTHING
    return np.asarray((rows[field] == place) & (place >= 0))


def marks(rng: np.random.Generator, city: City, rows: Rows, size: int) -> None:
    """Draw the marks that few tickets bear: secrecy, confidence, consent, risk, topics."""
    lists = city.lists
    told = {"state": 0.03, "military": 0.04, "minor": 0.35, "health": 0.38, "court": 0.2}
    rows["secrecy_class"] = only(
        pick(rng, lists.get("secrecy_class"), size, told), happens(rng, 0.006, size)
    )
    shares = {
        "source_hotline": 0.15, "transferred_to": 0.004, "topic_id": 0.06, "theme_tag": 0.03,
        "coordination_level": 0.04, "transfer_kind": 0.004, "central_unit_kind": 0.003,
        "risk_class": 0.002, "trigger_kind": 0.004, "difficulty": 0.9, "commercial_flags": 0.01,
    }  # fmt: skip
    for field, share in shares.items():
        rows[field] = only(pick(rng, lists.get(field), size), happens(rng, share, size))
    suggested = _is(city, rows, "demand_type", "suggestion")
    rows["adoption_status"] = only(pick(rng, lists.get("adoption_status"), size), suggested)
    rows["confidential_request"] = happens(rng, 0.03, size).astype(np.int8)
    rows["is_anonymous"] = happens(rng, 0.02, size).astype(np.int8)
    # Nobody was asked before the consent record existed: null, then no, then yes.
    asked = rng.random(size)
    rows["publish_consent"] = np.where(asked < 0.05, 1, np.where(asked < 0.45, 0, NOTHING))
    rows["identity"] = rng.random(size)  # how the caller's identity was written down
    rows["sequence"] = rng.permutation(size)
    rows["repeat_of"] = _earlier(rows["heavy"], rows["sequence"])


def _earlier(heavy: Ints, sequence: Ints) -> Ints:
    """Return for each call of an insistent caller the running number of the one before it."""
    calls = np.flatnonzero(heavy >= 0)
    calls = calls[np.argsort(heavy[calls], kind="stable")]
    earlier = np.full(len(heavy), NOTHING, dtype=np.int64)
    same = heavy[calls[1:]] == heavy[calls[:-1]]
    earlier[calls[1:]] = np.where(same, sequence[calls[:-1]], NOTHING)
    return earlier
