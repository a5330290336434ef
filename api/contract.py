"""The contract: OpenAPI 3.1 from the routes themselves, the same bytes for the same code."""

import re
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from litestar import Litestar
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import License, Tag
from litestar.types import ControllerRouterHandler

from api.rest.route import provide_release, provide_snapshot

VERSION: Final = "0.1.0"
_TAGS: Final = {
    "data": "数据集与观测值 / tables and their observations",
    "vocabulary": "代码、地区、机制、文件 / codes, places, mechanisms, documents",
    "time": "批次与订阅 / releases and feeds",
    "graph": "GraphQL",
    "discovery": "起始页、契约、限额、状态 / start page, contract, limits, health",
}
_DESCRIPTION: Final = """只读的公开数据接口。
数据是经隐私保护处理的数值；每个答案来自同一个已发布批次。

A read-only API over published releases. Values are protected; every answer comes from one
release. Errors are `application/problem+json` (RFC 9457). A withheld value is `null` with a
status, never 0. Nothing is cut silently: `meta.complete` and `meta.total` tell."""


def provide_nothing() -> None:
    """Stand in for what a running service has; the contract asks for none of it."""


def document(routes: Sequence[ControllerRouterHandler]) -> dict[str, Any]:
    """Return the OpenAPI document of *routes*."""
    app = Litestar(
        list(routes),
        dependencies={
            "release": Provide(provide_release),
            "snapshot": Provide(provide_snapshot),
            "releases": Provide(provide_nothing, sync_to_thread=False),
        },
        openapi_config=OpenAPIConfig(
            title="公开 Gongkai",
            version=VERSION,
            description=_DESCRIPTION,
            use_handler_docstrings=True,
            license=License(name="Apache-2.0", identifier="Apache-2.0"),
            tags=[Tag(name=name, description=text) for name, text in _TAGS.items()],
            path="/_contract",
        ),
        logging_config=None,
    )
    found: dict[str, Any] = msgspec.to_builtins(app.openapi_schema.to_schema())
    return _tidied(found)


def render(found: dict[str, Any]) -> bytes:
    """Return *found* as indented JSON with sorted keys and a line end."""
    return msgspec.json.format(msgspec.json.encode(found, order="sorted"), indent=2) + b"\n"


def _tidied(found: dict[str, Any]) -> dict[str, Any]:
    """Give generic envelopes names that a client can live with, and describe flat rows."""
    schemas = found["components"]["schemas"]
    names = {name: _name(name) for name in schemas}
    text = msgspec.json.encode(found).decode()
    for old, new in names.items():
        text = text.replace(f'"#/components/schemas/{old}"', f'"#/components/schemas/{new}"')
    found = msgspec.json.decode(text)
    schemas = {names[name]: schema for name, schema in found["components"]["schemas"].items()}
    for name, schema in schemas.items():
        schema["title"] = name
    schemas["Observation"] = _observation()
    if "Table" in schemas:
        schemas["Table"]["properties"]["data"]["items"] = {
            "$ref": "#/components/schemas/Observation"
        }
    found["components"]["schemas"] = schemas
    return found


def _name(generated: str) -> str:
    """Return ``Codelist_`` for ``Envelope_publish.release.model.Codelist_`` and the like."""
    if not generated.startswith("Envelope_"):
        return generated
    inner = re.findall(r"[A-Za-z]+", generated)[-1]
    many = "Sequence" in generated
    return f"{inner}List" if many else f"{inner}Document"


def _observation() -> dict[str, Any]:
    errors = {"type": "object", "additionalProperties": {"type": "number"}}
    absences = ["suppressed", "not_collected", "not_applicable", "not_yet"]
    return {
        "title": "Observation",
        "type": "object",
        "description": (
            "一行观测值：time、各维度代码、各指标，比率为对象 / one flat row: time, the code of "
            "each dimension, each measure, and each rate as an object"
        ),
        "required": ["time", "status", "se", "half95"],
        "properties": {
            "time": {"type": "string"},
            "status": {
                "type": "object",
                "additionalProperties": {"type": "string", "enum": absences},
            },
            "se": errors,
            "half95": errors,
        },
        "additionalProperties": {
            "anyOf": [
                {"type": ["string", "integer", "null"]},
                {
                    "type": "object",
                    "required": ["value", "numerator", "denominator", "excluded", "low", "high"],
                },
            ]
        },
    }
