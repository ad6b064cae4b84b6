// The data as viz/view.c writes them, with what is looked up often.
export const TYPES = ["person", "organization", "event"];
export const PERSON = 0, ORGANIZATION = 1, EVENT = 2;
export const TIES = { participation: 0, post: 1, part_of: 2, partner: 3, co_attendance: 4, co_affiliation: 5 };

export const data = JSON.parse(document.getElementById("data").textContent);

export const nodes = data.nodes.map(([id, type, name, kind, date, place, x, y, community, forms, measures], index) =>
  ({ index, id, type, name, kind: kind || "", date: date || "", place: place || "", x, y, community, forms, measures, edges: [] }));

export const edges = data.edges.map(([source, target, tie, role, from, to, first, last, confidence, inferred, facts, document, line, words], index) =>
  ({ index, source, target, tie, role: role || "", from: from || "", to: to || "", first, last, confidence, inferred: !!inferred, facts,
    document: document || "", line, words: words || "" }));

export const byId = new Map(nodes.map((node) => [node.id, node]));
for (const edge of edges) {
  nodes[edge.source].edges.push(edge);
  if (edge.target !== edge.source) nodes[edge.target].edges.push(edge);
}

export const other = (edge, node) => nodes[edge.source === node.index ? edge.target : edge.source];

const looks = new Map(data.looks.map((look) => [look.type + " " + (look.kind || ""), look]));
export const lookOf = (node) => looks.get(TYPES[node.type] + " " + node.kind) || looks.get(TYPES[node.type] + " ");

// Shortest way between two over the edges that `passes` lets through: breadth first, so fewest steps.
export function shortestPath(from, to, passes) {
  const before = new Map([[from, null]]);
  let frontier = [from];
  while (frontier.length && !before.has(to)) {
    const next = [];
    for (const node of frontier)
      for (const edge of node.edges) {
        const neighbour = other(edge, node);
        if (!before.has(neighbour) && passes(edge, neighbour)) {
          before.set(neighbour, { node, edge });
          next.push(neighbour);
        }
      }
    frontier = next;
  }
  if (!before.has(to)) return null;
  const steps = [];
  for (let step = before.get(to), node = to; step; node = step.node, step = before.get(node)) steps.unshift({ from: step.node, edge: step.edge, to: node });
  return steps;
}
