import { lazy, type ReactElement, Suspense } from 'react'
import type { DeskTools } from '../desk/desk-tools.ts'
import type { DeskName } from '../parts/desk-name.ts'

// Each is loaded when it is first opened: the scan screen starts without them.
const StepOut = lazy(() =>
  import('../desk/step-out-screen.tsx').then((it) => ({ default: it.StepOutScreen })),
)
const Forgotten = lazy(() =>
  import('../desk/forgotten-screen.tsx').then((it) => ({ default: it.ForgottenScreen })),
)
const Leader = lazy(() =>
  import('../desk/leader/leader-screen.tsx').then((it) => ({ default: it.LeaderScreen })),
)
const SetUp = lazy(() =>
  import('../desk/set-up/set-up-screen.tsx').then((it) => ({ default: it.SetUpScreen })),
)
const Settings = lazy(() =>
  import('../desk/settings/settings-screen.tsx').then((it) => ({ default: it.SettingsScreen })),
)
const Privacy = lazy(() => import('../desk/privacy-screen.tsx').then((it) => ({ default: it.PrivacyScreen })))

interface Props {
  readonly desk: DeskName
  readonly tools: DeskTools
  readonly onClose: () => void
}

/** The screen that lies over the counter. Closed, it is gone with everything it knew. */
export function DeskOver({ desk, tools, onClose }: Props): ReactElement {
  return <Suspense fallback={null}>{opened(desk, tools, onClose)}</Suspense>
}

function opened(desk: DeskName, tools: DeskTools, onClose: () => void): ReactElement {
  switch (desk.kind) {
    case 'step-out':
      return (
        <StepOut
          intent={desk.intent}
          now={tools.now()}
          sessions={tools.kiosk.sessions}
          zone={tools.kiosk.zone}
          say={tools.say}
          onPrepared={(prepared) => {
            tools.counter.prepare(prepared)
            onClose()
          }}
          onClose={onClose}
        />
      )
    case 'forgotten':
      return <Forgotten tools={tools} onClose={onClose} />
    case 'leader':
      return <Leader tools={tools} onClose={onClose} />
    case 'set-up':
      return <SetUp tools={tools} onClose={onClose} />
    case 'settings':
      return <Settings tools={tools} onClose={onClose} />
    case 'privacy':
      return <Privacy say={tools.say} onClose={onClose} />
  }
}
