import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { mutate } from './mutate.ts'

/** Brought into a program with `node --import`: what Node loads itself, in every thread, is without the guard. */
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.startsWith('file:') || loaded.source === null || loaded.source === undefined) return loaded
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
    const mutated = mutate(fileURLToPath(url), source)
    return mutated === source ? loaded : { ...loaded, source: mutated }
  },
})
