// Search as you type: names, other forms, pinyin initials, and letters in order with gaps (怀柔总工会 in 怀柔区总工会).
import { nodes } from "./data.js";

// The first character of each initial in the order of pinyin, which every current browser's collation knows.
const FIRST = "吖八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他挖夕丫帀";
const INITIALS = "abcdefghjklmnopqrstwxyz";
const collator = new Intl.Collator("zh-CN");

function initialOf(character) {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase();
  let low = 0, high = FIRST.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (collator.compare(FIRST[middle], character) <= 0) low = middle;
    else high = middle - 1;
  }
  return INITIALS[low];
}

const cache = new Map();
function initial(character) {
  if (!cache.has(character)) cache.set(character, initialOf(character));
  return cache.get(character);
}
export const initials = (text) => Array.from(text, initial).join("");

const entries = nodes.map((node) => ({ node, names: [node.name, ...node.forms].map((name) => name.toLowerCase()), initials: null }));

function inOrder(letters, name) {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (!at) return false;
  }
  return true;
}

function rank(entry, query, latin) {
  let best = 9;
  entry.names.forEach((name, i) => {
    const own = i ? 0.5 : 0;
    if (name === query) best = Math.min(best, own);
    else if (name.startsWith(query)) best = Math.min(best, 1 + own);
    else if (name.includes(query)) best = Math.min(best, 2 + own);
    else if (query.length > 1 && inOrder(query, name)) best = Math.min(best, 4 + own);
  });
  if (latin && best > 3) {
    entry.initials ??= initials(entry.node.name);
    if (entry.initials.startsWith(query)) best = Math.min(best, 3);
    else if (entry.initials.includes(query)) best = Math.min(best, 3.5);
  }
  return best;
}

export function search(text, most = 30) {
  const query = text.trim().toLowerCase();
  if (!query) return [];
  const latin = /^[a-z0-9]+$/.test(query);
  const found = [];
  for (const entry of entries) {
    const r = rank(entry, query, latin);
    if (r < 9) found.push([r, entry.node]);
  }
  found.sort((a, b) => a[0] - b[0] || b[1].edges.length - a[1].edges.length || a[1].name.length - b[1].name.length || a[1].index - b[1].index);
  return found.slice(0, most).map(([, node]) => node);
}
