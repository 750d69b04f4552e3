import { build, type InlineConfig } from 'vite'
import { mutantPlugins } from '../../scripts/mutations/mutant-plugins.ts'

/**
 * Builds as `npm run build` does. A run of tests names its own environment, and React, its styles and Vite would take
 * everything but `production` for a developer's: slower pages that nobody is given.
 */
export async function buildAsShipped(config: InlineConfig): Promise<void> {
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await build({ logLevel: 'error', ...config, plugins: [...mutantPlugins, ...(config.plugins ?? [])] })
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}
