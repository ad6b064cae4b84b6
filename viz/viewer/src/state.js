// What is chosen: filters, selection, path. `visible` is worked out anew by apply().
import { data, edges, nodes, other } from "./data.js";

const dated = edges.filter((edge) => edge.first !== null);
export const span = { first: dated.reduce((m, e) => Math.min(m, e.first), Infinity), last: dated.reduce((m, e) => Math.max(m, e.last), -Infinity) };

// The days at which something begins or ends: the slider's steps, so that one old date does not take most of its way.
export const days = [...new Set(dated.flatMap((edge) => [edge.first, edge.last]))].sort((a, b) => a - b);

export const state = {
  types: new Set([0, 1, 2]),
  hiddenKinds: new Set(),
  hiddenRoles: new Set(),
  hiddenTies: new Set(),
  confidence: 0,
  from: span.first,
  to: span.last,
  undated: true,
  size: data.measures.length ? 0 : -1,
  colour: "kind",
  selected: null,
  pathFrom: null,
  path: null, // Set of edges
  marked: null, // Set of nodes that are not faded; null = all
  visible: new Uint8Array(nodes.length).fill(1),
  passes(edge) {
    if (edge.confidence < this.confidence || this.hiddenTies.has(edge.tie) || this.hiddenRoles.has(edge.role)) return false;
    if (edge.first === null) return this.undated;
    return edge.last >= this.from && edge.first <= this.to;
  },
};

export const kindKey = (node) => node.type + " " + node.kind;

// Shown: what type and kind let through and, once edges are filtered, what still has an edge.
export function apply() {
  const all = state.confidence === 0 && !state.hiddenTies.size && !state.hiddenRoles.size && state.undated && state.from === span.first && state.to === span.last;
  for (const node of nodes) state.visible[node.index] = state.types.has(node.type) && !state.hiddenKinds.has(kindKey(node)) ? 1 : 0;
  if (all) return;
  for (const node of nodes)
    if (state.visible[node.index] && node.edges.length && !node.edges.some((edge) => state.passes(edge) && state.types.has(other(edge, node).type)))
      state.visible[node.index] = 0;
}

export function mark() {
  if (state.path) {
    state.marked = new Set();
    for (const edge of state.path) state.marked.add(edges[edge].source).add(edges[edge].target);
  } else if (state.selected) {
    state.marked = new Set([state.selected.index]);
    for (const edge of state.selected.edges) if (state.passes(edge)) state.marked.add(other(edge, state.selected).index);
  } else state.marked = null;
}
