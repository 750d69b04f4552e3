import { type ReactElement, useEffect, useState } from 'react'
import { ChoosePin } from '../choose-pin.tsx'
import classes from '../desk.module.css'
import type { DeskTools } from '../desk-tools.ts'
import { TypeCode } from '../set-up/type-code.tsx'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'

/** How the text of a district's ticket begins, as `core/badge/classify-code.ts` knows it. */
const TICKET_PREFIX = 'giogiac-enrol:1:'
const ABOUT_THE_CODE = ['code-wrong', 'code-expired', 'code-used'] as const

interface Props {
  readonly tools: DeskTools
  readonly onSet: () => void
}

/**
 * Chooses the administrator's PIN of a kiosk that is in use already: whoever stands before it shows by a fresh code of
 * the district, typed or held to the camera, that the district means it. Badges that come meanwhile are scans.
 */
export function PinByCode({ tools: { api, counter, say }, onSet }: Props): ReactElement {
  const [code, setCode] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  useEffect(() => {
    if (code !== null) return
    return counter.lend((text, method) => {
      if (text.startsWith(TICKET_PREFIX)) setCode(text)
      else counter.record(text, method)
    })
  }, [counter, code])

  if (code === null) {
    return (
      <div className={classes.stack} data-pin-by-code="code">
        <TroubleNote trouble={trouble} say={say} />
        <TypeCode go={say('settings.pin.byCode.next')} disabled={false} onCode={setCode} say={say}>
          <p className={classes.lead}>{say('settings.pin.byCode.why')}</p>
        </TypeCode>
      </div>
    )
  }
  return (
    <div data-pin-by-code="pin">
      <p className={classes.lead}>{say('settings.pin.byCode.taken')}</p>
      <ChoosePin
        label={say('settings.pin.choose')}
        rank="administrator"
        say={say}
        set={async (pin) => {
          const answer = await api.setAdministratorPin({ pin, code })
          if (answer.kind === 'set') {
            onSet()
            return null
          }
          if (!ABOUT_THE_CODE.some((kind) => kind === answer.kind)) return answer
          setTrouble(answer)
          setCode(null)
          return null
        }}
      />
    </div>
  )
}
