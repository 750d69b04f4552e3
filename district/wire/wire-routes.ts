import type { FastifyInstance } from 'fastify'
import { importPublicKey, open } from '../../core/log/seal.ts'
import { localDateOf } from '../../core/time.ts'
import {
  DirectoryRequest,
  EnrolRequest,
  EventsRequest,
  HelloRequest,
  MAX_BATCH_BYTES,
} from '../../core/wire/wire.ts'
import { ingestBatch } from '../../db/district/intake/ingest.ts'
import { directoryOf, kiosksOf } from '../../db/district/kiosks/directory.ts'
import { enrolDevice } from '../../db/district/kiosks/enrolment.ts'
import { noteGap } from '../../db/district/kiosks/note-gap.ts'
import { keepRefused } from '../../db/district/kiosks/quarantine.ts'
import { scansElsewhere } from '../../db/district/kiosks/scans-elsewhere.ts'
import { pinsVersion } from '../../db/district/kiosks/share-pins.ts'
import { takeHello } from '../../db/district/kiosks/take-hello.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { refusalDetail } from '../context/refusal-texts.ts'
import { createGapWatch } from './gap-watch.ts'
import { kioskDoorRoutes } from './kiosk-door-routes.ts'
import { answerSealed, exchange, newChallenge, readSealedRequest, SEALED_TYPE } from './kiosk-exchange.ts'
import { noteReceipt } from './note-receipt.ts'
import { pinRoutes } from './pin-routes.ts'
import { refusalOf } from './refusal.ts'
import { createWireDoor, wireRoute } from './wire-door.ts'

const SMALL_BYTES = 4 * 1024
/** A full batch and the line that seals it. */
const BATCH_BYTES = MAX_BATCH_BYTES + 4 * 1024

/** What kiosks ask (log.md, "Speaking to the district"). Every body is one sealed message. */
export async function wireRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const door = createWireDoor(app)
  const gaps = createGapWatch()
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(SEALED_TYPE, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  kioskDoorRoutes(app, context, door)
  pinRoutes(app, context, door)

  app.post('/api/v1/enrol', wireRoute(SMALL_BYTES, 60), async (request, reply) => {
    const read = await readSealedRequest(context, door, request, reply, SMALL_BYTES)
    if (read === null) return reply
    const { sealed, sender, version } = read
    const refuse = (...args: Parameters<typeof refusalOf>) => {
      const { status, refusal } = refusalOf(...args)
      return answerSealed(reply, read, status, refusal)
    }
    // The key that proves itself comes in the body: read it first, then verify that its owner sealed the body.
    if (version.kind !== 'spoken') return refuse(version.kind)
    const message = EnrolRequest.safeParse(bodyOf(sealed))
    if (!message.success || message.data.device !== sender) return refuse('malformed')
    const { device, publicKey, code } = message.data
    const expected = { audience: read.key.publicKey, purpose: 'enrol' } as const
    const key = await importPublicKey(publicKey).catch(() => null)
    if (key === null) return refuse('malformed')
    const opened = await open(sealed, { key, ...expected })
    if (opened.kind === 'refused') return refuse('bad-signature')
    const challenge = newChallenge(context)
    const now = context.clock.now()
    // It waits for whoever changes the directory: not over the connections that the other kiosks need.
    const enrolled = await enrolDevice(context.database.db, { device, publicKey, code, challenge, now })
    if (enrolled.kind === 'device-taken')
      return refuse('malformed', { why: refusalDetail({ code: 'wire.device-taken' }) })
    if (enrolled.kind !== 'enrolled') return refuse(enrolled.kind)
    const { kind: _, ...place } = enrolled
    return answerSealed(reply, read, 200, { device, ...place, challenge })
  })

  app.post('/api/v1/hello', wireRoute(2 * SMALL_BYTES), (request, reply) => {
    const received = context.clock.now()
    return exchange(context, door, request, reply, {
      purpose: 'hello',
      schema: HelloRequest,
      mostBytes: 2 * SMALL_BYTES,
      mostAMinute: 1_200,
      async act(tx, { admitted, snapshot, message, request: { key } }) {
        const { device } = admitted
        const taken = await takeHello(tx, snapshot, device, message, received, key.publicKey)
        if (taken.kind === 'refused') return { kind: 'refusal', problem: taken.problem }
        const { have, logs } = taken
        if (message.receipt !== null) {
          const receipt = { sealed: message.receipt, log: message.log }
          await noteReceipt(tx, context.keys, device, receipt, have, received)
        }
        const directory = snapshot.directoryVersion
        const pins = await pinsVersion(tx, device.point)
        const elsewhere = await scansElsewhere(tx, snapshot, device, received)
        const successor = key.publicKey === context.keys.publicKey ? null : context.keys.publicKey
        return {
          kind: 'answer',
          changes: [{ point: admitted.device.point, date: localDateOf(received, snapshot.book.zone) }],
          body: (challenge) => ({
            challenge,
            received,
            sent: context.clock.now(),
            have,
            directory,
            logs,
            pins,
            elsewhere,
            successor,
          }),
        }
      },
    })
  })

  app.post('/api/v1/logs/:log/events', wireRoute(BATCH_BYTES), (request, reply) =>
    exchange(context, door, request, reply, {
      purpose: 'events',
      schema: EventsRequest,
      mostBytes: BATCH_BYTES,
      mostAMinute: 1_200,
      async act(tx, { admitted, snapshot, message, request: { sealed } }) {
        if (message.log !== (request.params as { log: string }).log) {
          return {
            kind: 'refusal',
            problem: 'malformed',
            more: { why: refusalDetail({ code: 'wire.other-log' }) },
          }
        }
        const now = context.clock.now()
        const taken = await ingestBatch(tx, snapshot, admitted, message, now)
        if (taken.kind === 'too-much') return taken
        if (taken.kind === 'refused') {
          const { problem, have, seq, why } = taken
          if (problem === 'fork' || problem === 'broken-chain') {
            const { log, from } = message
            const { id, point } = admitted.device
            const batch = { device: id, point, log, from, events: message.events.length, sealed }
            await keepRefused(tx, { ...batch, kind: problem, seq, why, at: now })
          }
          const { log, from } = message
          const gap = problem === 'gap' ? { from: seq, to: from - 1 } : (taken.lacks ?? null)
          // A batch with a hole in it says by itself that there is nothing to fill it with.
          if (gap !== null && (problem !== 'gap' || gaps.stands(admitted.device.id, { log, seq }))) {
            const { zone } = snapshot.book
            await noteGap(tx, admitted.device, { log, ...gap, sentBy: 'kiosk' }, { now, zone })
          }
          return { kind: 'refusal', problem, more: { have, seq, why } }
        }
        gaps.wentOn(admitted.device.id)
        const { have, changes } = taken
        return {
          kind: 'answer',
          changes,
          body: (challenge) => ({ log: message.log, have, time: now, challenge }),
        }
      },
    }),
  )

  app.post('/api/v1/directory', wireRoute(SMALL_BYTES), (request, reply) =>
    exchange(context, door, request, reply, {
      purpose: 'directory',
      schema: DirectoryRequest,
      mostBytes: SMALL_BYTES,
      mostAMinute: 600,
      async act(tx, { admitted, snapshot, message }) {
        const newest = snapshot.directoryVersion === message.have
        const { device } = admitted
        const directory = newest
          ? null
          : directoryOf(snapshot, device, await kiosksOf(tx, device), context.clock.now())
        return { kind: 'answer', body: (challenge) => ({ challenge, directory }) }
      },
    }),
  )
}

/** The body of a sealed text before it is verified. */
function bodyOf(sealed: string): unknown {
  try {
    return JSON.parse(sealed.slice(sealed.indexOf('\n') + 1))
  } catch {
    return undefined
  }
}
