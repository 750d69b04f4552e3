import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeGlobal {
  readonly axe: {
    run(
      context: Document,
      options: { readonly resultTypes: readonly ['violations'] },
    ): Promise<{
      readonly violations: readonly {
        readonly id: string
        readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
      }[]
    }>
  }
}

/**
 * Waits, inside the page, until its styles are painted and what fades or slides is at its end: colours are judged then.
 * What moves for longer is let be: bars that run down, signs that pulse.
 */
async function settle(): Promise<void> {
  await document.fonts.ready
  for (let frame = 0; frame < 3; frame++) await new Promise((painted) => requestAnimationFrame(painted))
  const ending = document.getAnimations().filter((each) => {
    const end = Number(each.effect?.getComputedTiming().endTime ?? Number.POSITIVE_INFINITY)
    return each.playState === 'running' && end - Number(each.currentTime ?? 0) < 1_000
  })
  await Promise.allSettled(ending.map(({ finished }) => finished))
}

/** What axe finds wrong with the page as it stands, one line a rule. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(settle)
  // Evaluated by the browser's debugger: the page's own policy stays as strict as it is.
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as AxeGlobal).axe.run(document, { resultTypes: ['violations'] }),
  )
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
  )
}
