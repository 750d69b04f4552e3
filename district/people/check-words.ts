import type { PersonWords } from '../../core/district/people-api.ts'
import { foldText, tidyText } from '../../core/names.ts'
import { holdsIdentityNumber } from '../../core/people/identity-number.ts'
import { suspectEncoding } from '../../core/people/suspect-encoding.ts'
import type { Snapshot } from '../../db/district/snapshot.ts'
import { type Refusal, refuse } from '../staff/staff-route.ts'

const folded = (number: string): string => foldText(number).replace(/[^\p{L}\p{N}]/gu, '')

/** Words about a person as they are kept, or what is wrong with them. @param self whose number may stay the same */
export function checkWords(
  snapshot: Snapshot,
  words: PersonWords,
  self: string | null,
): PersonWords | Refusal {
  const name = tidyText(words.name)
  const title = tidyText(words.title)
  const staffNumber = tidyText(words.staffNumber ?? '') || null
  const texts = [name, title, staffNumber ?? '']
  if (name === '') return refuse(422, 'Hãy nhập họ và tên.')
  if (texts.some((text) => !text.isWellFormed() || suspectEncoding(text) === 'not-text'))
    return refuse(422, 'Có ký tự không dùng được.')
  if (texts.some(holdsIdentityNumber))
    return refuse(422, 'Không nhập số định danh cá nhân (12 số). Hãy dùng mã số thẻ hoặc mã cán bộ.')
  const taken =
    staffNumber !== null &&
    [...snapshot.people.values()].some(
      (person) =>
        person.id !== self &&
        person.staffNumber !== null &&
        folded(person.staffNumber) === folded(staffNumber),
    )
  if (taken) return refuse(409, 'Mã số này đã có người khác dùng.')
  return { name, title, staffNumber }
}
