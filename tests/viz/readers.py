"""readers.py EXPORT_SAMPLE SCHEMAS FOLDER: what export_sample writes is read by programs that are not ours, and the numbers
and a sample of values are what went in.  Exit 77 (skipped) is for one reader that is missing only, said by name."""
import csv, json, os, re, subprocess, sys
import xml.etree.ElementTree as ET

sample, schemas, folder = sys.argv[1:4]
subprocess.run([sample, folder], check=True)
path = lambda name: os.path.join(folder, name)
SCRIPT = "]]><script>alert(1)</script>"
NODES, EDGES, POSTS = 9, 9, 3
checks = 0


def same(found, expected, what):
    global checks
    checks += 1
    if found != expected:
        sys.exit(f"readers.py: {what}: expected {expected!r}, found {found!r}")


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


# Our own: the JSON Schema is checked by jsonschema where it is there; the values by Python's reader.
network = json.load(open(path("json.json"), encoding="utf-8"))
same((len(network["nodes"]), len(network["edges"])), (NODES, EDGES), "json")
same(network["nodes"][0]["name"], '李晓"钟\\', "json name")
same(network["nodes"][4]["name"], "年会\f\x01会\u202e倒\u202c", "json keeps what it can")
same(network["edges"][0]["evidence"][0]["text"], '主席"李晓笛"', "json evidence")
same("</script" in open(path("json.json"), encoding="utf-8").read(), False, "json inside of a page")
try:
    import jsonschema
    jsonschema.validate(network, json.load(open(os.path.join(schemas, "../../../viz/network.schema.json"))))
    checks += 1
except ImportError:
    print("readers.py: python3-jsonschema is missing, the schema is not checked", file=sys.stderr)

# dot
svg = run("dot", "-Tsvg", path("dot.dot"))
same(svg.count('class="node"'), NODES, "dot nodes")
same(svg.count('class="edge"'), EDGES, "dot edges")
ET.fromstring(svg)
texts = ["".join(t.itertext()) for t in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
for name in ('李晓"钟\\', "<b>王</b> & \\N {a|b}", SCRIPT, "=cmd|'/c calc'!A1", "坏\ufffd\ufffd字&amp;", "javascript:alert('x')"):
    same(name in texts, True, f"dot draws {name}")

# Every attribute is read back; what is no label keeps its backslashes doubled, for cgraph reads no escapes there.
laid = json.loads(run("dot", "-Tdot_json", path("dot.dot")))
same({thing["name"] for thing in laid["objects"]}, {node["id"] for node in network["nodes"]}, "dot ids")
roles = [line.get("role", "") for line in laid["edges"]]
same(sorted(roles), sorted(["主席\\\\", "党组成员", "主席\\\\", "speaker", "attendee", "organizer", "", "", "awardee"]), "dot roles")
same(sorted(line.get("confidence") for line in laid["edges"])[0], "0.25", "dot confidence")
same("</script>致辞 。" in [line.get("evidence") for line in laid["edges"]], True, "dot evidence without line breaks")
same(sum(line.get("style") == "dashed" for line in laid["edges"]), 2, "dot: inferred and partner are dashed")

# NetworkX
import networkx as nx
link = json.load(open(path("node-link.json"), encoding="utf-8"))
graph = nx.node_link_graph(link)
same((graph.number_of_nodes(), graph.number_of_edges(), graph.is_multigraph()), (NODES, EDGES, True), "node-link")
same(link["links"], link["edges"], "both spellings of node-link")
person, union = link["nodes"][0]["id"], link["nodes"][2]["id"]
same(graph.nodes[union]["label"], SCRIPT, "node-link label")
same(graph.number_of_edges(person, union), POSTS, "node-link parallel edges")
same(graph.nodes[link["nodes"][7]["id"]]["pagerank"], 1e-17, "node-link measure")

for reader in (nx.read_graphml,):
    graph = reader(path("graphml.graphml"), force_multigraph=True)
    same((graph.number_of_nodes(), graph.number_of_edges()), (NODES, EDGES), "graphml in networkx")
    same(graph.nodes[union]["label"], SCRIPT, "graphml label")
    same(graph.nodes[link["nodes"][8]["id"]]["pagerank"], 1 / 3, "graphml measure")
    same(sorted(d["role"] for _, _, d in graph.edges(person, data=True) if d["type"] == "post"),
         ["主席\\", "主席\\", "党组成员"], "graphml roles")

# igraph
import igraph
graph = igraph.Graph.Read_GraphML(path("graphml.graphml"))
same((graph.vcount(), graph.ecount()), (NODES, EDGES), "graphml in igraph")
same(graph.vs[2]["label"], SCRIPT, "graphml label in igraph")
same(graph.es[0]["confidence"], 0.9, "graphml confidence in igraph")

# XML against the schemas; GEXF through NetworkX, which reads 1.2 and differs in the name only
for name, schema in (("graphml.graphml", "graphml.xsd"), ("gexf.gexf", "gexf.xsd")):
    run("xmllint", "--noout", "--schema", os.path.join(schemas, schema), path(name))
    checks += 1
text = open(path("gexf.gexf"), encoding="utf-8").read()
older = text.replace("http://gexf.net/1.3/viz", "http://www.gexf.net/1.2draft/viz")
older = older.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
open(path("older.gexf"), "w", encoding="utf-8").write(older)
graph = nx.read_gexf(path("older.gexf"), version="1.2draft")
same((graph.number_of_nodes(), graph.number_of_edges()), (NODES, EDGES), "gexf")
same(graph.nodes[union]["label"], SCRIPT, "gexf label")
kinds = re.findall(r'<edge [^>]*source="([^"]*)" target="([^"]*)"[^>]*kind="([^"]*)"', text)
same(len(set(kinds)), EDGES, "gexf: no two edges that Gephi would sum")
spells = re.findall(r'<spell start="([^"]*)" end="([^"]*)"/>', text)
same(all(a < b for a, b in spells) and ("2019-01-01", "2020-01-01") in spells and ("2020-02-29", "2020-03-01") in spells,
     True, "gexf spells")

# Cytoscape: no reader in Debian; the shape that Cytoscape.js asks for
elements = json.load(open(path("cytoscape.cyjs"), encoding="utf-8"))
ids = {e["data"]["id"] for e in elements}
same((len(ids), len(elements)), (NODES + EDGES, NODES + EDGES), "cytoscape ids")
same(all({e["data"]["source"], e["data"]["target"]} <= ids for e in elements if e["group"] == "edges"), True, "cytoscape ends")

# CSV: Python's reader and sqlite3's; Neo4j's rules by hand
for kind, key in (("csv", "id"), ("neo4j", "id:ID")):
    rows = list(csv.DictReader(open(path(kind + "/nodes.csv"), encoding="utf-8", newline="")))
    same(len(rows), NODES, kind + " nodes")
    same(len({r[key] for r in rows}), NODES, kind + " ids differ")
    same(rows[2]["label"], SCRIPT, kind + " label")
    same(rows[5]["label"], '😀活动,"名"' + ("\n" if kind == "csv" else " ") + "=1+1", kind + " label with everything")
    same(len(list(csv.reader(open(path(kind + "/edges.csv"), encoding="utf-8", newline="")))), EDGES + 1, kind + " edges")
rows = list(csv.DictReader(open(path("csv/nodes.csv"), encoding="utf-8", newline="")))
same(rows[7]["label"], "'=cmd|'/c calc'!A1", "csv: no formula for spreadsheets")
rows = list(csv.DictReader(open(path("neo4j/edges.csv"), encoding="utf-8", newline="")))
same({r[":TYPE"] for r in rows}, {"HOLDS_POST_IN", "TOOK_PART_IN", "PART_OF", "PARTNER_OF"}, "neo4j types")
same([r["confidence:double"] for r in rows][:2], ["0.9", "0.8"], "neo4j numbers")
same([r["role"] for r in rows][:2], ["主席\\", "党组成员"], "neo4j roles")
same(rows[3]["evidence"].split(), ["</script>致辞", "。"], "neo4j evidence on one line")
# neo4j-admin import without --multiline-fields: a line a record; ends are ids of nodes; types of columns are met.
for part in ("nodes", "edges"):
    lines = open(path(f"neo4j/{part}.csv"), encoding="utf-8", newline="").read().split("\n")
    same((len(lines), lines[-1]), ((NODES if part == "nodes" else EDGES) + 2, ""), f"neo4j {part}: a line a record")
    same({len(list(csv.reader([line]))[0]) for line in lines[:-1]}, {lines[0].count(",") + 1}, f"neo4j {part}: as many fields as heads")
    for record in csv.DictReader(lines[:-1]):
        for head, value in record.items():
            if value and head.endswith((":long", ":double")):
                float(value)
            if value and head.endswith(":boolean"):
                same(value in ("true", "false"), True, f"neo4j {part}: {head}={value}")
known = {r["id:ID"] for r in csv.DictReader(open(path("neo4j/nodes.csv"), encoding="utf-8", newline=""))}
same({r[":START_ID"] for r in rows} | {r[":END_ID"] for r in rows} <= known, True, "neo4j ends")
script = f".mode csv\n.import {path('csv/nodes.csv')} n\n.import {path('csv/edges.csv')} e\n" \
         "select count(*), count(distinct n.id), sum(e.confidence) from e join n on n.id = e.source;\n"
same(run("sqlite3", ":memory:", input=script).strip(), "9,5,6.3", "sqlite3 .import")

# JSON-LD
try:
    import rdflib
    triples = rdflib.Graph().parse(path("jsonld.jsonld"), format="json-ld")
    org, schema = rdflib.Namespace("http://www.w3.org/ns/org#"), rdflib.Namespace("https://schema.org/")
    same(len(set(triples.subjects(rdflib.RDF.type, org.Membership))), POSTS, "jsonld memberships")
    same(len(set(triples.subjects(rdflib.RDF.type, schema.Role))), 4, "jsonld roles")
    same(len(set(triples.subjects(rdflib.RDF.type, schema.Event))), 2, "jsonld events")
    same(str(triples.value(rdflib.URIRef("urn:guanxi:" + union), schema.name)), SCRIPT, "jsonld name")
    role = next(triples.subjects(schema.roleName, rdflib.Literal("organizer")))
    same(str(triples.value(role, schema.organizer)), "urn:guanxi:" + union, "jsonld: organizer through a Role")
except ImportError:
    print("readers.py: python3-rdflib is missing, JSON-LD is not checked", file=sys.stderr)

print(f"readers.py: {checks} checks")
