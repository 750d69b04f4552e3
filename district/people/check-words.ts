import { tidyText } from '../../core/names.ts'
import { holdsIdentityNumber } from '../../core/people/identity-number.ts'
import type { PersonWords } from '../../core/people/people-api.ts'
import { suspectEncoding } from '../../core/people/suspect-encoding.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { numbersTaken } from '../../db/district/people/staff-numbers.ts'
import { type Refusal, refuse } from '../staff/staff-route.ts'

/** Words about a person as they are kept, or what is wrong with them. @param self `null`: somebody new */
export async function checkWords(
  tx: DistrictDb,
  words: PersonWords,
  self: string | null,
): Promise<PersonWords | Refusal> {
  const name = tidyText(words.name)
  const title = tidyText(words.title)
  const staffNumber = tidyText(words.staffNumber ?? '') || null
  const texts = [name, title, staffNumber ?? '']
  if (name === '') return refuse(422, 'people.name-missing')
  if (texts.some((text) => !text.isWellFormed() || suspectEncoding(text)?.fault === 'not-text'))
    return refuse(422, 'staff.odd-text')
  if (texts.some(holdsIdentityNumber)) return refuse(422, 'people.identity-number')
  if ((await numbersTaken(tx, [{ person: self, staffNumber }])).length > 0)
    return refuse(409, 'people.number-taken')
  return { name, title, staffNumber }
}
