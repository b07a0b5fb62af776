import io

import networkx
import pytest
from made_record import HOSTILE, Record, Written

from dragoman.exports.wording import line


@pytest.fixture
def graph(written: Written) -> networkx.MultiGraph:
    return networkx.read_gexf(io.BytesIO(written("gexf", 5)))


def edge(graph: networkx.MultiGraph, first: str, second: str, kind: str) -> dict[str, object]:
    [found] = [data for data in graph.get_edge_data(first, second).values() if data["kind"] == kind]
    return found


def test_nodes_are_actors(graph: networkx.MultiGraph) -> None:
    assert graph.nodes["SWE/mara-lindqvist"] == {"label": "Mara Lindqvist", "type": "person", "country": "SWE"}
    assert line("x/" + HOSTILE) in graph
    assert graph.graph["mode"] == "dynamic"


def test_edges_have_the_days_of_the_contacts_as_spells(graph: networkx.MultiGraph) -> None:
    visit = edge(graph, "SWE/mara-lindqvist", "KEN", "visit")
    assert visit["spells"] == [("2018-03-05", "2018-03-08")]
    planned = [data for data in graph.get_edge_data("JPN/忍", "USA").values() if data["status"] == "planned"]
    assert planned[0]["spells"] == [("2018-04-10", "2018-04-10"), ("2018-05-01", "2018-05-31")]
    assert (planned[0]["weight"], planned[0]["events"]) == (2, "e-month e-planned")


def test_open_and_unknown_dates(graph: networkx.MultiGraph, written: Written) -> None:
    assert b'<spell end="2018-05-31" />' in written("gexf")
    assert "spells" not in edge(graph, line("x/" + HOSTILE), "SWE/mara-lindqvist", "message")
    assert edge(graph, "PRK/ri-song", "ROU/ana-pop", "call")["spells"] == [("2020-02-29", "2020-02-29")]


def test_what_was_called_off_is_no_contact(graph: networkx.MultiGraph) -> None:
    assert not graph.has_edge("PRK/ri-song", "IGO/un")


def test_the_day_of_writing_is_not_in_the_file(written: Written, empty: Record) -> None:
    assert b'lastmodifieddate="2018-05-24"' in written("gexf")
    assert b"lastmodifieddate" not in written("gexf", 0, empty)
