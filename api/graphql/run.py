"""One GraphQL request from text to answer: parse, validate, bound, run."""

from functools import lru_cache
from typing import Any, Final

import msgspec
from graphql import (
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    build_schema,
    get_operation_ast,
    get_variable_values,
    parse,
    validate,
)

from api.graphql import limits
from api.graphql.schema import SCHEMA, Asking, told
from api.releases import Releases, Snapshot

# strawberry keeps its graphql-core schema to itself; the same, built from its text.
_PLAIN: Final = build_schema(SCHEMA.as_str())
_PREPARED: Final = 256
_ERRORS: Final = 10


class Posted(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A GraphQL request; `extensions` is taken and not used."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    extensions: dict[str, Any] | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The body, and what the two media types make of the status.

    `early` is true where nothing ran for an error of the query itself: 400 under
    application/graphql-response+json, 200 under application/json. `refused` is true
    where a limit was passed: 400 under both.
    """

    body: dict[str, Any]
    early: bool = False
    refused: bool = False


@lru_cache(maxsize=_PREPARED)
def prepare(query: str) -> DocumentNode:
    """Parse and validate *query*; raises TooMuch, or GraphQLError with all that is wrong."""
    try:
        document = parse(
            query,
            max_tokens=limits.TOKENS,
            max_comments=limits.COMMENTS,
            max_source_length=limits.BODY_BYTES,
        )
    except GraphQLError as error:
        if "more than" in error.message or "exceed" in error.message.lower():
            raise limits.TooMuch(
                f"查询超过 {limits.TOKENS} 个词元",
                f"the query has more than {limits.TOKENS} tokens",
            ) from None
        raise
    errors = validate(_PLAIN, document, max_errors=_ERRORS)
    if errors:
        raise InvalidQuery(errors)
    return document


class InvalidQuery(Exception):
    """A query that the schema does not allow."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        """Keep all errors found."""
        super().__init__()
        self.errors = errors


def answer(posted: Posted, releases: Releases, snapshot: Snapshot) -> Answer:
    """Answer *posted*; never raises for a mistake of the client's."""
    try:
        document = prepare(posted.query)
        operation = _operation(document, posted.operation_name)
        cost = limits.check(document, operation, _PLAIN, _variables(operation, posted))
    except limits.TooMuch as error:
        return Answer(body=_too_much(error), refused=True)
    except GraphQLError as error:
        return Answer(body={"errors": [error.formatted]}, early=True)
    except InvalidQuery as invalid:
        return Answer(body={"errors": [error.formatted for error in invalid.errors]}, early=True)
    result = SCHEMA.execute_sync(
        posted.query,
        variable_values=posted.variables,
        operation_name=posted.operation_name,
        context_value=Asking(document, releases, snapshot),
    )
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body["errors"] = [_formatted(error) for error in result.errors]
    body["extensions"] = {"cost": {"objects": cost, "limit": limits.COST}} | {
        "demonstration": snapshot.demonstration
    }
    return Answer(body=body)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operation = get_operation_ast(document, name)
    if operation is None:
        raise GraphQLError("no operation of that name, or several and none named")
    return operation


def _variables(operation: OperationDefinitionNode, posted: Posted) -> dict[str, Any]:
    """Return the coerced variables; raises GraphQLError for the first that is impossible."""
    found = get_variable_values(
        _PLAIN, operation.variable_definitions or (), posted.variables or {}, max_errors=_ERRORS
    )
    if isinstance(found, list):
        raise found[0]
    return dict(found.coerced)


def _too_much(error: limits.TooMuch) -> dict[str, Any]:
    extensions: dict[str, Any] = {
        "code": "bad-query",
        "type": "/problems/bad-query",
        "zh": error.zh,
    }
    if error.cost is not None:
        extensions["cost"] = {"objects": error.cost, "limit": limits.COST}
    return {"errors": [{"message": error.en, "extensions": extensions}]}


def _formatted(error: GraphQLError) -> dict[str, Any]:
    refusal = told(error)
    shown: dict[str, Any] = dict(error.formatted)
    shown["message"] = refusal.en
    shown["extensions"] = {
        "code": refusal.slug,
        "type": f"/problems/{refusal.slug}",
        "zh": refusal.zh,
        "nearest": list(refusal.nearest),
    }
    return shown
