// The left column: what is shown.
import { data, edges, lookOf, nodes, TYPES } from "./data.js";
import { el } from "./dom.js";
import { days, kindKey, span, state } from "./state.js";
import { lookWord, term, word } from "./words.js";

const DAY = 86400000;
const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

function counts(list) {
  const found = new Map();
  for (const value of list) found.set(value, (found.get(value) || 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const kinds = counts(nodes.map(kindKey));
const kindNode = new Map(nodes.map((node) => [kindKey(node), node]));
const roles = counts(edges.filter((edge) => edge.tie === 0).map((edge) => edge.role));
const ties = counts(edges.map((edge) => edge.tie));

function boxes(title, rows, changed) {
  return el("fieldset", {}, el("legend", {}, title), rows.map(({ text, count, on, set }) =>
    el("label", {}, el("input", { type: "checkbox", checked: on, onchange: (event) => { set(event.target.checked); changed(); } }), ` ${text} `,
      el("small", { className: "soft" }, String(count)))));
}

const toggler = (set, value) => (on) => (on ? set.delete(value) : set.add(value));

export function fillFilters(container, changed, reset) {
  const confidence = el("output", {}, state.confidence.toFixed(2));
  const from = el("output", {}), to = el("output", {});
  const showTime = () => { from.textContent = isoDay(state.from); to.textContent = isoDay(state.to); };
  const timed = Number.isFinite(span.first);
  if (timed) showTime();
  const slider = (id, label, key, clamp) => el("label", { className: "slide" }, el("span", {}, label), el("input", { type: "range", id, ariaLabel: `${word("time")}: ${label}`, min: 0, max: days.length - 1, step: 1,
    value: days.indexOf(state[key]), oninput: (event) => {
      state[key] = clamp(days[Number(event.target.value)]);
      event.target.value = days.indexOf(state[key]);
      event.target.setAttribute("aria-valuetext", isoDay(state[key]));
      showTime();
      changed();
    } }));
  container.replaceChildren(...[
    el("button", { type: "button", onclick: reset }, word("reset")),
    boxes(word("type"), TYPES.map((type, i) => ({ text: word(type), count: nodes.filter((node) => node.type === i).length, on: state.types.has(i),
      set: (on) => (on ? state.types.add(i) : state.types.delete(i)) })), changed),
    el("fieldset", {}, el("legend", {}, word("confidence"), " ", confidence), el("input", { type: "range", id: "confidence", ariaLabel: word("confidence"), min: 0, max: 1, step: 0.01, value: state.confidence,
      oninput: (event) => { state.confidence = Number(event.target.value); confidence.textContent = state.confidence.toFixed(2); changed(); } })),
    timed ? el("fieldset", {}, el("legend", {}, word("time")), el("div", { className: "soft" }, from, " – ", to),
      slider("time-from", word("from_day"), "from", (v) => Math.min(v, state.to)), slider("time-to", word("to_day"), "to", (v) => Math.max(v, state.from)),
      el("label", {}, el("input", { type: "checkbox", checked: state.undated, onchange: (event) => { state.undated = event.target.checked; changed(); } }), " " + word("undated"))) : null,
    boxes(word("tie"), ties.map(([tie, count]) => ({ text: lookWord(data.ties[tie]), count, on: !state.hiddenTies.has(tie), set: toggler(state.hiddenTies, tie) })), changed),
    boxes(word("role"), roles.map(([role, count]) => ({ text: term(role), count, on: !state.hiddenRoles.has(role), set: toggler(state.hiddenRoles, role) })), changed),
    boxes(word("kind"), kinds.filter(([key]) => kindNode.get(key).kind).map(([key, count]) => {
      const node = kindNode.get(key);
      return { text: node.type === 2 ? term(node.kind) : lookWord(lookOf(node)), count, on: !state.hiddenKinds.has(key), set: toggler(state.hiddenKinds, key) };
    }), changed),
  ].filter(Boolean));
}
