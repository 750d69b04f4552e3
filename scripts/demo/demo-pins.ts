import { randomInt } from 'node:crypto'
import { type PinRank, SHORTEST_PIN, weakPin } from '../../core/desk/weak-pin.ts'
import type { KioskService } from '../../kiosk/service/create-kiosk-service.ts'
import { deliver } from './demo-kiosk.ts'
import type { DemoState } from './demo-state.ts'
import type { InventedWard } from './invented-organisation.ts'

function inventPin(rank: PinRank): string {
  const digits = SHORTEST_PIN[rank]
  for (;;) {
    const pin = String(randomInt(10 ** digits)).padStart(digits, '0')
    if (weakPin(pin, rank) === null) return pin
  }
}

/** PINs of one demo, unlike those of any other. The one that everybody has is good enough for a leader. */
export const inventPins = (): NonNullable<DemoState['pins']> => ({
  administrator: inventPin('administrator'),
  people: inventPin('leader'),
})

type Api = KioskService['api']

/** The answer that was hoped for, or the reason for which there is no demo. */
function expectKind<A extends { readonly kind: string }, K extends A['kind']>(
  answer: A,
  kind: K,
): Extract<A, { kind: K }> {
  if (answer.kind !== kind) throw new Error(`no PIN for the demo kiosk: ${answer.kind}`)
  return answer as Extract<A, { kind: K }>
}

/** Somebody gives a person a first PIN, and the person changes it to their own. */
async function giveAndChange(api: Api, visit: string, person: string, own: string): Promise<void> {
  let first = inventPin('leader')
  while (first === own) first = inventPin('leader')
  expectKind(await api.setPin({ visit, person, pin: first }), 'set')
  expectKind(await api.changePin({ proof: { kind: 'person', person, pin: first }, next: own }), 'set')
}

/**
 * Gives the visitor's kiosk its administrator and everybody there a PIN, right after enrolment, as people do it at its
 * screens: the administrator gives the leaders their first ones, a leader the staff, and everybody changes theirs.
 */
export async function choosePins(
  { api }: KioskService,
  ward: InventedWard,
  pins: NonNullable<DemoState['pins']>,
): Promise<void> {
  await deliver({ api })
  expectKind(await api.setAdministratorPin({ pin: pins.administrator }), 'set')
  const { visit } = expectKind(
    await api.openVisit({ for: 'administrator', pin: pins.administrator }),
    'opened',
  )
  const { leaders } = expectKind(await api.leaderPins({ visit }), 'pins')
  const [leader] = leaders ?? []
  if (leader === undefined) throw new Error('no leader at the demo kiosk')
  for (const { id } of leaders ?? []) await giveAndChange(api, visit, id, pins.people)
  await api.closeVisit({ visit })
  const proof = { kind: 'person', person: leader.id, pin: pins.people } as const
  const opened = expectKind(await api.openVisit({ for: 'leader', proof }), 'opened')
  const led = new Set(leaders?.map(({ id }) => id))
  for (const { id } of ward.people) {
    if (!led.has(id)) await giveAndChange(api, opened.visit, id, pins.people)
  }
  await api.closeVisit({ visit: opened.visit })
}
