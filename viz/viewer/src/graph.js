// The drawing: sigma on WebGL; what is shown, coloured and sized is asked of `state` at each refresh.
import Graph from "graphology";
import Sigma from "sigma";
import { NodeSquareProgram } from "@sigma/node-square";
import { data, edges, lookOf, nodes, ORGANIZATION } from "./data.js";
import { state } from "./state.js";

const COMMUNITIES = ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#b8a800", "#7a5fc7", "#7f7f7f", "#cc79a7", "#6fae2e", "#3e8299", "#a5763c", "#444444"];
const GROUND = { light: "#ffffff", dark: "#16181b" };
const FADED = { light: "#e4e4e4", dark: "#33373c" };
const TEXT = { light: "#1a1a1a", dark: "#f0f0f0" };

export const communityColour = (community) => COMMUNITIES[community % COMMUNITIES.length];
const theme = () => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");

// Colours are mixed here: WebGL would add the light of translucent ones up.
function mix(one, other, share) {
  const part = (at) => Math.round(parseInt(one.slice(at, at + 2), 16) * (1 - share) + parseInt(other.slice(at, at + 2), 16) * share);
  return "#" + [1, 3, 5].map((at) => part(at).toString(16).padStart(2, "0")).join("");
}

// Borders are dark, fills are light: what lies between is read on the dark ground and told apart.
export const lookColour = (look) => (theme() === "dark" ? mix(look.border, look.fill, 0.55) : look.border);
export const colourOf = (node) => (state.colour === "community" ? communityColour(node.community) : lookColour(lookOf(node)));

// A line fades into the ground the more of them there are; on the dark ground it is lighter first.
const FAINT = edges.length > 5000 ? 0.72 : 0.4;
const lineColours = Object.fromEntries(["light", "dark"].map((on) =>
  [on, data.ties.map((tie) => mix(on === "dark" ? mix(tie.colour, "#ffffff", 0.35) : tie.colour, GROUND[on], FAINT))]));
const nearColours = Object.fromEntries(["light", "dark"].map((on) => [on, data.ties.map((tie) => (on === "dark" ? mix(tie.colour, "#ffffff", 0.45) : tie.colour))]));

export const tieColour = (tie) => nearColours[theme()][data.ties.indexOf(tie)];

const LABEL_CHARACTERS = 14;
export const short = (text) => (text.length > LABEL_CHARACTERS ? Array.from(text).slice(0, LABEL_CHARACTERS).join("") + "…" : text);

// Many nodes, and nodes in a small window, are drawn smaller.
const MANY = nodes.length > 5000 ? 0.35 : nodes.length > 1000 ? 0.6 : 1;
const FADED_SIZE = 0.4;
let room = 1;

export function sizeOf(node) {
  const scale = MANY * room;
  if (state.size < 0) return 5 * scale;
  const value = node.measures[state.size] || 0;
  const most = (sizeOf.most ??= data.measures.map((_, i) => nodes.reduce((m, n) => Math.max(m, n.measures[i] || 0), 0)))[state.size];
  return scale * (2.5 + 14 * Math.sqrt(most > 0 ? Math.max(0, value) / most : 0));
}

function reduceNode(key, attributes) {
  const node = nodes[key];
  if (!state.visible[node.index]) return { ...attributes, hidden: true };
  const marked = state.marked && !state.marked.has(node.index);
  return {
    ...attributes,
    size: sizeOf(node) * (marked ? FADED_SIZE : 1),
    color: marked ? FADED[theme()] : colourOf(node),
    label: marked ? "" : node === state.selected ? node.name : short(node.name),
    forceLabel: node === state.selected || (state.path && state.marked?.has(node.index)),
    highlighted: node === state.selected,
    zIndex: marked ? 0 : 1,
  };
}

function reduceEdge(key, attributes) {
  const edge = edges[key];
  if (!state.passes(edge) || !state.visible[edge.source] || !state.visible[edge.target]) return { ...attributes, hidden: true };
  const size = attributes.size * room;
  if (state.path) return state.path.has(edge.index) ? { ...attributes, size: 4 * room, color: "#d55e00", zIndex: 2 } : { ...attributes, size: 0.5 * size, color: FADED[theme()] };
  const near = state.marked && state.selected && (edge.source === state.selected.index || edge.target === state.selected.index);
  if (state.marked && !near) return { ...attributes, color: FADED[theme()], size: 0.5 * size };
  return { ...attributes, size: near ? 2 * size : size, zIndex: near ? 1 : 0, color: (near ? nearColours : lineColours)[theme()][edge.tie] };
}

// The shape alone: labels are drawn as those of discs are.
class Square extends NodeSquareProgram {
  drawLabel = undefined;
  drawHover = undefined;
}

// Labels of one frame: drawn at its end, the largest node's first, none over another.
let wanted = [];
export const labelled = new Set();

function drawLabels() {
  const taken = [];
  labelled.clear();
  wanted.sort((a, b) => Number(b.node.forceLabel) - Number(a.node.forceLabel) || b.node.size - a.node.size || a.node.key - b.node.key);
  for (const { context, node, settings } of wanted) {
    context.font = `${settings.labelSize}px ${settings.labelFont}`;
    const left = node.x + node.size + 3, top = node.y - settings.labelSize * 0.7;
    const box = [left, top, left + context.measureText(node.label).width, top + settings.labelSize * 1.4];
    if (!node.forceLabel && taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    labelled.add(nodes[node.key]);
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = GROUND[theme()];
    context.strokeText(node.label, left, node.y + settings.labelSize / 3);
    context.fillStyle = TEXT[theme()];
    context.fillText(node.label, left, node.y + settings.labelSize / 3);
  }
  wanted = [];
}

// Sigma draws every node a second time and reads pixels back at each move of the pointer to know what is below it, for which
// a program waits until all is drawn. Twenty thousand distances are worked out sooner; and what is small can be hit.
const HIT_LEAST = 5;
function pickWithoutPixels(renderer) {
  renderer.pickingLayers.clear();
  for (const program of Object.values(renderer.nodePrograms)) program.pickProgram = null;
  renderer.getNodeAtPosition = ({ x, y }) => {
    const at = renderer.viewportToFramedGraph({ x, y }), aside = renderer.viewportToFramedGraph({ x: x + 1, y });
    const pixels = 1 / Math.hypot(aside.x - at.x, aside.y - at.y);
    let best = null, nearest = Infinity;
    for (const node of nodes) {
      if (!state.visible[node.index]) continue;
      const shown = renderer.nodeDataCache[node.index];
      const away = Math.hypot(shown.x - at.x, shown.y - at.y) * pixels;
      if (away <= Math.max(renderer.scaleSize(shown.size), HIT_LEAST) && away < nearest) {
        nearest = away;
        best = String(node.index);
      }
    }
    return best;
  };
}

// Each layer is laid over the others at every frame, which costs a tenth of a second where no graphics card does it: layers
// with nothing on them are not shown.
function hideEmptyLayers(renderer) {
  const { edgeLabels, hovers, hoverNodes } = renderer.getCanvases();
  let over = false;
  const show = () => {
    for (const layer of [hovers, hoverNodes]) layer.style.display = over || state.selected ? "" : "none";
  };
  edgeLabels.style.display = "none";
  show();
  renderer.on("enterNode", () => { over = true; show(); });
  renderer.on("leaveNode", () => { over = false; show(); });
  renderer.on("beforeRender", show);
}

// Where no graphics card draws, the lines stay out of sight while the drawing is moved: several frames in a row came late.
function hideLinesWhereSlow(renderer) {
  const LATE = 40, STILL = 400, SEVERAL = 4; // milliseconds between two frames; more is a pause of the hand
  let before = 0, late = 0;
  renderer.on("afterRender", () => {
    const now = performance.now(), gap = now - before;
    before = now;
    if (!renderer.getMouseCaptor().isMoving || gap > STILL) return;
    late = gap > LATE ? late + 1 : 0;
    if (late === SEVERAL) renderer.setSetting("hideEdgesOnMove", true);
  });
}

export function makeGraph(container, onPick) {
  const graph = new Graph({ multi: true });
  // Organizations are squares, people and events discs: greyscale loses the colours only.
  for (const node of nodes) graph.addNode(node.index, { x: node.x, y: node.y, label: node.name, size: 3, type: node.type === ORGANIZATION ? "square" : "circle" });
  for (const edge of edges)
    if (edge.source !== edge.target) graph.addEdgeWithKey(edge.index, edge.source, edge.target, { size: 1 });
  const fit = () => { room = Math.min(1, Math.max(0.45, Math.min(container.clientWidth, container.clientHeight) / 700)); };
  fit();
  const renderer = new Sigma(graph, container, {
    nodeReducer: reduceNode,
    edgeReducer: reduceEdge,
    nodeProgramClasses: { square: Square },
    labelFont: '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif',
    labelSize: 13,
    labelRenderedSizeThreshold: 5 * MANY,
    labelDensity: 1,
    labelGridCellSize: 90,
    hideEdgesOnMove: edges.length > 10000,
    hideLabelsOnMove: nodes.length > 1500,
    zIndex: true,
    minEdgeThickness: 1,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    defaultDrawNodeLabel: (context, node, settings) => { if (node.label) wanted.push({ context, node, settings }); },
    defaultDrawNodeHover: drawHover,
  });
  pickWithoutPixels(renderer);
  hideEmptyLayers(renderer);
  hideLinesWhereSlow(renderer);
  renderer.on("afterRender", drawLabels);
  renderer.on("clickNode", ({ node }) => onPick(nodes[node]));
  renderer.on("clickStage", () => onPick(null));
  renderer.on("resize", fit);
  return renderer;
}

// The label of the node under the pointer, on a plate that suits light and dark.
function drawHover(context, node, settings) {
  const dark = theme() === "dark";
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
export function toCanvas(renderer) {
  renderer.refresh();
  const { width, height } = renderer.getDimensions();
  const canvas = document.createElement("canvas");
  const scale = window.devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d");
  context.fillStyle = GROUND[theme()];
  context.fillRect(0, 0, canvas.width, canvas.height);
  const layers = renderer.getCanvases();
  for (const layer of ["edges", "edgeLabels", "nodes", "labels", "hovers", "hoverNodes"])
    if (layers[layer]?.width) context.drawImage(layers[layer], 0, 0, layers[layer].width, layers[layer].height, 0, 0, canvas.width, canvas.height);
  return canvas;
}

export const toPng = (renderer) => new Promise((done) => toCanvas(renderer).toBlob(done, "image/png"));

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
    picture.append(make("line", { x1: round(a.x), y1: round(a.y), x2: round(b.x), y2: round(b.y), stroke: shown.color, "stroke-width": shown.size }));
  }
  for (const node of nodes) {
    if (!state.visible[node.index]) continue;
    const at = place(node.index), shown = renderer.getNodeDisplayData(node.index), r = renderer.scaleSize(shown.size);
    picture.append(node.type === ORGANIZATION
      ? make("rect", { x: round(at.x - r), y: round(at.y - r), width: round(2 * r), height: round(2 * r), fill: shown.color })
      : make("circle", { cx: round(at.x), cy: round(at.y), r: round(r), fill: shown.color }));
  }
  for (const node of labelled) {
    const at = place(node.index), shown = renderer.getNodeDisplayData(node.index);
    picture.append(make("text", { x: round(at.x + renderer.scaleSize(shown.size) + 3), y: round(at.y + 4), "font-size": 12, fill: style.getPropertyValue("--text"),
      stroke: style.getPropertyValue("--ground"), "stroke-width": 3, "paint-order": "stroke" }, node.name));
  }
  return new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
}
