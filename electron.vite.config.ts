import { cpSync } from 'node:fs'
import { defineConfig, type MainViteConfig, type PreloadViteConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { kioskPageOptions } from './renderer/kiosk/vite-options.ts'

/** Oldest runtime the bundles must run in; the newest Electron understands them as well. */
const SHELL_TARGET = 'node18'

/** The service finds its migrations beside its own file. */
const migrations: Plugin = {
  name: 'giogiac-migrations',
  closeBundle: () => cpSync('db/kiosk/files/migrations', 'out/main/migrations', { recursive: true }),
}

/** Bundles for Electron's main process: everything inside but Electron itself and the native dependency. */
export const mainConfig = (input: Readonly<Record<string, string>>, outDir: string): MainViteConfig => ({
  define: { 'process.env.GIOGIAC_BUILT': JSON.stringify(new Date().toISOString().slice(0, 10)) },
  build: {
    target: SHELL_TARGET,
    outDir,
    externalizeDeps: false,
    rolldownOptions: {
      input: { ...input },
      external: ['electron', /^better-sqlite3($|\/)/, /^node:/],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
    },
  },
})

/** The preload, as CommonJS in one file: a sandboxed preload knows nothing else. */
export const preloadConfig = (outDir: string): PreloadViteConfig => ({
  build: {
    target: SHELL_TARGET,
    outDir,
    externalizeDeps: false,
    rolldownOptions: {
      input: { index: 'electron/preload.ts' },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
})

export default defineConfig({
  main: {
    ...mainConfig({ index: 'electron/main.ts', service: 'kiosk/main.ts' }, 'out/main'),
    plugins: [migrations],
  },
  preload: preloadConfig('out/preload'),
  renderer: kioskPageOptions,
})
