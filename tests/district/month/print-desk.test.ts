import { expect, test } from 'vitest'
import { makePaper } from '../../../district/month/papers.ts'
import { createPrintDesk } from '../../../district/month/print-desk.ts'
import { inventedMonth } from '../../support/invented-month.ts'

const source = { facts: inventedMonth('p2', '2026-11'), lock: null }

test('prints the same bytes beside the server, and leaves its thread free meanwhile', async () => {
  const desk = createPrintDesk()
  try {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const [pdf, xlsx] = await Promise.all([
      desk.print('bang-cham-cong.pdf', source),
      desk.print('bang-cham-cong.xlsx', source),
    ])
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
    expect(Buffer.compare(Buffer.from(pdf), Buffer.from(await makePaper('bang-cham-cong.pdf', source)))).toBe(
      0,
    )
    expect(
      Buffer.compare(Buffer.from(xlsx), Buffer.from(await makePaper('bang-cham-cong.xlsx', source))),
    ).toBe(0)
  } finally {
    await desk.stop()
  }
})

test('a paper that is being printed when the server ends is refused, and another desk prints again', async () => {
  const desk = createPrintDesk()
  const given = desk.print('bang-cham-cong.pdf', source)
  const refused = expect(given).rejects.toThrow('the printing worker ended')
  await desk.stop()
  await refused
  expect((await desk.print('bang-cham-cong.csv', source)).length).toBeGreaterThan(100)
  await desk.stop()
})
