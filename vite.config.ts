import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Builds the district's pages into `out/renderer/district`, served by the district server at `/`. */
export default defineConfig({
  root: fromHere('renderer/district'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: fromHere('out/renderer/district'),
    emptyOutDir: true,
    target: 'chrome114',
    // Fonts and images stay files: the content security policy knows no data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
})
