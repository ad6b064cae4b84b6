#!/usr/bin/python3
"""The work of bench_graph in python3-igraph, python3-networkx and python3-graph-tool, side by side.

usage: bench_graph_others.py EDGES TIMES [LIBRARY...]     as written by bench_graph -o EDGES -t TIMES

What is not installed is left out and said.  Prints seconds of the processor, ours, and the ratio, all on one core.  Where all would take
too long, a library works on a share of the sources (or vertices), evenly spread: its seconds are then scaled up to all,
and the row says so.  Another algorithm has no ratio.
"""
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before they are loaded

SOURCES = 128  # of betweenness and harmonic, unless there are fewer than SMALL vertices
SMALL = 5000


def read(path):
    with open(path) as file:
        n = int(file.readline())
        rows = [line.split() for line in file]
    return n, [(int(a), int(b)) for a, b, _ in rows], [float(strength) for _, _, strength in rows]


def spread(n, most=SOURCES):
    """Some of the vertices, or all where they are few."""
    return list(range(n)) if n < SMALL else [i * n // most for i in range(most)]


def with_igraph(n, edges, strengths):
    import igraph
    graph, some = igraph.Graph(n, edges), spread(n)
    yield "PageRank", lambda: graph.pagerank(directed=False, weights=strengths)
    yield "core", graph.coreness
    yield "constraint", lambda: graph.constraint(weights=strengths)
    yield "components", graph.connected_components
    yield "Leiden", lambda: graph.community_leiden("modularity", weights=strengths, n_iterations=10)
    yield "harmonic", lambda: graph.harmonic_centrality(some), len(some)
    yield "betweenness", lambda: graph.betweenness(directed=False)  # it takes no share of the sources


def with_networkx(n, edges, strengths):
    import networkx
    graph, some = networkx.Graph(), spread(n)
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from((a, b, strength) for (a, b), strength in zip(edges, strengths))
    few, last = some[::4], range(n)[-100:]
    yield "PageRank", lambda: networkx.pagerank(graph)
    yield "core", lambda: networkx.core_number(graph)
    yield "constraint", lambda: networkx.constraint(graph, last, weight="weight"), len(last)
    yield "components", lambda: list(networkx.connected_components(graph))
    yield "Louvain, it has no Leiden", lambda: networkx.community.louvain_communities(graph, seed=1)
    yield "betweenness", lambda: networkx.betweenness_centrality_subset(graph, few, range(n)), len(few)
    yield "harmonic", lambda: networkx.harmonic_centrality(graph, sources=few), len(few)


def with_graph_tool(n, edges, strengths):
    from graph_tool import Graph
    from graph_tool import centrality, topology
    graph, some = Graph(directed=False), spread(n)
    graph.add_vertex(n)
    graph.add_edge_list(edges)
    weights = graph.new_edge_property("double", vals=strengths)
    yield "PageRank", lambda: centrality.pagerank(graph, weight=weights)
    yield "core", lambda: topology.kcore_decomposition(graph)
    yield "components", lambda: topology.label_components(graph)
    yield "betweenness", lambda: centrality.betweenness(graph, pivots=some), len(some)
    yield "harmonic", lambda: [centrality.closeness(graph, source=v, harmonic=True) for v in some], len(some)


LIBRARIES = {"igraph": with_igraph, "networkx": with_networkx, "graph_tool": with_graph_tool}


def least(works, n):
    """Of each work its seconds, the best of up to three (what takes long is done once), and how it came about."""
    for what, work, *share in works:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            work()
            best = min(best, time.process_time() - start)
            if best > 2:
                break
        if share and share[0] < n:
            yield what, best * n / share[0], f"{share[0]} of {n}, scaled"
        else:
            yield what, best, ""


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__.split("\n\n")[1])
    network = read(sys.argv[1])
    ours = dict(line.rstrip("\n").split("\t") for line in open(sys.argv[2], encoding="utf-8"))
    print(f"{'library':12} {'work':26} {'seconds':>9} {'guanxi':>9} {'guanxi/library':>15}")
    for library in sys.argv[3:] or LIBRARIES:
        try:
            for what, seconds, how in least(LIBRARIES[library](*network), network[0]):
                mine = float(ours[what]) if what in ours else None
                same = f"{mine:9.3f} {mine / seconds:15.4f}" if mine else f"{'':25}"
                print(f"{library:12} {what:26} {seconds:9.3f} {same}  {how}".rstrip(), flush=True)
        except ImportError as error:
            print(f"{library:12} left out: {error}")


if __name__ == "__main__":
    main()
