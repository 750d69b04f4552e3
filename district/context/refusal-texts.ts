import accounts from '../../assets/refusals/accounts.json' with { type: 'json' }
import badges from '../../assets/refusals/badges.json' with { type: 'json' }
import excuses from '../../assets/refusals/excuses.json' with { type: 'json' }
import hours from '../../assets/refusals/hours.json' with { type: 'json' }
import imports from '../../assets/refusals/imports.json' with { type: 'json' }
import kiosks from '../../assets/refusals/kiosks.json' with { type: 'json' }
import month from '../../assets/refusals/month.json' with { type: 'json' }
import notices from '../../assets/refusals/notices.json' with { type: 'json' }
import organisation from '../../assets/refusals/organisation.json' with { type: 'json' }
import people from '../../assets/refusals/people.json' with { type: 'json' }
import server from '../../assets/refusals/server.json' with { type: 'json' }
import staff from '../../assets/refusals/staff.json' with { type: 'json' }
import today from '../../assets/refusals/today.json' with { type: 'json' }
import wire from '../../assets/refusals/wire.json' with { type: 'json' }
import { type SaidRefusal, sayRefusal } from '../../core/district/say-refusal.ts'

/** What the server says when it refuses, by area. */
const REFUSAL_TEXTS = {
  accounts,
  badges,
  excuses,
  hours,
  imports,
  kiosks,
  month,
  notices,
  organisation,
  people,
  server,
  staff,
  today,
  wire,
}

type Texts = typeof REFUSAL_TEXTS

/** `excuses.no-request`: an area, and the name of one of its texts. */
export type RefusalCode = { [Area in keyof Texts]: `${Area}.${keyof Texts[Area] & string}` }[keyof Texts]

/** A refusal in Vietnamese: for whoever reads what the server answers as it stands. */
export const refusalDetail = (said: SaidRefusal<RefusalCode>): string =>
  sayRefusal(REFUSAL_TEXTS, said, 'vi') ?? said.code
