"""GET /v1/mechanisms and /v1/documents: what the regulation provides, and where it shows."""

from collections.abc import Sequence

import msgspec
from litestar.di import NamedDependency
from litestar.params import FromPath

from api import problems
from api.releases import Snapshot
from api.rest.envelope import DEFAULT, Envelope, page, single
from api.rest.route import LIST, Cursor, Limit, read
from publish.release.catalogue import nearest
from publish.release.model import Answer, Catalogue, Document, Mechanism, Text
from publish.release.reader import Release


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mechanism is answered: what kind of thing, which, and its address."""

    kind: str
    id: str
    url: str


class MechanismItem(msgspec.Struct, frozen=True, kw_only=True):
    """One mechanism of the regulation, its articles, and where to look."""

    id: str
    title: Text
    articles: tuple[str, ...]
    answers: tuple[Answered, ...]


class DocumentItem(msgspec.Struct, frozen=True, kw_only=True):
    """One policy text in the list of texts."""

    id: str
    title: Text
    url: str


def item(mechanism: Mechanism, catalogue: Catalogue) -> MechanismItem:
    """Return *mechanism* with an address for each answer that *catalogue* can give."""
    return MechanismItem(
        id=mechanism.id,
        title=mechanism.title,
        articles=mechanism.articles,
        answers=tuple(
            Answered(kind=answer.kind, id=answer.id, url=_url(answer, mechanism, catalogue))
            for answer in mechanism.answers
        ),
    )


def _url(answer: Answer, mechanism: Mechanism, catalogue: Catalogue) -> str:
    """Return an address that answers: the thing itself, or the mechanism that names it.

    A reference table that this release does not carry has no address of its own yet.
    """
    documents = {document.id for document in catalogue.documents}
    if answer.kind == "dataset" and answer.id in {dataset.id for dataset in catalogue.datasets}:
        return f"/v1/datasets/{answer.id}"
    if answer.kind == "codelist" and answer.id in {found.id for found in catalogue.codelists}:
        return f"/v1/codelists/{answer.id}"
    if answer.kind in {"document", "reference"} and answer.id in documents:
        return f"/v1/documents/{answer.id}"
    return f"/v1/mechanisms/{mechanism.id}"


@read(
    "/v1/mechanisms",
    takes=LIST,
    operation_id="listMechanisms",
    tags=["vocabulary"],
    summary="机制 / Mechanisms",
)
def list_mechanisms(
    release: NamedDependency[Release],
    snapshot: NamedDependency[Snapshot],
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Envelope[Sequence[MechanismItem]]:
    """List the mechanisms that the regulation provides, each with what shows it at work.

    列出条例规定的机制，以及各由哪些数据、代码表或文件说明。
    """
    items = [item(found, release.catalogue) for found in release.catalogue.mechanisms]
    return page(items, release, snapshot, "/v1/mechanisms", limit=limit, after=cursor)


@read(
    "/v1/mechanisms/{mechanism:str}",
    operation_id="getMechanism",
    tags=["vocabulary"],
    summary="一项机制 / One mechanism",
)
def get_mechanism(
    release: NamedDependency[Release], snapshot: NamedDependency[Snapshot], mechanism: FromPath[str]
) -> Envelope[MechanismItem]:
    """Return one mechanism.

    返回一项机制。
    """
    known = {found.id: found for found in release.catalogue.mechanisms}
    if mechanism not in known:
        raise problems.Refused(
            "no-such-code", "没有这项机制", "there is no such mechanism", nearest(mechanism, known)
        )
    found = item(known[mechanism], release.catalogue)
    return single(found, release, snapshot, f"/v1/mechanisms/{mechanism}")


@read(
    "/v1/documents",
    takes=LIST,
    operation_id="listDocuments",
    tags=["vocabulary"],
    summary="文件 / Documents",
)
def list_documents(
    release: NamedDependency[Release],
    snapshot: NamedDependency[Snapshot],
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Envelope[Sequence[DocumentItem]]:
    """List the policy texts that a release carries.

    列出批次所附的制度文件。
    """
    items = [
        DocumentItem(id=found.id, title=found.title, url=f"/v1/documents/{found.id}")
        for found in release.catalogue.documents
    ]
    return page(items, release, snapshot, "/v1/documents", limit=limit, after=cursor)


@read(
    "/v1/documents/{document:str}",
    operation_id="getDocument",
    tags=["vocabulary"],
    summary="一份文件 / One document",
)
def get_document(
    release: NamedDependency[Release], snapshot: NamedDependency[Snapshot], document: FromPath[str]
) -> Envelope[Document]:
    """Return one policy text in both languages.

    返回一份制度文件，中英文。
    """
    known = {found.id: found for found in release.catalogue.documents}
    if document not in known:
        raise problems.Refused(
            "no-such-document",
            "没有这份文件",
            "there is no such document",
            nearest(document, known),
        )
    return single(known[document], release, snapshot, f"/v1/documents/{document}")
