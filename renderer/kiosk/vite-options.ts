import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'

/**
 * How the kiosk's page is built, for the desktop shell and the browser host alike: syntax of Chrome 114,
 * module workers, relative addresses, and no asset turned into a `data:` address (the page's policy has none).
 */
export const kioskPageOptions = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'chrome114',
    cssTarget: 'chrome114',
    assetsInlineLimit: 0,
    modulePreload: false,
    outDir: fileURLToPath(new URL('../../out/renderer/kiosk/', import.meta.url)),
    emptyOutDir: true,
    rolldownOptions: { input: fileURLToPath(new URL('index.html', import.meta.url)) },
  },
} satisfies UserConfig
