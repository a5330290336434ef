"""GET /docs: the contract as a page that works offline, with forms to try each read.

The page is made of the same document as /openapi.json, holds no script, and asks for
nothing but the stylesheet. (swagger-ui-bundle 1.1 carries Swagger UI 4.15, which cannot
draw OpenAPI 3.1.)
"""

from collections.abc import Mapping
from typing import Any, Final

from litestar import MediaType, Request, Response
from litestar.di import NamedDependency

from api import problems
from api.portal.html import Lang, document, escape, language, say
from api.releases import Snapshot
from api.rest.route import read

_EXAMPLES: Final = (
    "/v1/datasets/{dataset}/observations?time=last:12&limit=100",
    "/v1/datasets/{dataset}/observations?time=latest&area.level=district&label=both",
    "/v1/datasets/{dataset}/observations.csv?time=latest&bom=1",
)
_PATH_VALUES: Final = {"dataset", "codelist", "code", "mechanism", "document", "release_id", "slug"}


@read(
    "/docs",
    takes=(),
    operation_id="getDocs",
    tags=["discovery"],
    media_type=MediaType.HTML,
    responses={400: problems.RESPONSES[400]},
    summary="接口说明 / Documentation",
)
def get_docs(request: Request[Any, Any, Any], snapshot: NamedDependency[Snapshot]) -> Response[str]:
    """Show this contract as a page that works offline, with a form for each query.

    以网页显示本契约，离线可用；每个查询都有可填的表单。
    """
    lang = language(request.scope["query_string"])
    contract: Mapping[str, Any] = request.app.state.contract()
    values = _values(snapshot)
    parts = [
        f"<h1>{say(lang, '接口说明', 'API documentation')}</h1>",
        f'<p class="lead">{escape(_half(contract["info"]["description"], lang))}</p>',
        _start(lang, values),
    ]
    for tag in contract["tags"]:
        parts.append(f"<h2>{escape(_side(tag['description'], lang))}</h2>")
        for path, methods in contract["paths"].items():
            for method, operation in methods.items():
                if tag["name"] in operation.get("tags", ()):
                    parts.append(_operation(path, method, operation, lang, values))
    title = say(lang, "接口说明", "API documentation")
    return document(title, "".join(parts), lang, snapshot, "/docs")


def _values(snapshot: Snapshot) -> dict[str, str]:
    """Return a value for each part of a path, from the release that is served."""
    if snapshot.release is None:
        return {}
    catalogue = snapshot.release.catalogue
    firsts = {
        "dataset": [found.id for found in catalogue.datasets],
        "codelist": [found.id for found in catalogue.codelists],
        "code": [code.code for found in catalogue.codelists[:1] for code in found.codes],
        "mechanism": [found.id for found in catalogue.mechanisms],
        "document": [found.id for found in catalogue.documents],
        "release_id": [snapshot.release.id],
        "slug": list(problems.KINDS),
    }
    return {name: values[0] for name, values in firsts.items() if values}


def _start(lang: Lang, values: dict[str, str]) -> str:
    dataset = values.get("dataset", "DATASET")
    urls = [example.replace("{dataset}", dataset) for example in _EXAMPLES]
    links = "".join(
        f'<li><a href="{escape(url)}"><code>{escape(url)}</code></a></li>' for url in urls
    )
    snippet = (
        "import pandas as pd\n"
        f'pd.read_csv("http://HOST/v1/datasets/{dataset}/observations.csv?time=last:12&limit=1000")'
    )
    return (
        f"<h2>{say(lang, '三行取数', 'Three lines to data')}</h2><ul>{links}</ul>"
        f"<pre>{escape(snippet)}</pre>"
        f'<p><a href="/openapi.json">openapi.json</a> · '
        f'<a href="/graphql/schema.graphql">schema.graphql</a> · '
        f'<a href="/problems?lang={lang}">{say(lang, "问题类型", "Problems")}</a></p>'
    )


def _operation(
    path: str, method: str, operation: Mapping[str, Any], lang: Lang, values: dict[str, str]
) -> str:
    statuses = ", ".join(sorted(operation["responses"]))
    form = _form(path, operation, lang, values) if method == "get" else ""
    return (
        f'<details id="{escape(operation["operationId"])}"><summary>'
        f'<span class="method">{escape(method.upper())}</span> <code>{escape(path)}</code> '
        f"{escape(_side(operation['summary'], lang))}</summary>"
        f"<p>{escape(_half(operation['description'], lang))}</p>"
        f"{_parameters(operation, lang)}"
        f"<p>{say(lang, '状态码', 'Statuses')}: {escape(statuses)}</p>{form}</details>"
    )


def _parameters(operation: Mapping[str, Any], lang: Lang) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(row['name'])}</code></td><td>{escape(row['in'])}</td>"
        f"<td>{escape(_side(row.get('description') or '', lang))}</td></tr>"
        for row in operation.get("parameters", ())
    )
    return f'<div class="scroll"><table><tbody>{rows}</tbody></table></div>' if rows else ""


def _form(path: str, operation: Mapping[str, Any], lang: Lang, values: dict[str, str]) -> str:
    """Return a form that asks for the first value of each path part; empty fields are not sent.

    A form without script cannot leave empty fields out, so only fields with a choice or
    a default are offered, and every one of them has a value.
    """
    for name in _PATH_VALUES:
        path = path.replace(f"{{{name}}}", values.get(name, name))
    fields = []
    for row in operation.get("parameters", ()):
        schema = row.get("schema", {})
        choices = schema.get("enum")
        default = schema.get("default")
        label = f"<label>{escape(row['name'])} "
        if choices and default is not None:
            options = "".join(
                f"<option{' selected' if choice == default else ''}>{escape(choice)}</option>"
                for choice in choices
            )
            fields.append(f'{label}<select name="{escape(row["name"])}">{options}</select></label>')
        elif default is not None:
            fields.append(
                f'{label}<input name="{escape(row["name"])}" value="{escape(default)}"></label>'
            )
        elif row.get("required") and row["in"] == "query":
            fields.append(f'{label}<input name="{escape(row["name"])}" required></label>')
    return (
        f'<form action="{escape(path)}" method="get">{"".join(fields)}'
        f"<button>{say(lang, '查看', 'View')} <code>{escape(path)}</code></button></form>"
    )


def _side(text: str, lang: Lang) -> str:
    """Return the half of ``中文 / English`` that *lang* wants."""
    zh, slash, en = text.partition(" / ")
    return (en if lang == "en" else zh) if slash else text


def _half(text: str, lang: Lang) -> str:
    """Return the paragraphs of *text* in *lang*; a paragraph is Chinese if it has Han in it."""
    paragraphs = text.split("\n\n")
    chosen = [part for part in paragraphs if _is_chinese(part) != (lang == "en")]
    return "\n".join(chosen or paragraphs)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)
