#!/usr/bin/python3
"""Holds every measure of graph/ against python3-igraph and python3-networkx.

usage: compare.py PATH/TO/gx_graph_dump [PATH/TO/guanxi PAGES]

Random and degenerate networks are written as lists, read by gx_graph_dump, which prints the layer that
it drew and all that it worked out on it.  The reference libraries work on that printed layer; the layers
themselves are held against plain Python.  With PAGES, the network of a knowledge base built from them too.
Tolerance 1e-9, relative and absolute.
"""
import itertools
import math
import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict

import igraph
import networkx as nx

TOLERANCE = 1e-9
FLOOR = 0.01  # GX_STRENGTH_FLOOR
checks = 0
failures = []


def close(ours, theirs):
    return math.isclose(ours, theirs, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def check(what, ours, theirs):
    """Both None (not defined) or both numbers that agree."""
    global checks
    checks += 1
    if (ours is None) != (theirs is None) or (ours is not None and not close(ours, theirs)):
        failures.append(f"{what}: ours {ours}, theirs {theirs}")


def nan_to_none(value):
    return None if value is None or math.isnan(value) else value


class Network:
    """What goes in: vertices (type, kind), edges (type, source, target, confidence)."""

    def __init__(self, vertices, edges):
        self.vertices, self.edges = vertices, edges

    def write(self, path):
        with open(path, "w") as file:
            for i, (kind_of_vertex, kind) in enumerate(self.vertices):
                file.write(f"v {kind_of_vertex} {i + 1} {kind}\n")
            for kind_of_edge, source, target, confidence in self.edges:
                file.write(f"e {kind_of_edge} {source} {target} {confidence!r}\n")


def random_network(rng, people, organizations, events, edges):
    vertices = ([("person", "-")] * people
                + [("organization", rng.choice(["union", "company", "party"])) for _ in range(organizations)]
                + [("event", rng.choice(["meeting", "visit"])) for _ in range(events)])
    persons = range(people)
    bodies = range(people, people + organizations)
    happenings = range(people + organizations, len(vertices))
    kinds = [("participation", range(people + organizations), happenings), ("post", persons, bodies),
             ("part_of", bodies, bodies), ("partner", bodies, bodies)]
    out = []
    for _ in range(edges):
        kind, sources, targets = rng.choices(kinds, weights=[6, 3, 2, 1])[0]
        if sources and targets:
            out.append((kind, rng.choice(sources), rng.choice(targets), rng.choice([0, 0.3, 0.5, 0.9, 1, rng.random()])))
    return Network(vertices, out)


class Dump:
    """What comes out of gx_graph_dump."""

    def __init__(self, program, path, layer, length):
        text = subprocess.run([program, path, layer, length], check=True, capture_output=True, text=True).stdout
        self.base, self.edges, self.kinds = {}, [], []
        self.scores, self.rows = defaultdict(dict), defaultdict(list)
        for line in text.splitlines():
            what, *cells = line.split("\t")
            if what == "vertex":
                self.base[int(cells[0])] = int(cells[1])
                self.kinds.append((cells[2], cells[3]))
            elif what == "edge":
                self.edges.append((int(cells[0]), int(cells[1]), float(cells[2]), int(cells[3])))
            elif what == "score":
                self.scores[cells[0]][int(cells[1])] = None if cells[2] == "undefined" else float(cells[2])
            elif what == "failed":
                failures.append(f"{path} {layer}: {line}")
            else:
                self.rows[what].append(cells)


# ---- layers in plain Python -------------------------------------------------------------------------------

def expected_layer(network, layer):
    """{(base, base): (strength, n)}: a pair in order, but for the hierarchy."""
    strength = [max(edge[3], FLOOR) for edge in network.edges]
    pairs = defaultdict(lambda: [0.0, 0])
    facts = {"whole": ("participation", "post", "part_of", "partner"), "affiliation": ("post",),
             "attendance": ("participation",), "hierarchy": ("part_of",), "partnership": ("partner",)}
    if layer in facts:
        for (kind, source, target, _), weight in zip(network.edges, strength):
            if kind in facts[layer]:
                key = (source, target) if layer == "hierarchy" else tuple(sorted((source, target)))
                pairs[key][0] += weight
                pairs[key][1] += 1
        return dict(pairs)
    kind_wanted = "participation" if layer.startswith("co-attendance") else "post"
    member_type = "organization" if layer.endswith("organizations") else "person"
    members = defaultdict(dict)
    for kind, source, target, confidence in network.edges:
        if kind != kind_wanted:
            continue
        member, centre = (source, target) if network.vertices[source][0] == member_type else (target, source)
        if network.vertices[member][0] == member_type and centre != member:
            if kind == "participation" and member == target:
                continue
            members[centre][member] = max(confidence, members[centre].get(member, 0))
    for group in members.values():
        for a, b in itertools.combinations(sorted(group), 2):
            pairs[a, b][0] += max(min(group[a], group[b]), FLOOR) / (len(group) - 1)
            pairs[a, b][1] += 1
    return dict(pairs)


def compare_layer(name, network, dump, layer):
    expected = expected_layer(network, layer)
    found = {}
    for source, target, strength, n in dump.edges:
        a, b = dump.base[source], dump.base[target]
        found[(a, b) if layer == "hierarchy" else tuple(sorted((a, b)))] = (strength, n)
    if set(found) != set(expected):
        failures.append(f"{name}: edges differ: {sorted(set(found) ^ set(expected))[:5]}")
        return
    for key, (strength, n) in expected.items():
        check(f"{name} strength of {key}", found[key][0], strength)
        check(f"{name} facts of {key}", found[key][1], n)


# ---- measures ---------------------------------------------------------------------------------------------

def reference_graphs(dump):
    n = len(dump.base)
    merged = defaultdict(float)
    for source, target, strength, _ in dump.edges:
        if source != target:
            merged[min(source, target), max(source, target)] += strength
    graph = igraph.Graph(n, list(merged))
    graph.es["strength"] = list(merged.values())
    graph.es["length"] = [1 / strength for strength in merged.values()]
    other = nx.Graph()
    other.add_nodes_from(range(n))
    for (a, b), strength in merged.items():
        other.add_edge(a, b, strength=strength, length=1 / strength)
    return graph, other


def by_vertex(values):
    return {v: nan_to_none(value) for v, value in enumerate(values)}


def eigenvector_of_largest(graph):
    components = graph.connected_components()
    largest = max(components, key=lambda members: (len(members), -min(members)))
    values = dict.fromkeys(range(graph.vcount()))
    if graph.ecount() > 0:
        part = graph.induced_subgraph(largest)
        values.update(zip(sorted(largest), part.eigenvector_centrality(weights=part.es["strength"])))
    return values


def expected_measures(graph, other, length):
    weights = None if length == "hops" else graph.es["length"]
    nx_length = None if length == "hops" else "length"
    cut = set(nx.articulation_points(other))
    n = graph.vcount()
    yield "degree", "igraph", by_vertex(graph.degree())
    yield "degree", "networkx", dict(other.degree())
    yield "strength", "igraph", by_vertex(graph.strength(weights=graph.es["strength"]))
    yield "strength", "networkx", dict(other.degree(weight="strength"))
    yield "betweenness", "igraph", by_vertex(graph.betweenness(directed=False, weights=weights))
    if length == "hops":  # equal lengths in floating point are equal only by igraph's tolerance
        yield "betweenness", "networkx", nx.betweenness_centrality(other, normalized=False)
    yield "harmonic", "igraph", by_vertex(graph.harmonic_centrality(weights=weights))
    yield "harmonic", "networkx", {v: value / (n - 1) if n > 1 else 0.0 for v, value in
                                   nx.harmonic_centrality(other, distance=nx_length).items()}
    yield "pagerank", "igraph", by_vertex(graph.pagerank(directed=False, weights=graph.es["strength"]))
    yield "pagerank", "networkx", nx.pagerank(other, weight="strength", tol=1e-13, max_iter=10000)
    yield "eigenvector", "igraph", eigenvector_of_largest(graph)
    yield "core", "igraph", by_vertex(graph.coreness())
    yield "core", "networkx", nx.core_number(other)
    yield "clustering", "igraph", by_vertex(graph.transitivity_local_undirected(mode="nan"))
    yield "clustering", "networkx", {v: value if other.degree(v) > 1 else None
                                     for v, value in nx.clustering(other).items()}
    yield "constraint", "igraph", by_vertex(graph.constraint(weights=graph.es["strength"]))
    yield "constraint", "networkx", {v: nan_to_none(value) for v, value in
                                     nx.constraint(other, weight="strength").items()}
    yield "effective-size", "networkx", {v: nan_to_none(value) for v, value in
                                         nx.effective_size(other, weight="strength").items()}
    yield "articulation", "igraph", {v: float(v in set(graph.articulation_points())) for v in range(n)}
    yield "articulation", "networkx", {v: float(v in cut) for v in range(n)}


def expected_two_mode(dump, other, layer):
    centre = "event" if layer == "attendance" else "organization"
    centres = {v for v, (kind, _) in enumerate(dump.kinds) if kind == centre}
    participants = set(dump.base) - centres
    if not centres or not participants:
        return
    yield "two-mode-degree", "networkx", nx.bipartite.degree_centrality(other, centres)
    yield "two-mode-closeness", "networkx", nx.bipartite.closeness_centrality(other, centres)
    if len(centres) > 1 or len(participants) > 1:
        top, bottom = len(centres), len(participants)
        yield "two-mode-betweenness", "networkx", two_mode_betweenness(other, centres, top, bottom)


def two_mode_betweenness(other, centres, n, m):
    """As nx.bipartite.betweenness_centrality(), which divides by zero where the maximum is zero."""
    raw = nx.betweenness_centrality(other, normalized=False)
    s, t = divmod(n - 1, m)
    p, r = divmod(m - 1, n)
    top = (m ** 2 * (s + 1) ** 2 + m * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
    bottom = (n ** 2 * (p + 1) ** 2 + n * (p + 1) * (2 * r - p - 1) - r * (2 * p - r + 3)) / 2
    return {v: value / (top if v in centres else bottom) if (top if v in centres else bottom) else 0.0
            for v, value in raw.items()}


def compare_measures(name, dump, layer, length):
    graph, other = reference_graphs(dump)
    if graph.vcount() == 0:
        check(f"{name}: scores of nothing", len(dump.scores), 0)
        return
    expected = list(expected_measures(graph, other, length))
    if layer in ("attendance", "affiliation"):
        expected += expected_two_mode(dump, other, layer)
    for measure, library, values in expected:
        for v in range(graph.vcount()):
            check(f"{name} {measure} of {v} ({library})", dump.scores[measure].get(v, "missing"), values[v])


# ---- communities, figures, brokers, paths -------------------------------------------------------------------

def compare_communities(name, dump, graph):
    membership = [int(cells[1]) for cells in dump.rows["community"]]
    modularity = float(dump.rows["quality"][0][0])
    if graph.ecount() == 0:
        check(f"{name} modularity without edges", modularity, 0)
        return
    check(f"{name} modularity", modularity, graph.modularity(membership, weights=graph.es["strength"]))
    other = max(graph.community_leiden("modularity", weights=graph.es["strength"], n_iterations=10).modularity
                for _ in range(3))
    if modularity < other - 0.05:
        failures.append(f"{name}: modularity {modularity}, python-igraph's Leiden reaches {other}")
    sizes = sorted((membership.count(c) for c in set(membership)), reverse=True)
    for row, size in zip(dump.rows["inside"], sizes):
        c = int(row[0])
        inside = sum(e["strength"] for e in graph.es if membership[e.source] == membership[e.target] == c)
        outside = sum(e["strength"] for e in graph.es if (membership[e.source] == c) != (membership[e.target] == c))
        check(f"{name} size of community {c}", int(row[1]), size)
        check(f"{name} inside of community {c}", float(row[2]), inside)
        check(f"{name} outside of community {c}", float(row[3]), outside)
        if not 0 <= float(row[4]) <= 1:
            failures.append(f"{name}: stability {row[4]} of community {c}")


def assortativity(graph, categories):
    numbers = {category: i for i, category in enumerate(sorted(set(categories)))}
    return nan_to_none(graph.assortativity_nominal([numbers[c] for c in categories], directed=False))


def compare_figures(name, dump, graph, other, layer):
    figures = {cells[0]: nan_to_none(float(cells[1])) for cells in dump.rows["figure"]}
    n, edges = graph.vcount(), graph.ecount()
    kinds = dump.kinds
    degrees = graph.degree()
    possible = n * (n - 1) / 2
    if layer in ("attendance", "affiliation"):
        centres = sum(kind[0] == ("event" if layer == "attendance" else "organization") for kind in kinds)
        possible = centres * (n - centres)
    components = list(nx.connected_components(other))
    expected = {
        "vertices": n, "edges": edges, "isolates": degrees.count(0), "components": len(components),
        "self-loops": sum(source == target for source, target, _, _ in dump.edges),
        "largest": max((len(c) for c in components), default=0),
        "density": edges / possible if possible else None,
        "mean-degree": 2 * edges / n if n else None,
        "articulation-points": len(list(nx.articulation_points(other))), "bridges": len(list(nx.bridges(other))),
        "degree-centralization": sum(max(degrees) - d for d in degrees) / ((n - 1) * (n - 2)) if n > 2 else None,
        "diameter": graph.diameter(directed=False) if edges else None,
        "transitivity": nan_to_none(graph.transitivity_undirected("nan")) if edges else None,
        "assortativity-degree": nan_to_none(graph.assortativity_degree(directed=False)) if edges else None,
        "assortativity-type": assortativity(graph, [kind for kind, _ in kinds]) if edges else None,
        "assortativity-kind": assortativity(graph, kinds) if edges else None,
    }
    for figure, value in expected.items():
        check(f"{name} {figure}", figures[figure], value)
    if edges:
        check(f"{name} diameter (networkx)", figures["diameter"],
              max(nx.diameter(other.subgraph(c)) for c in components))
    for degree, count in dump.rows["degree"]:
        check(f"{name} vertices of degree {degree}", int(count), degrees.count(int(degree)))
    ours = {tuple(sorted(dump.edges[int(cells[0])][:2])) for cells in dump.rows["bridge"]}
    if ours != {tuple(sorted(edge)) for edge in nx.bridges(other)}:
        failures.append(f"{name}: bridges differ")


def compare_brokers(name, dump, layer):
    """By the definition, triple by triple."""
    ties = defaultdict(set)
    for source, target, _, _ in dump.edges:
        if source != target:
            ties[source].add(target)
            if layer != "hierarchy":
                ties[target].add(source)
    group = {v: None if base % 7 == 6 else base % 3 for v, base in dump.base.items()}
    expected = defaultdict(lambda: [0] * 5)
    for a in dump.base:
        for b in ties[a]:
            for c in ties[b]:
                if c == a or c in ties[a] or None in (group[a], group[b], group[c]):
                    continue
                x, y, z = group[a], group[b], group[c]
                role = 0 if x == y == z else 3 if x == z else 1 if y == z else 2 if x == y else 4
                expected[b][role] += 1
    ours = {int(cells[0]): [int(count) for count in cells[1:]] for cells in dump.rows["broker"]}
    global checks
    checks += max(1, len(expected))
    if ours != dict(expected):
        failures.append(f"{name}: brokers differ")


def compare_paths(name, dump, other, length):
    weight = None if length == "hops" else "length"
    ours = defaultdict(list)
    for to, value, *vertices in dump.rows["path"]:
        ours[int(to)].append(float(value))
        if len(set(vertices)) != len(vertices):
            failures.append(f"{name}: path with a loop: {vertices}")
    for to in range(1, min(6, len(dump.base))):
        theirs = []
        if nx.has_path(other, 0, to):
            for path in itertools.islice(nx.shortest_simple_paths(other, 0, to, weight=weight), 4):
                theirs.append(sum(other[a][b]["length"] if weight else 1 for a, b in zip(path, path[1:])))
        check(f"{name} number of paths to {to}", len(ours[to]), len(theirs))
        for i, (x, y) in enumerate(zip(ours[to], theirs)):
            check(f"{name} length of path {i} to {to}", x, y)


LAYERS = ["whole", "affiliation", "attendance", "hierarchy", "partnership", "co-attendance",
          "co-attendance-organizations", "co-affiliation", "co-affiliation-organizations"]


def networks():
    yield "empty", Network([], [])
    yield "one vertex", Network([("person", "-")], [])
    yield "isolates", Network([("person", "-")] * 3 + [("event", "visit")] * 2, [])
    people = [("person", "-")] * 4
    event = [("event", "meeting")] * 2
    yield "two components", Network(people + event, [("participation", 0, 4, 1), ("participation", 1, 4, 0.5),
                                                     ("participation", 2, 5, 0.9), ("participation", 3, 5, 0.9)])
    yield "parallel edges", Network(people + event, [("participation", i % 4, 4, 0.5) for i in range(12)])
    body = [("organization", "union")] * 3
    yield "zero weights and loops", Network(body, [("partner", 0, 1, 0), ("partner", 1, 2, 0), ("partner", 2, 2, 0),
                                                   ("part_of", 0, 0, 1)])
    rng = random.Random(5)
    sizes = [(5, 3, 4, 12), (12, 6, 9, 40), (30, 12, 25, 120), (60, 30, 50, 200), (150, 60, 100, 900)]
    for round_, (people, organizations, events, edges) in itertools.product(range(3), sizes):
        yield f"random {people}/{edges} #{round_}", random_network(rng, people, organizations, events, edges)


def compare_all(name, path, program, network):
    for layer, length in itertools.product(LAYERS, ["hops", "strength"]):
        dump = Dump(program, path, layer, length)
        what = f"{name}, {layer}, {length}:"
        if network:
            compare_layer(what, network, dump, layer)
        compare_measures(what, dump, layer, length)
        graph, other = reference_graphs(dump)
        if length == "hops":
            compare_communities(what, dump, graph)
            compare_figures(what, dump, graph, other, layer)
            compare_brokers(what, dump, layer)
        compare_paths(what, dump, other, length)


def main():
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__.split("\n\n")[1])
    for name, network in networks():
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            network.write(file.name)
            compare_all(name, file.name, sys.argv[1], network)
    if len(sys.argv) == 4:
        with tempfile.TemporaryDirectory() as folder:
            base = os.path.join(folder, "kb.db")
            subprocess.run([sys.argv[2], "build", "-q", sys.argv[3], "-o", base], check=True)
            compare_all("pages", base, sys.argv[1], None)
    for failure in failures[:40]:
        print(failure)
    print(f"{checks} comparisons, {len(failures)} failures")
    sys.exit(1 if failures or checks < 10000 else 0)


if __name__ == "__main__":
    main()
