"""A proof says which sources it covers; `make check` names those that have moved since."""

import json

from tests.proofs.record import FOLDER, stale


def test_every_proof_names_commit_sources_and_failures() -> None:
    for path in FOLDER.glob("*.json"):
        proof = json.loads(path.read_text(encoding="utf-8"))
        assert len(proof["commit"]) == 40, path.name
        assert proof["sources"], path.name
        assert proof["failures"] == [], path.name


def test_stale_proofs_are_listed_by_name() -> None:
    assert set(stale()) <= {path.stem for path in FOLDER.glob("*.json")}
