#!/usr/bin/python3
"""The work of bench_graph in python3-igraph, python3-networkx and python3-graph-tool, side by side.

usage: bench_graph_others.py EDGES TIMES [LIBRARY...]     as written by bench_graph -o EDGES -t TIMES

What is not installed is left out and said.  Prints seconds, ours, and the ratio; what another library does on less
(sources, vertices) or by another algorithm has no ratio.
"""
import sys
import time

SMALL = 20000  # vertices up to which betweenness is worked out in full


def read(path):
    with open(path) as file:
        n = int(file.readline())
        rows = [line.split() for line in file]
    return n, [(int(a), int(b)) for a, b, _ in rows], [float(strength) for _, _, strength in rows]


def with_igraph(n, edges, strengths):
    import igraph
    graph = igraph.Graph(n, edges)
    yield "PageRank", lambda: graph.pagerank(directed=False, weights=strengths)
    yield "core", graph.coreness
    yield "constraint", lambda: graph.constraint(weights=strengths)
    yield "components", graph.connected_components
    yield "Leiden", lambda: graph.community_leiden("modularity", weights=strengths, n_iterations=10)
    if n <= SMALL:
        yield "betweenness", lambda: graph.betweenness(directed=False)


def with_networkx(n, edges, strengths):
    import networkx
    graph = networkx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from((a, b, strength) for (a, b), strength in zip(edges, strengths))
    yield "PageRank", lambda: networkx.pagerank(graph)
    yield "core", lambda: networkx.core_number(graph)
    yield "components", lambda: list(networkx.connected_components(graph))
    yield "betweenness, 64 sources", lambda: networkx.betweenness_centrality(graph, k=64, seed=1)
    yield "constraint of the last 100", lambda: networkx.constraint(graph, range(n - 100, n), weight="weight")
    yield "Louvain, it has no Leiden", lambda: networkx.community.louvain_communities(graph, seed=1)


def with_graph_tool(n, edges, strengths):
    from graph_tool import Graph
    from graph_tool import centrality, topology
    graph = Graph(directed=False)
    graph.add_vertex(n)
    graph.add_edge_list(edges)
    weights = graph.new_edge_property("double", vals=strengths)
    yield "PageRank", lambda: centrality.pagerank(graph, weight=weights)
    yield "core", lambda: topology.kcore_decomposition(graph)
    yield "components", lambda: topology.label_components(graph)
    if n <= SMALL:
        yield "betweenness", lambda: centrality.betweenness(graph)


LIBRARIES = {"igraph": with_igraph, "networkx": with_networkx, "graph_tool": with_graph_tool}


def least(works):
    """Seconds of each work, the best of up to three; what takes long is done once."""
    for what, work in works:
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            work()
            best = min(best, time.perf_counter() - start)
            if best > 2:
                break
        yield what, best


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__.split("\n\n")[1])
    network = read(sys.argv[1])
    ours = dict(line.rstrip("\n").split("\t") for line in open(sys.argv[2], encoding="utf-8"))
    print(f"{'library':12} {'work':28} {'seconds':>9} {'guanxi':>9} {'guanxi/library':>15}")
    for library in sys.argv[3:] or LIBRARIES:
        try:
            for what, seconds in least(LIBRARIES[library](*network)):
                mine = float(ours[what]) if what in ours else None
                same = f"{mine:9.3f} {mine / seconds:15.2f}" if mine else ""
                print(f"{library:12} {what:28} {seconds:9.3f} {same}", flush=True)
        except ImportError as error:
            print(f"{library:12} left out: {error}")


if __name__ == "__main__":
    main()
