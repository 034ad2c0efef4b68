import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const SERVER = 'http://127.0.0.1:8000';

export default defineConfig({
  root: import.meta.dirname,
  // Addresses in the bundle stay relative: the server writes its BASE_PATH into <base>, no build knows it.
  base: './',
  plugins: [withoutProse(), react(), tailwindcss(), redoc()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    // The content security policy allows neither data: addresses nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // A page is then four files: what seldom changes, what every page shares, the frame, the page itself.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules\/(?:react|react-dom|scheduler|react-router|@tanstack|zod)\/|\/src\/no-eval\.ts$/,
            },
            {
              name: 'shared',
              test: /node_modules\/|\/src\/(?:ui|contract|base)\/|\/web\/src\/[\w-]+\.tsx?$/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': SERVER, '/health': SERVER } },
});

/** What is otherwise in Redoc: it shows no picture of its makers' server, and marks all its styles by the page's nonce. */
const CHANGES_OF_REDOC: readonly (readonly [from: string, to: string])[] = [
  ['https://cdn.redoc.ly/redoc/logo-mini.svg', 'data:,'],
  ['r.nc=void 0', "r.nc=document.querySelector('style').nonce"],
];

/** The bundle of Redoc for /api/redoc, with its licence. */
function redoc(): Plugin {
  const bundle = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js');
  const emitted = 'documents/redoc.standalone.js';
  return {
    name: 'redoc',
    apply: 'build',
    async generateBundle() {
      let source = await readFile(bundle, 'utf8');
      for (const [from, to] of CHANGES_OF_REDOC) {
        if (!source.includes(from)) this.error(`Redoc has changed: its bundle does not hold ${from}`);
        source = source.replace(from, to);
      }
      const licence = await readFile(`${bundle}.LICENSE.txt`);
      this.emitFile({ type: 'asset', fileName: emitted, source });
      this.emitFile({ type: 'asset', fileName: `${emitted}.LICENSE.txt`, source: licence });
    },
  };
}

/** What the contract says to readers of its documents is of no use to the pages, which would load a tenth more. */
function withoutProse(): Plugin {
  return {
    name: 'without-prose',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/contract\/[\w-]+\.ts$/ },
      handler: (code) => code.replace(/\b(description|summary|example):\s*'(?:[^'\\\n]|\\.)*'/g, "$1: ''"),
    },
  };
}
