// viewer.mjs FOLDER LARGE...: open pages.html, hostile.html and the large ones in Chromium and use them as people do.
// Screenshots are left in FOLDER for whoever wants to look.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const folder = process.argv[2];
let checks = 0;
function expect(truth, what) {
  checks++;
  if (!truth) throw new Error(what);
}

const browser = await chromium.launch({
  executablePath: ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync),
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});

async function open(name, locale = "zh-CN", more = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 850 }, locale, acceptDownloads: true, ...more });
  const page = await context.newPage();
  // What waits for the drawing to be done, and how often it is drawn.
  await page.addInitScript(() => {
    window.readBack = 0;
    window.drawnAt = [];
    const { readPixels, clear } = WebGL2RenderingContext.prototype;
    let first = null;
    WebGL2RenderingContext.prototype.readPixels = function (...more) { window.readBack++; return readPixels.apply(this, more); };
    WebGL2RenderingContext.prototype.clear = function (...more) {
      first ??= this;
      if (this === first && performance.now() - (window.drawnAt.at(-1) ?? -9) > 2) window.drawnAt.push(performance.now());
      return clear.apply(this, more);
    };
  });
  const bad = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type()) && !/GPU stall|GL Driver/.test(message.text())) bad.push(message.text()); });
  page.on("pageerror", (error) => bad.push(String(error)));
  page.on("dialog", (dialog) => { bad.push("a dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("request", (request) => { if (!/^(file|blob|data):/.test(request.url())) bad.push("a request: " + request.url()); });
  const started = Date.now();
  await page.goto("file://" + join(folder, name + ".html"));
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  page.took = Date.now() - started;
  page.bad = bad;
  page.clean = () => expect(bad.length === 0, `${name}: ${bad.join("; ")}`);
  return page;
}

const shot = (page, name) => page.screenshot({ path: join(folder, name + ".png") });
const heading = (page) => page.locator("#panel h2").textContent();
const data = (page) => page.evaluate(() => JSON.parse(document.getElementById("data").textContent));

async function find(page, text) {
  await page.fill("#search", text);
  await page.press("#search", "Enter");
  await page.waitForSelector("#panel h2");
  return heading(page);
}

// ---- real pages: search, entity, table, filters, path, back, keyboard, export

{
  const page = await open("pages");
  const { nodes, edges } = await data(page);
  expect(nodes.length > 20 && edges.length > 20, "pages.html holds too little");
  await page.waitForTimeout(500);
  await shot(page, "1-open");

  // Names are drawn, in the words of the data, and the words of the bar are Chinese.
  await page.waitForFunction(() => window.guanxiLabels().length > 3);
  const drawn = await page.evaluate(() => window.guanxiLabels());
  expect(drawn.every((name) => nodes.some((node) => node[2] === name)), "a label that is no name");
  expect((await page.locator("#size").textContent()).includes("影响力"), "measures are not named in Chinese");
  expect((await page.locator("#legend").textContent()).includes("参与") && (await page.locator("#legend line").count()) > 1, "the legend does not tell lines apart");

  // Search by name, by part, by letters with gaps and by initials.
  const unique = (node) => nodes.every((other) => other === node || other[2] !== node[2]); // searching finds just this one
  const person = nodes.find((node) => node[1] === 0 && unique(node) && edges.some((edge) => edge[0] === nodes.indexOf(node) && edge[2] === 0));
  expect((await find(page, person[2])) === person[2], "search by name");
  expect((await page.locator("#panel table").count()) > 0, "the page of a person has no table");
  await shot(page, "2-person");
  const union = nodes.find((node) => node[1] === 1 && node[2].length > 5);
  const gapped = union[2].slice(0, 2) + union[2].slice(3);
  await page.fill("#search", gapped);
  expect((await page.locator("#hits li bdi").allTextContents()).includes(union[2]), `${gapped} does not find ${union[2]}`);
  await page.fill("#search", "zgh");
  expect((await page.locator("#hits li bdi").allTextContents()).some((text) => text.includes("总工会")), "initials zgh find no 总工会");
  await page.fill("#search", "");

  // A click in the drawing opens what is there.
  await page.keyboard.press("Escape");
  await page.click("#fit");
  await page.waitForTimeout(500);
  let opened = false;
  for (const node of nodes.slice(0, 30)) {
    const at = await page.evaluate((id) => window.guanxiPlace(id), node[0]);
    const box = await page.locator("#graph").boundingBox();
    if (!at || at.x < 60 || at.y < 60 || at.x > box.width - 60 || at.y > box.height - 160) continue;
    await page.mouse.move(box.x + at.x + 2, box.y + at.y + 2);
    await page.waitForTimeout(100);
    await page.mouse.click(box.x + at.x + 2, box.y + at.y + 2);
    await page.waitForTimeout(300);
    if (await page.locator("#panel h2").count()) { opened = true; break; }
  }
  expect(opened, "no click in the drawing opened anything");
  expect((await page.evaluate(() => window.readBack)) === 0, "pixels are read back: every move of the pointer waits for the drawing");

  // Who attended: sort, filter, copy.
  const event = nodes.map((node, i) => [node, unique(node) ? edges.filter((edge) => edge[1] === i && edge[2] === 0).length : 0]).sort((a, b) => b[1] - a[1])[0];
  await find(page, event[0][2]);
  const rows = page.locator("#panel table").first().locator("tbody tr:not(.quote)");
  expect((await rows.count()) === event[1], `who attended: ${await rows.count()} rows, not ${event[1]}`);
  const names = () => rows.locator("td:first-child").allTextContents();
  const before = await names();
  await page.locator("#panel th button").first().click();
  const ascending = await names();
  await page.locator("#panel th button").first().click();
  expect(JSON.stringify(ascending) === JSON.stringify((await names()).reverse()), "sorting down is not sorting up reversed");
  expect(JSON.stringify([...before].sort()) === JSON.stringify([...ascending].sort()), "sorting lost a row");
  await page.fill('#panel input[type="search"]', before[0]);
  expect((await rows.count()) >= 1 && (await rows.count()) <= before.length, "filtering the table");
  await page.fill('#panel input[type="search"]', "");
  await page.locator("#panel h3 button").first().click();
  await page.waitForFunction(() => document.querySelector("#panel h3 button").textContent === "已复制");
  await shot(page, "3-event");

  // Back.
  await page.goBack();
  await page.waitForFunction((name) => document.querySelector("#panel h2")?.textContent !== name, event[0][2]);

  // A person's posts: each title is a row, with the words that prove it below.
  const holder = nodes.map((node, i) => [node, i, unique(node) ? edges.filter((edge) => edge[0] === i && edge[2] === 1) : []]).sort((a, b) => b[2].length - a[2].length)[0];
  expect(holder[2].length > 1, "nobody here holds two posts");
  await find(page, holder[0][2]);
  const posts = page.locator("#panel table").first();
  const titles = await posts.locator("tbody tr:not(.quote) td:nth-child(2)").allTextContents();
  expect(JSON.stringify(titles.sort()) === JSON.stringify(holder[2].map((edge) => edge[3]).sort()), `posts: ${titles}`);
  expect((await posts.locator("tr.quote").count()) === holder[2].filter((edge) => edge[13]).length, "words that prove a post are missing");

  // Path between a person and the event of an edge: at least one step, each with its proof.
  const edge = edges.find((candidate) => candidate[2] === 0 && unique(nodes[candidate[0]]) && unique(nodes[candidate[1]]));
  await find(page, nodes[edge[0]][2]);
  await page.locator("#panel .row button").first().click();
  expect((await page.locator("#status").textContent()).includes(nodes[edge[0]][2]), "the beginning of a path is not said");
  await find(page, nodes[edge[1]][2]);
  await page.click("#path-here");
  await page.waitForFunction(() => location.hash.startsWith("#p="));
  expect((await page.locator("#panel tbody tr:not(.quote)").count()) >= 1, "no path between two that are connected");
  expect((await page.locator("#panel tbody tr td:last-child").first().textContent()).includes(edge[11].replace(/^.*\//, "")), "a step without its document");
  expect((await page.locator("#panel tbody tr.quote").count()) >= 1, "no step of the path quotes its page");
  // All of it is in the window.
  await page.waitForTimeout(800);
  for (const end of edge.slice(0, 2)) {
    const at = await page.evaluate((id) => window.guanxiPlace(id), nodes[end][0]), box = await page.locator("#graph").boundingBox();
    expect(at.x > 0 && at.y > 0 && at.x < box.width && at.y < box.height, `${nodes[end][2]} of the path is outside of the window: ${at.x} ${at.y}`);
  }
  await shot(page, "4-path");
  await page.keyboard.press("Escape");

  // Filters: fewer are shown, and reset shows all.
  await page.click("#show-filters");
  await page.locator('#filters input[type="checkbox"]').first().uncheck();
  await page.waitForFunction(() => /\d+ \/ \d+/.test(document.getElementById("status").textContent));
  const [shown, all] = (await page.locator("#status").textContent()).match(/\d+/g).map(Number);
  expect(shown === nodes.filter((node) => node[1] !== 0).length && all === nodes.length, `filter by type shows ${shown} of ${all}`);
  await page.locator("#filters button").first().click();
  await page.locator("#confidence").evaluate((slider) => { slider.value = 1; slider.dispatchEvent(new Event("input")); });
  await page.waitForFunction(() => /\d+ \/ \d+/.test(document.getElementById("status").textContent));
  await page.locator("#filters button").first().click();
  if (await page.locator("#time-from").count()) {
    // A step is a day at which something happened, and the first slider does not pass the second.
    const days = new Set(edges.filter((edge) => edge[6] !== null).flatMap((edge) => [edge[6], edge[7]]));
    expect(Number(await page.locator("#time-from").getAttribute("max")) === days.size - 1, "the time slider has other steps than days");
    expect((await page.locator("label.slide").allTextContents()).join("") === "起止", "the time sliders are not labelled");
    const half = await page.locator("#time-to").evaluate((slider) => { slider.value = Math.floor(slider.max / 2); slider.dispatchEvent(new Event("input")); return slider.value; });
    expect((await page.locator("#time-from").evaluate((slider) => { slider.value = slider.max; slider.dispatchEvent(new Event("input")); return slider.value; })) === half, "the first day may come after the last");
    await page.waitForTimeout(300);
    await page.locator("#filters button").first().click();
  }
  await page.waitForFunction(() => document.getElementById("status").textContent === "");

  // Sizes, colours, language, light and dark, keyboard.
  await page.selectOption("#colour", "community");
  const legend = await page.locator("#legend bdi").allTextContents();
  expect(legend.length > 1 && legend.every((text) => nodes.some((node) => node[2].startsWith(text.replace(/…$/, "")))), "communities are not named by a member: " + legend);
  await page.selectOption("#size", { index: 1 });
  await page.keyboard.press("Escape");
  await page.locator("#graph").focus();
  const theme = await page.evaluate(() => document.documentElement.dataset.theme);
  await page.keyboard.press("d");
  expect((await page.evaluate(() => document.documentElement.dataset.theme)) !== theme, "d for dark");
  await shot(page, "5-dark");
  await page.keyboard.press("l");
  expect((await page.locator("#show-filters").textContent()) === "Filters", "l for language");
  expect((await page.locator("#size").textContent()).includes("PageRank"), "measures are not named in English");
  // Help over the page of an entity: Escape closes the one and not the other.
  await page.evaluate((id) => { location.hash = "#e=" + id; }, person[0]);
  await page.waitForSelector("#panel h2");
  await page.click("#keys");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog"));
  expect((await page.locator("#panel h2").count()) === 1, "Escape closed more than the help");
  await page.keyboard.press("Escape");
  expect((await page.locator("#panel h2").count()) === 0, "Escape does not close the page of an entity");
  await page.keyboard.press("/");
  expect((await page.evaluate(() => document.activeElement.id)) === "search", "/ for search");
  await page.keyboard.press("Escape");
  await page.locator("#graph").focus();
  for (const key of ["+", "-", "0", "ArrowLeft", "ArrowDown"]) await page.keyboard.press(key);

  // PNG and SVG out.
  for (const [button, ending] of [["#png", ".png"], ["#svg", ".svg"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
    const file = join(folder, "saved" + ending);
    await download.saveAs(file);
    expect(statSync(file).size > 1000, `${ending} is empty`);
    if (ending === ".svg") expect(readFileSync(file, "utf8").includes("<circle"), "the SVG holds no node");
    else expect(readFileSync(file).subarray(1, 4).toString() === "PNG", "the PNG is none");
  }

  // On paper: a picture of the drawing, the tables, no buttons; white also where the screen is dark.
  await page.evaluate((id) => { location.hash = "#e=" + id; }, holder[0][0]);
  await page.waitForSelector("#panel h2");
  await page.evaluate(() => { document.documentElement.dataset.theme = "dark"; dispatchEvent(new Event("beforeprint")); });
  await page.emulateMedia({ media: "print" });
  const paper = await page.evaluate(() => {
    const canvas = document.querySelector("#printed canvas");
    const [r, g, b] = canvas.getContext("2d").getImageData(2, 2, 1, 1).data;
    return { wide: canvas.getBoundingClientRect().width, ground: [r, g, b].join(), theme: document.documentElement.dataset.theme,
      buttons: [...document.querySelectorAll("#bar button, #tools button, #panel .row button")].filter((button) => button.offsetParent).length,
      tables: [...document.querySelectorAll("#panel table")].filter((table) => table.offsetParent).length };
  });
  expect(paper.wide > 100 && paper.ground === "255,255,255" && paper.theme === "light", "on paper: " + JSON.stringify(paper));
  expect(paper.buttons === 0 && paper.tables > 0, "on paper: " + JSON.stringify(paper));
  await page.setViewportSize({ width: 720, height: 1000 });
  const sheet = await page.evaluate(() => [document.getElementById("legend").scrollWidth, document.documentElement.clientWidth, document.querySelector("#bar h1").offsetHeight]);
  expect(sheet[0] <= sheet[1] && sheet[2] > 0, "on paper the legend is cut, or the title missing: " + sheet);
  await page.setViewportSize({ width: 1400, height: 850 });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  expect((await page.evaluate(() => document.documentElement.dataset.theme)) === "dark", "dark again after printing");
  await page.emulateMedia({ media: "screen" });
  page.clean();
  await page.context().close();
}

// ---- a telephone, in English, in the dark: nothing hangs over the edge

{
  const page = await open("pages", "en-US", { viewport: { width: 390, height: 800 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, colorScheme: "dark" });
  expect((await page.evaluate(() => document.documentElement.dataset.theme)) === "dark", "dark as the system is");
  expect((await page.locator("#show-filters").textContent()) === "Filters", "English as the browser is");
  const { nodes } = await data(page);
  await page.evaluate((id) => { location.hash = "#e=" + id; }, nodes.find((node) => node[1] === 2)[0]);
  await page.waitForSelector("#panel h2");
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.getElementById("panel").scrollWidth, innerWidth]);
  expect(wide[0] <= wide[2] && wide[1] <= wide[2], `wider than the screen: ${wide}`);
  await page.tap("#show-filters");
  expect(await page.locator("#filters").isVisible(), "filters on a telephone");
  await page.tap("#show-filters");
  const bar = await page.locator("#bar").boundingBox();
  expect(bar.height < 90, `the bar takes ${bar.height} of a telephone's window`);
  await shot(page, "8-telephone");
  page.clean();
  await page.context().close();
}

// ---- hostile names: nothing runs, all is text, wherever it is shown

{
  const page = await open("hostile", "en-US");
  const { nodes } = await data(page);
  expect(nodes.length > 60, "hostile.html holds too little");
  for (const node of nodes.slice(0, 70)) {
    await page.evaluate((id) => { location.hash = "#e=" + id; }, node[0]);
    await page.waitForFunction((name) => document.querySelector("#panel h2")?.textContent === name, node[2]);
  }
  expect(nodes.some((node) => node[2].includes("<script>")), "the script tag is gone from the data");
  expect(!nodes.some((node) => /[\u202a-\u202e\u2066-\u2069]/.test(node[2])), "a direction mark came through");
  await page.fill("#search", "<");
  expect((await page.locator("#hits li").count()) > 3, "searching <");
  const scripts = await page.evaluate(() => [...document.scripts].map((script) => script.type || "program"));
  expect(JSON.stringify(scripts) === '["application/json","program"]', "scripts: " + scripts);
  expect((await page.locator("img, iframe, object, embed, form, body a[href^='javascript']").count()) === 0, "markup out of a name");
  // The policy holds even if a name did get through.
  const ran = await page.evaluate(() => new Promise((done) => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    setTimeout(() => done(window.ran === true), 100);
  }));
  expect(!ran, "the policy let a script run");
  await page.evaluate(() => { location.hash = "#e=__proto__"; });
  await page.evaluate(() => { location.hash = "#p=constructor,<img src=x onerror=alert(1)>"; });
  await page.waitForTimeout(200);
  await shot(page, "6-hostile");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#svg")]);
  await download.saveAs(join(folder, "hostile.svg"));
  expect(!/<script|onerror="/.test(readFileSync(join(folder, "hostile.svg"), "utf8")), "markup in the SVG");
  // The one complaint is the policy's, about the script above.
  expect(page.bad.every((text) => /Content Security Policy/.test(text)) && page.bad.length === 1, "hostile: " + page.bad.join("; "));
  await page.context().close();
}

// ---- large: how long it takes to open and to pan

for (const name of process.argv.slice(3)) {
  const page = await open(name);
  const { nodes } = await data(page);
  const box = await page.locator("#graph").boundingBox();
  await page.waitForTimeout(500);
  await page.mouse.move(box.x + 600, box.y + 60);
  await page.mouse.down();
  await page.evaluate(() => { window.drawnAt.length = 0; });
  const started = Date.now();
  while (Date.now() - started < 4000) await page.mouse.move(box.x + 600 + 150 * Math.sin(Date.now() / 300), box.y + 200 + 120 * Math.cos(Date.now() / 300));
  const drawn = await page.evaluate(() => window.drawnAt);
  await page.mouse.up();
  const between = drawn.slice(1).map((time, i) => time - drawn[i]).sort((a, b) => a - b);
  console.log(`${name}: ${nodes.length} nodes open in ${page.took} ms; ${drawn.length} frames in 4 s of panning (software WebGL), ` +
    `median ${between[between.length >> 1]?.toFixed(0)} ms`);
  expect(drawn.length > 1 && (await page.evaluate(() => window.readBack)) === 0, `${name}: panning does not draw, or waits for pixels`);
  // Usable: what is searched for is found and opened, and a filter empties the drawing.
  expect((await find(page, nodes[nodes.length - 1][2])).length > 0, `${name}: nothing found`);
  await page.keyboard.press("Escape");
  await page.click("#show-filters");
  for (const box of await page.locator('#filters fieldset').first().locator('input[type="checkbox"]').all()) await box.uncheck();
  await page.waitForFunction((all) => document.getElementById("status").textContent.includes(`0 / ${all}`), nodes.length);
  await shot(page, "7-" + name);
  page.clean();
  await page.context().close();
}

await browser.close();
console.log(`viewer.mjs: ${checks} checks`);
