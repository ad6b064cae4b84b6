// What a user would otherwise install: @node-rs/jieba, words and parts of speech by dictionary, on the same text.
// usage: node node_jieba.mjs FOLDER-WITH-NODE_MODULES MEGABYTES FILE...
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [folder, megabytes, ...paths] = process.argv.slice(2)
const require = createRequire(`${folder}/package.json`)
const { Jieba } = require('@node-rs/jieba')
const { dict } = require('@node-rs/jieba/dict')
const jieba = Jieba.withDict(dict)

const bytes = Buffer.concat(paths.map((path) => readFileSync(path))).subarray(0, Number(megabytes) * 1e6)
const lines = bytes.toString('utf8').split('\n')
jieba.tag('先读入词典')
let words = 0
const start = process.cpuUsage()
for (const line of lines) words += jieba.tag(line).length
const used = process.cpuUsage(start)
const seconds = (used.user + used.system) / 1e6
const chars = lines.reduce((n, line) => n + line.length, 0)
console.log(
  `@node-rs/jieba tag ${(bytes.length / 1e6 / seconds).toFixed(3)} MB/s, ${Math.round(chars / seconds)} characters/s, ` +
    `${words} words, ${Math.round(process.memoryUsage().rss / 1048576)} MiB (words only: no names of organizations)`,
)
