// The drawing: sigma on WebGL; what is shown, coloured and sized is asked of `state` at each refresh.
import Graph from "graphology";
import Sigma from "sigma";
import { data, edges, lookOf, nodes } from "./data.js";
import { state } from "./state.js";

const COMMUNITIES = ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#b8a800", "#7a5fc7", "#7f7f7f", "#cc79a7", "#6fae2e", "#3e8299", "#a5763c", "#444444"];
const FADED = { light: "#e4e4e4", dark: "#33373c" };
const TEXT = { light: "#1a1a1a", dark: "#f0f0f0" };

export const communityColour = (community) => COMMUNITIES[community % COMMUNITIES.length];
const isDark = () => document.documentElement.dataset.theme === "dark";
// Borders are dark, fills are light: each is read on the other ground.
export const lookColour = (look) => (isDark() ? look.fill : look.border);
export const colourOf = (node) => (state.colour === "community" ? communityColour(node.community) : lookColour(lookOf(node)));

const LABEL_CHARACTERS = 14;
const short = (text) => (text.length > LABEL_CHARACTERS ? Array.from(text).slice(0, LABEL_CHARACTERS).join("") + "…" : text);

// Many nodes are drawn smaller.
const SCALE = nodes.length > 5000 ? 0.35 : nodes.length > 1000 ? 0.6 : 1;

export function sizeOf(node) {
  if (state.size < 0) return 5 * SCALE;
  const value = node.measures[state.size] || 0;
  const most = (sizeOf.most ??= data.measures.map((_, i) => nodes.reduce((m, n) => Math.max(m, n.measures[i] || 0), 0)))[state.size];
  return SCALE * (2.5 + 14 * Math.sqrt(most > 0 ? Math.max(0, value) / most : 0));
}

function reduceNode(key, attributes) {
  const node = nodes[key];
  const theme = isDark() ? "dark" : "light";
  if (!state.visible[node.index]) return { ...attributes, hidden: true };
  const marked = state.marked && !state.marked.has(node.index);
  return {
    ...attributes,
    size: sizeOf(node),
    color: marked ? FADED[theme] : colourOf(node),
    label: marked ? "" : node === state.selected ? node.name : short(node.name),
    forceLabel: node === state.selected || (state.path && state.marked?.has(node.index)),
    highlighted: node === state.selected,
    zIndex: marked ? 0 : 1,
  };
}

function reduceEdge(key, attributes) {
  const edge = edges[key];
  const theme = isDark() ? "dark" : "light";
  if (!state.passes(edge) || !state.visible[edge.source] || !state.visible[edge.target]) return { ...attributes, hidden: true };
  if (state.path) return state.path.has(edge.index) ? { ...attributes, size: 4, color: "#d55e00", zIndex: 2 } : { ...attributes, color: FADED[theme] };
  const near = state.marked && state.selected && (edge.source === state.selected.index || edge.target === state.selected.index);
  if (state.marked && !near) return { ...attributes, color: FADED[theme], size: 0.5 };
  return { ...attributes, size: near ? 2 : attributes.size };
}

export function makeGraph(container, onPick) {
  const graph = new Graph({ multi: true });
  for (const node of nodes) graph.addNode(node.index, { x: node.x, y: node.y, label: node.name, size: 3 });
  for (const edge of edges)
    if (edge.source !== edge.target)
      graph.addEdgeWithKey(edge.index, edge.source, edge.target, { size: 1, color: data.ties[edge.tie].colour + (edges.length > 5000 ? "55" : "99") });
  const renderer = new Sigma(graph, container, {
    nodeReducer: reduceNode,
    edgeReducer: reduceEdge,
    labelFont: '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif',
    labelSize: 13,
    labelColor: { color: TEXT[isDark() ? "dark" : "light"] },
    labelRenderedSizeThreshold: 6,
    labelDensity: 0.7,
    labelGridCellSize: 130,
    hideEdgesOnMove: edges.length > 10000,
    hideLabelsOnMove: nodes.length > 1500,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    defaultDrawNodeHover: drawHover,
  });
  renderer.on("clickNode", ({ node }) => onPick(nodes[node]));
  renderer.on("clickStage", () => onPick(null));
  renderer.retheme = () => renderer.setSetting("labelColor", { color: TEXT[isDark() ? "dark" : "light"] });
  return renderer;
}

// The label of the node under the pointer, on a plate that suits light and dark.
function drawHover(context, node, settings) {
  const dark = isDark();
  context.font = `bold ${settings.labelSize}px ${settings.labelFont}`;
  const text = node.label || "";
  const width = text ? context.measureText(text).width + node.size + 12 : 0;
  context.fillStyle = dark ? "#2b2f35" : "#ffffff";
  context.strokeStyle = dark ? "#8ecbf2" : "#0b5a8a";
  context.beginPath();
  context.arc(node.x, node.y, node.size + 3, 0, Math.PI * 2);
  context.rect(node.x, node.y - settings.labelSize * 0.8, width, settings.labelSize * 1.6);
  context.fill();
  context.stroke();
  context.fillStyle = node.color;
  context.beginPath();
  context.arc(node.x, node.y, node.size, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = dark ? "#f0f0f0" : "#1a1a1a";
  context.fillText(text, node.x + node.size + 5, node.y + settings.labelSize / 3);
}

// All layers of the drawing on one canvas.
export function toPng(renderer) {
  renderer.refresh();
  const { width, height } = renderer.getDimensions();
  const canvas = document.createElement("canvas");
  const scale = window.devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d");
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--ground") || "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  const layers = renderer.getCanvases();
  for (const layer of ["edges", "edgeLabels", "nodes", "labels", "hovers", "hoverNodes"])
    if (layers[layer]?.width) context.drawImage(layers[layer], 0, 0, layers[layer].width, layers[layer].height, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// What is in the window as SVG, made with the DOM so that every name is text.
export function toSvg(renderer) {
  const space = "http://www.w3.org/2000/svg";
  const { width, height } = renderer.getDimensions();
  const make = (tag, attributes, text) => {
    const node = document.createElementNS(space, tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const style = getComputedStyle(document.documentElement);
  const picture = make("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif" });
  picture.append(make("rect", { width, height, fill: style.getPropertyValue("--ground") }));
  const place = (index) => {
    const shown = renderer.getNodeDisplayData(index);
    return renderer.framedGraphToViewport(shown);
  };
  const round = (value) => Math.round(value * 10) / 10;
  for (const edge of edges) {
    if (edge.source === edge.target || !state.visible[edge.source] || !state.visible[edge.target] || !state.passes(edge)) continue;
    const shown = renderer.getEdgeDisplayData(edge.index);
    const a = place(edge.source), b = place(edge.target);
    picture.append(make("line", { x1: round(a.x), y1: round(a.y), x2: round(b.x), y2: round(b.y), stroke: shown.color.slice(0, 7), "stroke-width": shown.size, "stroke-opacity": 0.6 }));
  }
  const labelled = new Set(renderer.getNodeDisplayedLabels?.() || []);
  for (const node of nodes) {
    if (!state.visible[node.index]) continue;
    const at = place(node.index), shown = renderer.getNodeDisplayData(node.index);
    picture.append(make("circle", { cx: round(at.x), cy: round(at.y), r: round(renderer.scaleSize(shown.size)), fill: shown.color }));
    if (labelled.has(String(node.index)) || nodes.length < 200)
      picture.append(make("text", { x: round(at.x + renderer.scaleSize(shown.size) + 3), y: round(at.y + 4), "font-size": 12, fill: style.getPropertyValue("--text") }, node.name));
  }
  return new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
}
