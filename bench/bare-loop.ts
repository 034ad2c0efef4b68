import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TagLib } from 'taglib-wasm';
import { isAudioFileName } from '../src/base/audio.ts';

// What no scan can do without, and nothing else: walk, and read tags, chapters and covers of each file, one after another.
const [root = '.'] = process.argv.slice(2);
const begun = performance.now();
const taglib = await TagLib.initialize();
const loaded = performance.now();
let files = 0;
let tags = 0;
let chapters = 0;
let coverBytes = 0;
const folders = [root];
for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) folders.push(path);
    else if (isAudioFileName(entry.name)) await read(path);
  }
}
const seconds = (performance.now() - begun) / 1000;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const loadSeconds = (loaded - begun) / 1000;
console.log(JSON.stringify({ seconds, loadSeconds, files, tags, chapters, coverBytes, peakMegabytes }));

async function read(path: string): Promise<void> {
  statSync(path);
  using file = await taglib.open(path);
  files += 1;
  tags += Object.keys(file.properties()).length;
  chapters += file.getChapters().length;
  file.audioProperties();
  for (const { data } of file.getPictures()) coverBytes += data.length;
}
