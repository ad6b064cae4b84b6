// build.mjs MODULES OUT.c: bundle the viewer with esbuild out of MODULES (a node_modules folder) and write it as C.
// The page allows only its own script and style, by their hashes; nothing in it reaches outside.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const { buildSync } = createRequire(join(resolve(modules), "anchor.js"))("esbuild");

function bundle(entry) {
  const result = buildSync({
    entryPoints: [join(here, "src", entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    legalComments: "inline",
    format: "iife",
    target: ["chrome100", "firefox100", "safari15"],
    nodePaths: [resolve(modules)],
  });
  return result.outputFiles[0].text.trim();
}

const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
const script = bundle("main.js").replaceAll("</script", "<\\/script");
const style = bundle("style.css");
const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data: blob:; ` +
  "base-uri 'none'; form-action 'none'";
// Functions as replacements: no $ in the bundle is read as a pattern.
const page = readFileSync(join(here, "src/page.html"), "utf8")
  .replace("@POLICY@", () => policy)
  .replace("@STYLE@", () => style)
  .replace("@SCRIPT@", () => script);

const bytes = Buffer.from(page, "utf8");
const rows = [];
for (let i = 0; i < bytes.length; i += 24) rows.push([...bytes.subarray(i, i + 24)].join(",") + ",");
writeFileSync(out, `#include "viz/viewer_file.h"\nconst unsigned char gx_viewer_file[] = {\n${rows.join("\n")}\n0};\n` +
  `const size_t gx_viewer_file_bytes = ${bytes.length};\n`);
console.log(`viewer: ${bytes.length} bytes`);
