import { DirectoryAnswer } from '../../core/wire/wire.ts'
import { dropGonePins } from '../desk/drop-gone-pins.ts'
import { handOversOf, viewDirectory } from '../scan/directory-view.ts'
import { endOf, type Step, withLog } from './attempt.ts'
import type { DistrictLine } from './district-line.ts'
import type { Speaking } from './speaking.ts'

/** Takes the district's newest directory in one transaction with the event that says so; never an older one. */
export async function fetchDirectory(kiosk: Speaking, line: DistrictLine): Promise<Step<null>> {
  const have = kiosk.memory.directory?.directory.version ?? 0
  const spoken = await line.ask({
    purpose: 'directory',
    path: 'api/v1/directory',
    answer: DirectoryAnswer,
    body: () => ({ have }),
  })
  if (spoken.kind !== 'answered') return { kind: 'end', ended: endOf(spoken) }
  const { directory } = spoken.value
  if (directory === null || directory.version <= have) return { kind: 'ok', value: null }
  if (directory.point !== kiosk.memory.enrolment?.point) {
    return { kind: 'end', ended: { kind: 'refused', refusal: 'rejected' } }
  }
  const applied = withLog(kiosk, (store) => {
    const { version } = directory
    const before = store.records.directory()
    kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'directory-applied', data: { version } }], () => {
      store.records.saveDirectory(directory)
      dropGonePins(store, before, directory)
    })
    kiosk.memory.directory = viewDirectory(directory, handOversOf(store))
    kiosk.days.forget()
  })
  kiosk.changed()
  return applied.kind === 'end' ? applied : { kind: 'ok', value: null }
}
