"""GET /v1/datasets and /v1/datasets/{dataset}: what tables there are, and one in full."""

from collections.abc import Sequence

import msgspec
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.releases import Snapshot
from api.rest.envelope import DEFAULT, Envelope, page, single
from api.rest.route import LIST, Cursor, Limit, read
from publish.release.model import Axis, Dataset, Measure, Rate, Text
from publish.release.reader import Release


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """One table in the list of tables."""

    id: str
    chapter: str
    title: Text
    description: Text
    measures: tuple[str, ...]
    rates: tuple[str, ...]
    dimensions: tuple[str, ...]
    mechanisms: tuple[str, ...]
    url: str


class ViewSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One product of codes of a table: its axes, its measures, and how many cells a period."""

    id: str
    axes: tuple[Axis, ...]
    measures: tuple[str, ...]
    cells_per_period: int
    vintages: int


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """One table in full: what it measures, how it is cut, and what is withheld, and why."""

    id: str
    chapter: str
    title: Text
    description: Text
    notes: tuple[Text, ...]
    withheld: tuple[Text, ...]
    mechanisms: tuple[str, ...]
    access_class: str
    measures: tuple[Measure, ...]
    rates: tuple[Rate, ...]
    views: tuple[ViewSummary, ...]
    months: tuple[str, ...]
    years: tuple[str, ...]
    observations_url: str


def summary(dataset: Dataset) -> Summary:
    """Return what a list says of *dataset*."""
    return Summary(
        id=dataset.id,
        chapter=dataset.chapter,
        title=dataset.title,
        description=dataset.description,
        measures=tuple(measure.id for measure in dataset.measures),
        rates=tuple(rate.id for rate in dataset.rates),
        dimensions=tuple(
            dict.fromkeys(axis.dimension for view in dataset.views for axis in view.axes)
        ),
        mechanisms=dataset.mechanisms,
        url=f"/v1/datasets/{dataset.id}",
    )


@read(
    "/v1/datasets",
    takes=LIST,
    operation_id="listDatasets",
    tags=["data"],
    summary="数据集 / Datasets",
)
def list_datasets(
    release: NamedDependency[Release],
    snapshot: NamedDependency[Snapshot],
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Envelope[Sequence[Summary]]:
    """List the tables of a release, in the order of the official disclosure chapters.

    列出一个批次的全部数据集，按公开目录的章次排列。
    """
    items = [summary(dataset) for dataset in release.catalogue.datasets]
    return page(items, release, snapshot, "/v1/datasets", limit=limit, after=cursor)


@read(
    "/v1/datasets/{dataset:str}",
    operation_id="getDataset",
    tags=["data"],
    summary="数据集说明 / One dataset",
)
def get_dataset(
    release: NamedDependency[Release], snapshot: NamedDependency[Snapshot], dataset: FromPath[str]
) -> Envelope[Whole]:
    """Describe one table: measures, rates, views with every code they hold, notes, withholdings.

    说明一个数据集：指标、比率、各视图及其全部代码、附注、不公开的内容与理由。
    """
    found = release.dataset(dataset)
    whole = Whole(
        id=found.id,
        chapter=found.chapter,
        title=found.title,
        description=found.description,
        notes=found.notes,
        withheld=found.withheld,
        mechanisms=found.mechanisms,
        access_class=found.access_class,
        measures=found.measures,
        rates=found.rates,
        views=tuple(
            ViewSummary(
                id=view.id,
                axes=view.axes,
                measures=view.measures,
                cells_per_period=view.cells_per_period,
                vintages=view.vintages,
            )
            for view in found.views
        ),
        months=release.catalogue.months,
        years=release.catalogue.years,
        observations_url=f"/v1/datasets/{found.id}/observations",
    )
    return single(whole, release, snapshot, f"/v1/datasets/{found.id}")
