import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type KioskApi,
  type KioskInput,
  type KioskMethod,
  type KioskNotice,
  type KioskState,
  kioskInputs,
} from '../../core/kiosk/kiosk-api.ts'
import { DEFAULT_SETTINGS } from '../../core/kiosk/kiosk-settings-api.ts'
import { scriptedDesk } from './scripted-desk.ts'

export type Asked = {
  readonly [M in KioskMethod]: { readonly method: M; readonly input: KioskInput<M> }
}[KioskMethod]

/** A service whose answers a test dictates, behind the same HTTP border as the real one. */
export interface ScriptedKiosk {
  /** Every question so far, in order, already parsed by the contract's schemas. */
  readonly asked: Asked[]
  state: KioskState
  /** Answers of the moment; a test replaces what it needs. */
  api: KioskApi
  /** While `true` the service is away: questions stay without an answer. */
  away: boolean
  notify(): void
  /** For `serveFolder`. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
}

const isMethod = (name: string): name is KioskMethod => Object.hasOwn(kioskInputs, name)

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

/** 2026-04-06 is a Monday; the clock of the tests stands at 07:28 in Hà Nội. */
export const TEST_NOW = Date.parse('2026-04-06T00:28:00Z')

export const TEST_STATE: KioskState = {
  app: '0.1.0',
  now: TEST_NOW,
  zone: 'Asia/Ho_Chi_Minh',
  revoked: false,
  enrolled: {
    point: 'Bộ phận Một cửa phường Bồ Đề',
    organisation: 'UBND phường Bồ Đề',
    kiosk: 'Quầy 1',
  },
  sessions: [
    { start: Date.parse('2026-04-06T00:30:00Z'), end: Date.parse('2026-04-06T04:30:00Z') },
    { start: Date.parse('2026-04-06T06:00:00Z'), end: Date.parse('2026-04-06T10:00:00Z') },
  ],
  holiday: null,
  recording: { kind: 'ok' },
  sync: {
    kind: 'online',
    refusal: null,
    fault: null,
    waiting: 0,
    turnsWaiting: 0,
    oldestTurnAt: null,
    districtHasUpTo: TEST_NOW - 60_000,
    lastContactAt: TEST_NOW - 1_000,
  },
  diskLowBytes: null,
  clock: { checked: true, offsetMs: 120, errorMs: 40, moved: false },
  leaderOnDuty: 'Trần Quốc Bảo',
  norms: ['Luôn tươi cười khi tiếp xúc với người dân.'],
  notices: [],
  scannerUnplugged: false,
  updateWaiting: null,
  restartedAfterDamage: null,
  settings: DEFAULT_SETTINGS,
  administratorPin: 'set',
}

export function createScriptedKiosk(): ScriptedKiosk {
  const streams = new Set<ServerResponse>()
  const kiosk: ScriptedKiosk = {
    asked: [],
    state: TEST_STATE,
    away: false,
    api: {
      state: async () => kiosk.state,
      scan: async ({ id }) => ({
        kind: 'recorded',
        scan: id,
        at: TEST_NOW,
        person: { kind: 'ours', name: 'Nguyễn Thị Phương Thảo', title: 'Công chức Tư pháp – Hộ tịch' },
        became: { kind: 'arrived', session: 0, lateMinutes: 0 },
        revoked: false,
        offerIntents: false,
      }),
      intent: async () => ({ kind: 'recorded', became: { kind: 'stepped-out', purpose: 'out-duty' } }),
      enrol: async () => ({
        kind: 'enrolled',
        point: 'Bộ phận Một cửa phường Bồ Đề',
        fingerprint: '4821 9930 1177 5526',
      }),
      findDistrict: async ({ address }) => ({
        kind: 'found',
        address: `https://${address}/`,
        district: 'A'.repeat(43),
        fingerprint: '7C01-33AF-90DE-4412',
      }),
      enrolTyped: async () => ({
        kind: 'enrolled',
        point: 'Bộ phận Một cửa phường Bồ Đề',
        fingerprint: '4821 9930 1177 5526',
      }),
      syncNow: async () => ({ kind: 'started' }),
      devices: async () => ({ kind: 'noted' }),
      ...scriptedDesk(TEST_NOW),
    },
    notify() {
      const notice: KioskNotice = { notice: 'state', data: kiosk.state }
      for (const stream of streams) stream.write(`data: ${JSON.stringify(notice)}\n\n`)
    },
    answer(request, response) {
      const path = request.url ?? ''
      if (path === '/notices') {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
        response.write(':\n\n')
        streams.add(response)
        response.on('close', () => streams.delete(response))
        return true
      }
      const method = path.startsWith('/api/') ? path.slice('/api/'.length) : ''
      if (!isMethod(method)) return false
      if (kiosk.away) {
        response.destroy()
        return true
      }
      void reply(method, request, response)
      return true
    },
  }

  const reply = async (
    method: KioskMethod,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const input = kioskInputs[method].parse(await bodyOf(request))
    kiosk.asked.push({ method, input } as Asked)
    const answerOf = kiosk.api[method] as (input: unknown) => Promise<unknown>
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ answer: await answerOf(input) }))
  }

  return kiosk
}
