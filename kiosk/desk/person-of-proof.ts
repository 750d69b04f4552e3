import { hash } from 'node:crypto'
import { classifyCode } from '../../core/badge/classify-code.ts'
import type { PinProof } from '../../core/kiosk/kiosk-desk-api.ts'
import type { DirectoryPerson } from '../../core/wire/directory.ts'
import type { Desk } from './desk.ts'

/** Whose PIN somebody offers; `null`: nobody of this point. A badge that was replaced stands for nobody. */
export function personOfProof(kiosk: Desk, proof: PinProof): DirectoryPerson | null {
  const view = kiosk.memory.directory
  if (view === null) return null
  if (proof.kind === 'person') return view.personOf(proof.person)
  if (classifyCode(proof.code) !== 'badge') return null
  const holder = view.holderOf(hash('sha256', proof.code))
  return holder.kind === 'ours' && !holder.revoked ? view.personOf(holder.person) : null
}
