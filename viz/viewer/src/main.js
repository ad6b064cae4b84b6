import { byId, data, edges, lookOf, nodes, shortestPath } from "./data.js";
import { el, name, save } from "./dom.js";
import { fillFilters } from "./filters.js";
import { communityColour, labelled, lookColour, makeGraph, short, tieColour, toCanvas, toPng, toSvg } from "./graph.js";
import { page, pathPage } from "./panel.js";
import { search } from "./search.js";
import { apply, mark, span, state } from "./state.js";
import { chinese, lookWord, setLanguage, term, word } from "./words.js";

const $ = (id) => document.getElementById(id);
let renderer = null;

// ---- what changes the picture

function refresh() {
  apply();
  mark();
  renderer?.refresh({ skipIndexation: false });
  const shown = state.visible.reduce((sum, on) => sum + on, 0);
  $("status").textContent = [shown < nodes.length ? `${word("shown")} ${shown} / ${nodes.length}` : "",
    state.pathFrom ? `${word("path")}：${state.pathFrom.name} → ${word("pickEnd")}` : ""].filter(Boolean).join(" · ");
  fillLegend();
}

let waiting = false;
function refreshSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; refresh(); });
}

// After the columns beside the drawing changed: resizing alone leaves it blank.
function resizeNow() {
  renderer?.resize();
  renderer?.refresh();
}
const resizeSoon = () => requestAnimationFrame(resizeNow);

function showPanel(content) {
  $("panel").replaceChildren(...content);
  $("panel").hidden = !content.length;
  $("panel").scrollTop = 0;
  resizeSoon();
}

function centre(node) {
  const shown = renderer?.getNodeDisplayData(node.index);
  if (shown) renderer.getCamera().animate({ x: shown.x, y: shown.y, ratio: Math.min(renderer.getCamera().ratio, 0.35) }, { duration: 300 });
}

// ---- entities, paths, and the back button: the address says what is open

function open(node) {
  const hash = node ? "#e=" + node.id : "#";
  if (location.hash !== hash) history.pushState(null, "", hash);
  showAddress();
}

function openPath(from, to) {
  history.pushState(null, "", `#p=${from.id},${to.id}`);
  showAddress();
}

function showAddress() {
  const [, kind, value] = /^#([ep])=(.*)$/.exec(location.hash) || [];
  state.path = null;
  state.selected = null;
  if (kind === "p") {
    const [from, to] = value.split(",").map((id) => byId.get(id));
    if (from && to) showPath(from, to);
  } else if (kind === "e" && byId.has(value)) {
    state.selected = byId.get(value);
    showPanel(page(state.selected, open, { pathFrom, pathTo: (node) => openPath(state.pathFrom, node), centre }));
    document.title = state.selected.name + " – " + data.title;
    refresh();
    centre(state.selected);
    return;
  } else showPanel([]);
  document.title = data.title;
  refresh();
  if (state.path?.size) frame(state.marked);
}

// Move so that all of these are in the window, with room for their names.
function frame(indices) {
  if (!renderer) return;
  resizeNow();
  const shown = [...indices].map((index) => renderer.getNodeDisplayData(index)), xs = shown.map((at) => at.x), ys = shown.map((at) => at.y);
  const left = Math.min(...xs), right = Math.max(...xs), low = Math.min(...ys), high = Math.max(...ys);
  const { width, height } = renderer.getDimensions(), least = Math.min(width, height);
  const ratio = Math.max(1.5 * (right - left) * least / width, 1.5 * (high - low) * least / height, 0.05);
  renderer.getCamera().animate({ x: (left + right) / 2, y: (low + high) / 2, ratio: Math.min(ratio, 1.2) }, { duration: 300 });
}

function showPath(from, to) {
  const steps = shortestPath(from, to, (edge, node) => state.passes(edge) && state.visible[node.index]);
  state.path = new Set((steps || []).map((step) => step.edge.index));
  state.pathFrom = null;
  showPanel(pathPage(steps, from, to, open, () => open(null)));
}

function pathFrom(node) {
  state.pathFrom = node;
  refresh();
}

// ---- the bar

function fillBar() {
  const hits = el("ul", { id: "hits", role: "listbox", hidden: true });
  const input = el("input", { id: "search", type: "search", placeholder: word("find"), ariaLabel: word("find"), autocomplete: "off", role: "combobox" });
  let found = [], at = 0;
  const show = () => {
    hits.replaceChildren(...(found.length ? found.map((node, i) => el("li", { role: "option", "aria-selected": String(i === at), onmousedown: (event) => { event.preventDefault(); pick(i); } },
      name(node.name), " ", el("small", {}, lookWord(lookOf(node)), node.date ? " " + node.date : ""))) : [el("li", {}, word("none"))]));
    hits.hidden = !input.value.trim();
    hits.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const pick = (i) => {
    if (!found[i]) return;
    const node = found[i];
    hits.hidden = true;
    input.value = "";
    input.blur();
    open(node);
  };
  input.addEventListener("input", () => { found = search(input.value); at = 0; show(); });
  input.addEventListener("focus", () => { if (input.value) show(); });
  input.addEventListener("blur", () => { hits.hidden = true; });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = Math.max(0, Math.min(found.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
      show();
      event.preventDefault();
    } else if (event.key === "Enter" && !event.isComposing) pick(at);
    else if (event.key === "Escape") { input.value = ""; hits.hidden = true; input.blur(); }
  });
  const choice = (id, label, options, value, set) => el("label", {}, label + " ", el("select", { id, onchange: (event) => { set(event.target.value); refresh(); } },
    options.map(([key, text]) => el("option", { value: key, selected: String(key) === String(value) }, text))));
  $("bar").replaceChildren(
    el("h1", {}, name(data.title)),
    el("div", { id: "find" }, input, hits),
    el("button", { type: "button", id: "show-filters", onclick: () => { $("filters").hidden = !$("filters").hidden; resizeSoon(); } }, word("filters")),
    el("div", { id: "more" },
    choice("size", word("sizeBy"), [...data.measures.map((measure, i) => [i, term(measure)]), [-1, word("equal")]], state.size, (v) => { state.size = Number(v); }),
    choice("colour", word("colourBy"), [["kind", word("byKind")], ["community", word("community")]], state.colour, (v) => { state.colour = v; }),
    el("button", { type: "button", id: "png", onclick: async () => save(await toPng(renderer), "network.png") }, word("png")),
    el("button", { type: "button", id: "svg", onclick: () => save(toSvg(renderer), "network.svg") }, word("svg")),
    el("button", { type: "button", onclick: () => print() }, word("print")),
    el("button", { type: "button", id: "language", onclick: () => { setLanguage(!chinese()); fillAll(); showAddress(); } }, word("language")),
    el("button", { type: "button", id: "theme", onclick: switchTheme }, word("dark")),
    el("button", { type: "button", id: "keys", onclick: showKeys }, word("help"))));
}

function switchTheme() {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  refresh();
}

function showKeys() {
  const rows = [["/", word("find")], ["Esc", word("close")], ["+ −", word("zoom")], ["0", word("fit")], ["← ↑ → ↓", word("pan")], ["f", word("filters")], ["d", word("dark")], ["l", word("language")]];
  const dialog = el("dialog", {}, el("h3", {}, word("help")), el("table", {}, rows.map(([key, text]) => el("tr", {}, el("td", {}, el("kbd", {}, key)), el("td", {}, text)))),
    el("button", { type: "button", onclick: () => dialog.close() }, word("close")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function fillTools() {
  const camera = () => renderer?.getCamera();
  $("tools").replaceChildren(
    el("button", { type: "button", id: "zoom-in", ariaLabel: "+", onclick: () => camera()?.animatedZoom({ duration: 150 }) }, "+"),
    el("button", { type: "button", id: "zoom-out", ariaLabel: "−", onclick: () => camera()?.animatedUnzoom({ duration: 150 }) }, "−"),
    el("button", { type: "button", id: "fit", ariaLabel: word("fit"), title: word("fit"), onclick: () => camera()?.animatedReset({ duration: 200 }) }, "⤢"));
}

function fillLegend() {
  const seen = new Map();
  for (const node of nodes)
    if (state.visible[node.index]) {
      const key = state.colour === "community" ? node.community : lookOf(node);
      seen.set(key, (seen.get(key) || 0) + 1);
    }
  const entries = [...seen].sort((a, b) => b[1] - a[1]).slice(0, 12);
  $("legend").replaceChildren(...entries.map(([key, count]) => {
    const colour = state.colour === "community" ? communityColour(key) : lookColour(key);
    const dot = svg("svg", { width: 12, height: 12 });
    dot.append(key.type === "organization" ? svg("rect", { x: 1, y: 1, width: 10, height: 10, fill: colour }) : svg("circle", { cx: 6, cy: 6, r: 5, fill: colour }));
    return el("span", { className: "item" }, dot, state.colour === "community" ? name(short(foremost(key).name)) : lookWord(key), ` ${count}`);
  }), ...data.ties.filter((tie, i) => tiesHere.has(i) && !state.hiddenTies.has(i)).map((tie) => {
    const line = svg("svg", { width: 18, height: 12 });
    line.append(svg("line", { x1: 0, y1: 6, x2: 18, y2: 6, stroke: tieColour(tie), "stroke-width": 2 }));
    return el("span", { className: "item" }, line, lookWord(tie));
  }));
}

// A community bears the name of its foremost member.
const firsts = new Map();
for (const node of nodes) {
  const first = firsts.get(node.community);
  if (!first || (node.measures[0] || 0) > (first.measures[0] || 0)) firsts.set(node.community, node);
}
const foremost = (community) => firsts.get(community);
const tiesHere = new Set(edges.map((edge) => edge.tie));

function svg(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  return node;
}

function resetFilters() {
  Object.assign(state, { types: new Set([0, 1, 2]), confidence: 0, from: span.first, to: span.last, undated: true });
  for (const set of [state.hiddenKinds, state.hiddenRoles, state.hiddenTies]) set.clear();
  fillFilters($("filters"), refreshSoon, resetFilters);
  refresh();
}

// ---- keyboard

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  const camera = renderer?.getCamera();
  const step = camera ? 0.1 * camera.ratio : 0;
  const pan = (x, y) => camera?.animate({ x: camera.x + x * step, y: camera.y + y * step }, { duration: 80 });
  const keys = {
    "/": () => $("search").focus(), Escape: () => open(null), "+": () => $("zoom-in").click(), "=": () => $("zoom-in").click(), "-": () => $("zoom-out").click(),
    0: () => $("fit").click(), f: () => $("show-filters").click(), d: () => $("theme").click(), l: () => $("language").click(),
    ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, 1), ArrowDown: () => pan(0, -1),
  };
  if (!Object.hasOwn(keys, event.key)) return;
  if (event.key.startsWith("Arrow") && $("panel").contains(event.target)) return;
  event.preventDefault();
  keys[event.key]();
});

function fillAll() {
  fillBar();
  fillTools();
  fillFilters($("filters"), refreshSoon, resetFilters);
}

document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
setLanguage(chinese());
fillAll();
try {
  renderer = makeGraph($("graph"), open);
} catch (error) {
  $("status").textContent = word("noGraph");
  console.warn(error.message);
}
// On paper the drawing is a picture of what is in the window, on white.
let dark = false;
addEventListener("beforeprint", () => {
  dark = document.documentElement.dataset.theme === "dark";
  if (dark) switchTheme();
  if (renderer) $("printed").replaceChildren(toCanvas(renderer));
});
addEventListener("afterprint", () => {
  $("printed").replaceChildren();
  if (dark) switchTheme();
});
addEventListener("popstate", showAddress);
addEventListener("hashchange", showAddress);
showAddress();
document.documentElement.dataset.ready = "yes";
// For tests: where a node is on the screen, and whose names are drawn.
window.guanxiLabels = () => [...labelled].map((node) => node.name);
window.guanxiPlace = (id) => {
  const node = byId.get(id);
  return node && renderer ? renderer.graphToViewport({ x: node.x, y: node.y }) : null;
};
