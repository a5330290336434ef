"""The engine is broken on purpose, and each break must show."""

import pytest

from anonymize.normalize import View, views
from anonymize.recognizers import declared, lac, presidio
from anonymize.recognizers.lac_model import ModelUnavailable
from anonymize.recognizers.presidio import Detector, EngineMisbuilt
from anonymize.text_pipeline import TextEngine
from anonymize.verdict import Cleared, Quarantined
from tests.lib.text_engine import read, words
from tests.unit.text.test_recognizers import FOUND

TEXT = (
    "我叫王小禾，住在望云苑3号楼2单元501，电话１３８００００００００，"
    "投诉北京某好物业管理有限公司。"
)
SECRETS = {"王小禾", "１３８００００００００", "北京某好物业管理有限公司"}


def test_the_whole_engine_finds_all_of_it() -> None:
    assert {word for word, _ in words(TEXT)} >= SECRETS


@pytest.mark.parametrize("module", declared.MODULES, ids=lambda module: module.__name__[22:])
def test_a_dropped_recogniser_stops_the_start(module: object) -> None:
    rest = [one for one in declared.MODULES if one is not module]
    with pytest.raises(EngineMisbuilt):
        Detector(rest)


@pytest.mark.parametrize(
    "name", sorted(n for n in FOUND if n not in ("number_run", "contract_number", "staff_number"))
)
def test_a_recogniser_that_returns_nothing_is_missed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = next(one for one in declared.MODULES if one.__name__.endswith(f".{name}"))
    texts = [text for text, expected in FOUND[name] if expected]
    whole = [read(text).findings for text in texts]
    monkeypatch.setattr(module, "find", lambda _: iter(()))
    assert [read(text).findings for text in texts] != whole


def test_a_silent_model_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "昨天蒋大海又来了，段书远也在。"
    assert words(text)
    monkeypatch.setattr(lac, "find", lambda *_: iter(()))
    assert not words(text)


@pytest.mark.parametrize(
    ("skipped", "text"),
    [
        ("plain", "手机：１３８００００００００"),
        ("tight", "诉求人欧阳澄海已到场。回访：欧 阳 澄 海表示满意。"),
        ("digits", "打我电话幺三九零零零零零零零零"),
    ],
)
def test_a_skipped_view_is_missed(skipped: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(given: str) -> list[View]:
        blank = {"plain", "tight", "digits", "close"} if skipped == "plain" else {skipped, "close"}
        return [
            View(v.name, "。" * len(v.text), v.starts, v.ends) if v.name in blank else v
            for v in views(given)
        ]

    whole = read(text)
    assert whole.findings["content"]
    monkeypatch.setattr("anonymize.text_pipeline.views", blind)
    assert read(text).findings != whole.findings


def test_a_swallowed_exception_is_caught_by_the_gate_of_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert isinstance(read("电话13800000000。"), Cleared)
    monkeypatch.setattr(Detector, "find", lambda *_: [])
    assert read("电话13800000000。") == Quarantined("residue_number", {"content": ()})
    assert read("姓名：***。") == Quarantined("residue_mask", {"content": ()})


def test_no_model_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anonymize.recognizers.lac_model.PACKAGE", "no_such_package")
    with pytest.raises(ModelUnavailable):
        TextEngine.load()


def test_the_decision_log_stays_silent(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        presidio.Detector()
        read(TEXT)
    assert "王小禾" not in caplog.text
    assert "１３８" not in caplog.text
