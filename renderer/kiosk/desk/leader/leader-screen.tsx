import { type ReactElement, useCallback, useState } from 'react'
import classes from '../desk.module.css'
import { DeskFrame } from '../desk-frame.tsx'
import type { DeskTools } from '../desk-tools.ts'
import { LeaderDoor, type OpenedVisit } from '../leader-door.tsx'
import { TroubleNote } from '../trouble-note.tsx'
import type { PersonAction } from './person-action.ts'
import { PersonView } from './person-view.tsx'
import { PresenceList } from './presence-list.tsx'
import { usePresence } from './use-presence.ts'

interface Props {
  readonly tools: DeskTools
  readonly onClose: () => void
}

/** The ward leader at the kiosk: behind PIN or badge and PIN, closed by itself after a minute without a touch. */
export function LeaderScreen({ tools, onClose }: Props): ReactElement {
  const { api, say } = tools
  const [visit, setVisit] = useState<OpenedVisit | null>(null)

  const close = useCallback((): void => {
    if (visit !== null) api.closeVisit({ visit: visit.visit }).catch(() => {})
    onClose()
  }, [api, visit, onClose])

  if (visit !== null) return <Inside tools={tools} visit={visit} onClose={close} />
  return (
    <DeskFrame
      name="leader-door"
      icon="leader"
      title={say('leader.title')}
      onClose={close}
      closesAfterSeconds={45}
      say={say}
    >
      <LeaderDoor tools={tools} onOpened={setVisit} />
    </DeskFrame>
  )
}

/** Everything behind the door; what it shows is forgotten with it. */
function Inside({ tools, visit, onClose }: Props & { readonly visit: OpenedVisit }): ReactElement {
  const { api, say } = tools
  const [person, setPerson] = useState<string | null>(null)
  const [action, setAction] = useState<PersonAction | null>(null)
  const { presence, trouble, refresh } = usePresence(api, visit.visit, onClose)
  const shown = presence?.people.find(({ id }) => id === person) ?? null

  return (
    <DeskFrame
      name={shown === null ? 'leader' : 'person'}
      icon={shown === null ? 'leader' : 'guest'}
      title={shown === null ? say('leader.today') : shown.name}
      note={shown === null ? visit.name : shown.title}
      onBack={shown === null ? undefined : () => (action === null ? setPerson(null) : setAction(null))}
      onClose={onClose}
      closesAfterSeconds={visit.idleMs / 1000}
      say={say}
    >
      <TroubleNote trouble={trouble} say={say} />
      {presence === null ? (
        <p className={classes.lead}>{say('desk.loading')}</p>
      ) : shown === null ? (
        <PresenceList presence={presence} say={say} onPerson={setPerson} />
      ) : (
        <PersonView
          key={shown.id}
          tools={tools}
          visit={visit}
          person={shown}
          presence={presence}
          action={action}
          onAction={setAction}
          onChanged={refresh}
          onEnded={onClose}
        />
      )}
    </DeskFrame>
  )
}
