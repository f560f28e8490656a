import json

import pytest

from .conftest import finding, render, result


def test_an_array_in_input_order(mixed):
    records = json.loads(render(mixed, "json"))
    assert [r["source"] for r in records] == [r.source for r in mixed]
    assert records == [r.to_dict() for r in mixed]


def test_nothing_given_is_an_empty_array():
    assert json.loads(render([], "json")) == []
    assert render([], "jsonl") == ""


def test_one_file_is_an_object():
    assert json.loads(render([result()], "json", one_file=True))["schema"] == "phiscan/1"


@pytest.mark.parametrize("number", [0, 2])
def test_one_file_with_another_number_of_results_is_an_error(number):
    with pytest.raises(ValueError, match="unpack"):
        render([result()] * number, "json", one_file=True)


def test_jsonl_is_one_result_a_line(mixed):
    lines = render(mixed, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [r.to_dict() for r in mixed]


def test_a_run_that_stops_leaves_no_valid_array():
    import io

    from phiscan.report import write_report

    def stops():
        yield result()
        raise RuntimeError("stopped")

    stream = io.StringIO()
    with pytest.raises(RuntimeError):
        write_report(stops(), "json", stream)
    with pytest.raises(json.JSONDecodeError):
        json.loads(stream.getvalue())


def test_a_name_that_is_no_valid_text_comes_back_as_given():
    source = "b\udcffd\n.png"
    assert json.loads(render([result(source)], "jsonl"))["source"] == source
    render([result(source)], "json").encode("utf-8")


def test_values_only_when_asked_for():
    item = result("a.png", finding("mrn", (0, 0, 9, 9)))
    assert "text" not in json.loads(render([item], "jsonl"))["findings"][0]
    assert json.loads(render([item], "jsonl", show_values=True))["findings"][0]["text"]
