from __future__ import annotations

from pathlib import Path

import pytest

from phiscan.errors import UsageError
from phiscan.load import Input, find_inputs
from phiscan.targets import plan_targets, target_of


def item(relative: str, problem: str | None = None, given: str = "photos") -> Input:
    path = Path(given) / relative
    return Input(str(path), path, Path(relative), problem)


def test_no_inputs_have_no_targets(tmp_path: Path) -> None:
    assert plan_targets([], tmp_path) == []


def test_folders_are_kept_and_the_order_too() -> None:
    items = [item("b/2.png"), item("a/1.jpg")]
    planned = plan_targets(items, "safe")
    assert planned == [(items[0], Path("safe/b/2.png")), (items[1], Path("safe/a/1.jpg"))]


@pytest.mark.parametrize("name", ["x.heic", "x.HEIC", "x.avif", "x.heif"])
def test_what_becomes_jpeg_says_so(name: str) -> None:
    assert target_of(Path(name), Path("safe")) == Path("safe") / (name + ".jpg")


def test_names_with_an_identifier_are_replaced() -> None:
    target = target_of(Path("Maria Lopez 1961-03-04/mrn 00417732.jpg"), Path("safe"))
    assert "Lopez" not in str(target)
    assert "00417732" not in str(target)
    assert target.suffix == ".jpg"
    assert target.name.startswith("photo-")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.jpg", "a.jpg"),
        ("a.jpg", "A.JPG"),
        ("caf\u00e9.jpg", "cafe\u0301.jpg"),
        ("x.heic", "x.heic.jpg"),
    ],
)
def test_two_inputs_with_one_target_are_refused(one: str, other: str) -> None:
    with pytest.raises(UsageError, match="one target"):
        plan_targets([item(one, given="p"), item(other, given="q")], "safe")


def test_the_refusal_shows_no_identifier() -> None:
    name = "Maria Lopez mrn 00417732.jpg"
    with pytest.raises(UsageError) as error:
        plan_targets([item(name, given="p"), item(name, given="q")], "safe")
    assert "Lopez" not in str(error.value)


def test_what_gets_no_copy_takes_no_target() -> None:
    items = [item("a.mp4", "a video"), item("a.mp4", "a video", given="q")]
    assert len(plan_targets(items, "safe")) == 2


def test_copies_made_earlier_are_left_out(tmp_path: Path) -> None:
    for name in ("a.jpg", "safe/a.jpg", "safety/b.jpg"):
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\xff\xd8\xff")
    found = find_inputs([tmp_path / "photos"])
    planned = plan_targets(found.inputs, tmp_path / "photos" / "safe")
    assert [i.relative.as_posix() for i, _ in planned] == ["a.jpg", "safety/b.jpg"]


def test_a_file_given_by_name_inside_the_target_folder_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "safe" / "new" / "a.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xd8\xff")
    planned = plan_targets(find_inputs([path]).inputs, tmp_path / "safe")
    assert [target for _, target in planned] == [tmp_path / "safe" / "a.jpg"]


@pytest.mark.parametrize("name", ["a.jpg", "notes.txt"])
def test_a_file_is_no_target_folder(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xff\xd8\xff")
    with pytest.raises(UsageError, match="folder"):
        plan_targets(find_inputs([path]).inputs, path)


def test_no_name_is_no_target_folder() -> None:
    with pytest.raises(UsageError, match="folder"):
        plan_targets([item("a.jpg")], "")
