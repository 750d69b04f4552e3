import { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPrintDesk } from '../../../district/month/print-desk.ts'
import { makePaper } from '../../../district/papers/papers.ts'
import { inventedMonth } from '../../support/invented-month.ts'

const source = { facts: inventedMonth('p2', '2026-11'), lock: null }

test('prints the same bytes beside the server, and leaves its thread free meanwhile', async () => {
  const desk = createPrintDesk()
  try {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const [pdf, xlsx] = await Promise.all([
      desk.print('a', 'bang-cham-cong.pdf', source),
      desk.print('a', 'bang-cham-cong.xlsx', source),
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

test('a paper that is being printed when the server ends is refused, and so is one that waits', async () => {
  const desk = createPrintDesk()
  const given = [desk.print('a', 'bang-cham-cong.pdf', source), desk.print('b', 'bang-cham-cong.csv', source)]
  const refused = given.map((each) => expect(each).rejects.toThrow(/ended|nobody waits/))
  await desk.stop()
  await Promise.all(refused)
})

test('reads what it prints when its turn has come, and nothing for who is refused or went away', async () => {
  const desk = createPrintDesk()
  try {
    let read = 0
    let most = 0
    let reads = 0
    const reading = async () => {
      most = Math.max(most, ++read)
      await setTimeout(5)
      const number = reads++
      read--
      return { source, number }
    }
    const socket = new Socket()
    const asked = Array.from({ length: 20 }, () => desk.printRead('a', 'bang-cham-cong.csv', reading, socket))
    const answers = await Promise.allSettled(asked)
    expect(most).toBe(1)
    const full = answers.filter(({ status }) => status === 'rejected')
    expect(full.length).toBe(3)
    const given = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value?.read.number] : [],
    )
    expect(given).toEqual(Array.from({ length: 17 }, (_, number) => number))
    const nothing = async () => null
    expect(await desk.printRead('a', 'bang-cham-cong.csv', nothing, socket)).toBeNull()
    socket.destroy()
    let asks = 0
    const unread = async () => {
      asks++
      return { source }
    }
    expect(await desk.printRead('a', 'bang-cham-cong.csv', unread, socket)).toBeNull()
    expect(asks).toBe(0)
  } finally {
    await desk.stop()
  }
})
