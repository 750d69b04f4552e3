import { defineConfig } from 'electron-vite'
import { mainConfig, preloadConfig } from '../../../electron.vite.config.ts'
import { mutantPlugins } from '../../../scripts/mutations/mutant-plugins.ts'

const folder = process.env.GIOGIAC_SHELL_FOLDER ?? 'out/shell-fixture'

/** The shell exactly as it is shipped, without the service and the page, into a folder of the test's. */
export default defineConfig({
  main: { ...mainConfig({ index: 'electron/main.ts' }, `${folder}/out/main`), plugins: mutantPlugins },
  preload: { ...preloadConfig(`${folder}/out/preload`), plugins: mutantPlugins },
})
