import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const SERVER = 'http://127.0.0.1:8000';

export default defineConfig({
  root: import.meta.dirname,
  // Addresses in the bundle stay relative: the server writes its BASE_PATH into <base>, no build knows it.
  base: './',
  plugins: [react(), tailwindcss()],
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
