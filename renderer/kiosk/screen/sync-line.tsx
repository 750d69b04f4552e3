import type { ReactElement } from 'react'
import type { KioskState } from '../../../core/kiosk/kiosk-api.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { syncWords } from '../parts/sync-words.ts'
import type { Say } from '../text/kiosk-text.ts'
import classes from './sync-line.module.css'

const ICONS: Readonly<Record<KioskState['sync']['kind'], IconName>> = {
  online: 'online',
  offline: 'offline',
  refused: 'ban',
}

interface Props {
  readonly kiosk: KioskState | null
  readonly say: Say
  readonly inert: boolean
  readonly onPrivacy: () => void
}

/** The foot of the screen: what the district has, and what still waits. */
export function SyncLine({ kiosk, say, inert, onPrivacy }: Props): ReactElement {
  if (kiosk?.enrolled == null) return <footer className={classes.line} inert={inert} />
  const { kind } = kiosk.sync
  const icon = kind === 'online' && kiosk.sync.turnsWaiting > 0 ? 'upload' : ICONS[kind]
  return (
    <footer className={classes.line} data-sync={kind} inert={inert}>
      <span className={classes[kind]}>
        <Icon name={icon} className={classes.icon} />
        {syncWords(kiosk, say)}
      </span>
      <span className={classes.kiosk}>
        {kiosk.enrolled.kiosk} · {kiosk.app}
      </span>
      <button type="button" className={classes.privacy} data-action="privacy" onClick={onPrivacy}>
        <Icon name="shield" className={classes.icon} />
        {say('privacy.open')}
      </button>
    </footer>
  )
}
