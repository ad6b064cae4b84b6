// The page of an entity: posts over time, events with role, organizations, who took part; each row with its proof.
import { data, EVENT, ORGANIZATION, other, PERSON, TIES } from "./data.js";
import { copy, el, name } from "./dom.js";
import { state } from "./state.js";
import { lookWord, term, word } from "./words.js";
import { lookOf } from "./data.js";

const when = (edge) => (edge.from && edge.to && edge.from !== edge.to ? `${edge.from} – ${edge.to}` : edge.from || edge.to);

function proof(edge) {
  return el("td", { className: edge.inferred ? "proof inferred" : "proof" },
    edge.document ? el("span", { title: edge.document }, name(edge.document.replace(/^.*\//, "")), edge.line ? [el("wbr"), el("span", { className: "tight" }, ":" + edge.line)] : null) : null,
    edge.facts > 1 ? el("span", { className: "soft" }, ` ×${edge.facts}`) : null,
    edge.inferred ? el("span", { className: "soft" }, " " + word("inferred")) : null,
    el("span", { className: "soft" }, ` ${Math.round(edge.confidence * 100)}%`));
}

// What the page says, below the row that it proves.
const quote = (edge, columns) => (edge.words ? [el("tr", { className: "quote" }, el("td", { colSpan: columns }, el("blockquote", {}, name(edge.words))))] : []);

// A name or a role of few characters is not broken.
const tight = (text) => (text.length <= 5 ? "tight" : "");

const proofText = (edge) => `${edge.document}${edge.line ? ":" + edge.line : ""} ${edge.words}`.trim();

// A table to sort by its heads, to filter, and to copy as tab-separated text.
function table(title, columns, rows, open, large) {
  if (!rows.length) return null;
  let sorted = null, descending = false;
  const body = el("tbody");
  const filter = large ? el("input", { type: "search", placeholder: word("filter"), ariaLabel: word("filter"), oninput: fill }) : null;
  const said = el("button", { className: "quiet", type: "button", onclick: copyRows }, word("copy"));
  const heads = columns.map((column) => el("th", { scope: "col" }, el("button", { type: "button", onclick: () => sortBy(column) }, column.head)));
  function current() {
    const query = filter ? filter.value.trim().toLowerCase() : "";
    const kept = rows.filter((row) => !query || columns.some((column) => column.text(row).toLowerCase().includes(query)));
    if (sorted) kept.sort((a, b) => sorted.text(a).localeCompare(sorted.text(b), "zh-CN") * (descending ? -1 : 1));
    return kept;
  }
  function fill() {
    body.replaceChildren(...current().flatMap((row) => [el("tr", {}, columns.map((column) => column.cell(row, open))), ...quote(row, columns.length)]));
  }
  function sortBy(column) {
    descending = sorted === column && !descending;
    sorted = column;
    heads.forEach((head, i) => head.setAttribute("aria-sort", columns[i] === column ? (descending ? "descending" : "ascending") : "none"));
    fill();
  }
  async function copyRows() {
    const clean = (text) => text.replace(/[\t\r\n]+/g, " ").replace(/^(?=[=+\-@])/, "'");
    const lines = [columns.map((column) => column.head), ...current().map((row) => columns.map((column) => clean(column.text(row))))];
    if (await copy(lines.map((line) => line.join("\t")).join("\n"))) said.textContent = word("copied");
  }
  fill();
  return [el("h3", {}, title, el("span", { className: "count" }, String(rows.length)), filter, said),
    el("table", {}, el("thead", {}, el("tr", {}, heads)), body)];
}

const entityColumn = (head, node) => ({
  head,
  text: (edge) => other(edge, node).name,
  cell: (edge, open) => {
    const to = other(edge, node);
    return el("td", { className: tight(to.name) }, el("a", { href: "#e=" + to.id, onclick: (event) => { event.preventDefault(); open(to); } }, name(to.name)));
  },
});
const dateColumn = { head: "", text: when, cell: (edge) => el("td", { className: "date" }, ...when(edge).split(" – ").flatMap((day, i) => (i ? [" –", el("br"), day] : [day]))) };
const roleColumn = (head) => ({ head, text: (edge) => term(edge.role || data.ties[edge.tie].type), cell: (edge) => el("td", { className: tight(edge.role) }, name(term(edge.role || data.ties[edge.tie].type))) });
const proofColumn = () => ({ head: word("proof"), text: proofText, cell: proof });
const typeColumn = (node) => ({ head: word("type"), text: (edge) => lookWord(lookOf(other(edge, node))), cell: (edge) => el("td", { className: tight(lookWord(lookOf(other(edge, node)))) }, lookWord(lookOf(other(edge, node)))) });

// Posts that the person held then: those that the same page tells, else those seen within half a year of the day.
const HALF_A_YEAR = 183;
function postColumn(node) {
  const text = (edge) => {
    const person = other(edge, node);
    if (person.type !== PERSON) return "";
    const posts = person.edges.filter((post) => post.tie === TIES.post);
    const told = posts.filter((post) => post.document === edge.document);
    const then = told.length || edge.first === null ? told : posts.filter((post) => post.first !== null && post.first - HALF_A_YEAR <= edge.last && edge.first <= post.last + HALF_A_YEAR);
    return [...new Set(then.map((post) => `${other(post, person).name} ${post.role}`))].join("；");
  };
  return { head: word("title"), text, cell: (edge) => el("td", {}, name(text(edge))) };
}

const byDate = (a, b) => (a.first ?? Infinity) - (b.first ?? Infinity) || a.index - b.index;

export function page(node, open, actions) {
  const of = (tie, test = () => true) => node.edges.filter((edge) => edge.tie === tie && state.passes(edge) && test(edge)).sort(byDate);
  const date = { ...dateColumn, head: word("date") };
  const tables = [];
  if (node.type === EVENT)
    tables.push(table(word("who"), [entityColumn(word("name"), node), roleColumn(word("role")), typeColumn(node), postColumn(node), proofColumn()],
      of(TIES.participation), open, true));
  else {
    tables.push(table(word(node.type === PERSON ? "posts" : "holders"), [date, roleColumn(word("title")), entityColumn(word("name"), node), proofColumn()],
      of(TIES.post), open, node.type === ORGANIZATION));
    tables.push(table(word("events"), [date, roleColumn(word("role")), entityColumn(word("what"), node), proofColumn()], of(TIES.participation), open, true));
  }
  tables.push(table(word("above"), [entityColumn(word("name"), node), proofColumn()], of(TIES.part_of, (edge) => edge.source === node.index), open, false));
  tables.push(table(word("below"), [entityColumn(word("name"), node), proofColumn()], of(TIES.part_of, (edge) => edge.target === node.index), open, false));
  tables.push(table(word("partners"), [entityColumn(word("name"), node), proofColumn()], of(TIES.partner), open, false));
  tables.push(table(word("together"), [entityColumn(word("name"), node), roleColumn(word("tie")), proofColumn()],
    node.edges.filter((edge) => edge.tie >= TIES.co_attendance && state.passes(edge)), open, true));
  const facts = [lookWord(lookOf(node)), node.type === EVENT && node.kind ? term(node.kind) : "", node.date, node.place].filter(Boolean);
  return [
    el("h2", {}, name(node.name)),
    el("p", { className: "soft" }, name(facts.join(" · "))),
    node.forms.length ? el("p", { className: "soft" }, word("forms") + "：", name(node.forms.join("、"))) : null,
    el("div", { className: "row" },
      el("button", { type: "button", onclick: () => actions.pathFrom(node) }, word("from")),
      state.pathFrom && state.pathFrom !== node ? el("button", { type: "button", id: "path-here", onclick: () => actions.pathTo(node) }, word("toHere")) : null,
      el("button", { type: "button", onclick: () => actions.centre(node) }, word("centre")),
      el("button", { type: "button", onclick: () => open(null) }, word("close"))),
    ...tables.flat().filter(Boolean),
    data.measures.length ? el("h3", {}, word("measures")) : null,
    data.measures.length ? el("p", { className: "soft" }, data.measures.map((measure, i) => `${term(measure)} ${+(node.measures[i] || 0).toPrecision(4)}`).join(" · ")) : null,
  ].filter(Boolean);
}

// The steps of a path, each with its proof.
export function pathPage(steps, from, to, open, clear) {
  const link = (node) => el("a", { className: tight(node.name), href: "#e=" + node.id, onclick: (event) => { event.preventDefault(); open(node); } }, name(node.name));
  return [
    el("h2", {}, word("path"), "：", name(from.name), " → ", name(to.name)),
    el("div", { className: "row" }, el("button", { type: "button", onclick: clear }, word("close"))),
    steps ? el("p", { className: "soft" }, `${steps.length} ${word("steps")}`) : el("p", {}, word("noPath")),
    steps ? el("table", {}, el("tbody", {}, steps.map((step) => el("tr", {}, el("td", {}, link(step.from)),
      el("td", { className: tight(term(step.edge.role || data.ties[step.edge.tie].type)) }, name(term(step.edge.role || data.ties[step.edge.tie].type))), el("td", {}, link(step.to)), proof(step.edge))).flatMap((row, i) => [row, ...quote(steps[i].edge, 4)]))) : null,
  ].filter(Boolean);
}
