import { defineConfig } from 'vite'
import { kioskPageOptions } from './vite-options.ts'

/** Builds the page alone: `vite build --config renderer/kiosk/vite.config.ts`. */
export default defineConfig(kioskPageOptions)
