import { z } from 'zod'
import type { AuditAction } from '../../core/audit/audit-actions.ts'
import type { LiveChange } from '../../core/district/presence-api.ts'
import type { Permission } from '../../core/district/roles.ts'
import type { AuditEntry } from '../../db/district/accounts/audit.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { FairQueue } from '../../db/district/engine/fair-queue.ts'
import type { Asked, Schema } from './asked.ts'
import type { Refusal } from './refusal.ts'

/** What a write did: its answer, its row in the audit log, and who is to be told once it is committed. */
export interface Done<Answer> {
  readonly answer: Answer
  /** `person:…`, `badge:…`, `point:…`: opaque ids. */
  readonly subject: string | null
  /** Before, after, counts; never a name. */
  readonly detail?: unknown
  /** Days that look different now. */
  readonly changes?: readonly LiveChange[]
  /** Runs after the commit, before the answer. */
  readonly after?: () => Promise<void>
}

const Nothing = z.undefined()
/** A route that takes no parameters, no query or no body. */
export type Nothing = typeof Nothing

interface RouteWords {
  readonly url: string
  /** `signed-in`: what everybody may do with their own account. */
  readonly permission: Permission | 'signed-in'
  /** One line of the API's description. */
  readonly summary: string
  /** Area in the API's description: `people`, `badges`, … */
  readonly tag: string
}

export interface ReadRoute<P extends Schema, Q extends Schema, A extends Schema> extends RouteWords {
  readonly params?: P
  readonly query?: Q
  readonly answer: A
  /** Row of the audit log for looking at this, at most one an hour for each who and what. */
  views?(asked: Asked<z.output<P>, z.output<Q>>): AuditEntry
  handle(
    asked: Asked<z.output<P>, z.output<Q>> & { readonly db: DistrictDb },
  ): Promise<z.input<A> | Refusal> | z.input<A> | Refusal
}

export interface WriteRoute<P extends Schema, Q extends Schema, B extends Schema, A extends Schema, W>
  extends RouteWords {
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Name of the deed in the audit log, `people.transfer`. */
  readonly action: AuditAction
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** `z.null()` answers 204. */
  readonly answer: A
  /** Bytes; 64 KB unless told. */
  readonly bodyLimit?: number
  /** From one address; for what must not be tried often. */
  readonly mostAMinute?: number
  /** The answer holds a secret that is shown once: it is not kept for a repeated request. */
  readonly secretAnswer?: boolean
  /** What takes seconds, before the transaction: nobody's row and no connection waits for it. */
  prepare?(
    asked: Asked<z.output<P>, z.output<Q>> & { readonly db: DistrictDb; readonly body: z.output<B> },
  ): Promise<W | Refusal>
  /** Where transactions of one kind wait for each other anyway: so many wait before they take a connection. */
  readonly turns?: FairQueue
  /**
   * Runs in one transaction: use `tx` only (the embedded database has one connection; asking it beside an open
   * transaction waits for ever). A refusal undoes everything.
   */
  handle(
    asked: Asked<z.output<P>, z.output<Q>> & {
      readonly tx: DistrictDb
      readonly body: z.output<B>
      /** What `prepare` gave. */
      readonly prepared: W
    },
  ): Promise<Done<z.input<A>> | Refusal> | Done<z.input<A>> | Refusal
}
