import { type ReactElement, useEffect, useState } from 'react'
import type { EnrolOutcome, FindDistrictAnswer, LineFault } from '../../../../core/kiosk/kiosk-api.ts'
import { TouchKeyboard } from '../../keyboard/touch-keyboard.tsx'
import { Icon } from '../../parts/icon.tsx'
import { lineWords } from '../../parts/line-words.ts'
import classes from '../desk.module.css'
import { DeskFrame } from '../desk-frame.tsx'
import type { DeskTools } from '../desk-tools.ts'
import { TypeCode } from './type-code.tsx'

type Found = Extract<FindDistrictAnswer, { kind: 'found' }>
type Step =
  | { readonly kind: 'address' }
  | { readonly kind: 'compare'; readonly found: Found }
  | { readonly kind: 'code'; readonly found: Found }

const LONGEST_ADDRESS = 200
/** Whoever types walks to and fro between two screens. */
const CLOSES_AFTER_SECONDS = 300

interface Props {
  readonly tools: DeskTools
  readonly onClose: () => void
}

/**
 * Enrols by typing where there is no QR to hold up: the district's address, its key compared by eye, the one-time
 * code. The camera reads on: a QR that comes meanwhile enrols as ever.
 */
export function SetUpScreen({ tools, onClose }: Props): ReactElement {
  const { api, counter, kiosk, say } = tools
  const [address, setAddress] = useState('')
  const [step, setStep] = useState<Step>({ kind: 'address' })
  const [trouble, setTrouble] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const enrolled = kiosk.enrolled !== null

  useEffect(() => {
    if (enrolled) onClose()
  }, [enrolled, onClose])

  const go = (next: Step): void => {
    setTrouble(null)
    setStep(next)
  }

  const unreachable = (fault: LineFault | undefined): string =>
    fault === undefined ? say('setup.trouble.unreachable') : lineWords(fault, kiosk.zone, say)

  const find = async (): Promise<void> => {
    setAsking(true)
    setTrouble(null)
    const answer = await api.findDistrict({ address }).catch(() => ({ kind: 'failed' as const }))
    setAsking(false)
    switch (answer.kind) {
      case 'found':
        return go({ kind: 'compare', found: answer })
      case 'failed':
        return setTrouble(say('trouble.failed'))
      case 'already-enrolled':
        return setTrouble(say('enrol.refused.already-enrolled'))
      case 'unreachable':
        return setTrouble(unreachable(answer.fault))
      default:
        setTrouble(say(`setup.trouble.${answer.kind}`))
    }
  }

  const enrol = async ({ address: at, district }: Found, code: string): Promise<void> => {
    setAsking(true)
    setTrouble(null)
    const answer = await api
      .enrolTyped({ address: at, district, code })
      .catch((): EnrolOutcome => ({ kind: 'unreachable' }))
    setAsking(false)
    if (answer.kind === 'refused') return setTrouble(say(`enrol.refused.${answer.reason}`))
    if (answer.kind === 'unreachable') return setTrouble(unreachable(answer.fault))
    counter.enrolled(answer)
    counter.refresh()
    onClose()
  }

  const body = (): ReactElement => {
    switch (step.kind) {
      case 'address':
        return (
          <div className={classes.two}>
            <div className={classes.stack}>
              <p className={classes.lead}>{say('setup.qr')}</p>
              <p className={classes.step}>{say('setup.address')}</p>
              <p
                className={classes.field}
                data-empty={address === ''}
                data-typed="address"
                aria-live="polite"
              >
                {address === '' ? say('setup.address.empty') : address}
              </p>
              <button
                type="button"
                className={classes.primary}
                data-action="find-district"
                data-enter
                disabled={asking || address.length < 3}
                onClick={() => void find()}
              >
                <Icon name="globe" className={classes.smallIcon} />
                {say(asking ? 'setup.finding' : 'setup.find')}
              </button>
            </div>
            <TouchKeyboard
              text={address}
              onText={setAddress}
              most={LONGEST_ADDRESS}
              kind="address"
              say={say}
            />
          </div>
        )
      case 'compare':
        return (
          <>
            <p className={classes.step}>{say('setup.compare')}</p>
            <Key found={step.found} tools={tools} />
            <p className={classes.lead}>{say('setup.compare.why')}</p>
            <div className={classes.row}>
              <button
                type="button"
                className={classes.primary}
                data-action="same-key"
                onClick={() => go({ kind: 'code', found: step.found })}
              >
                <Icon name="check" className={classes.smallIcon} />
                {say('setup.same')}
              </button>
              <button
                type="button"
                className={classes.danger}
                data-action="different-key"
                onClick={() => {
                  go({ kind: 'address' })
                  setTrouble(say('setup.trouble.different-key'))
                }}
              >
                <Icon name="cross" className={classes.smallIcon} />
                {say('setup.different')}
              </button>
            </div>
          </>
        )
      case 'code':
        return (
          <TypeCode
            go={say(asking ? 'setup.enrolling' : 'setup.enrol')}
            disabled={asking}
            onCode={(code) => void enrol(step.found, code)}
            say={say}
          >
            <p className={classes.step}>{say('setup.code')}</p>
          </TypeCode>
        )
    }
  }

  return (
    <DeskFrame
      name="set-up"
      icon="plug"
      title={say('setup.title')}
      onBack={step.kind === 'address' ? undefined : () => go({ kind: 'address' })}
      onClose={onClose}
      closesAfterSeconds={CLOSES_AFTER_SECONDS}
      say={say}
    >
      <div className={classes.stack} data-set-up={step.kind}>
        <div role="alert" className={classes.alert}>
          {trouble !== null && (
            <p className={classes.attention} data-trouble="set-up">
              <Icon name="warning" className={classes.smallIcon} />
              <span>{trouble}</span>
            </p>
          )}
        </div>
        {body()}
      </div>
    </DeskFrame>
  )
}

/** The district's key as people compare it, and where it was found. */
function Key({ found, tools: { say } }: { found: Found; tools: DeskTools }): ReactElement {
  return (
    <div className={classes.panel}>
      <p className={classes.soft}>{say('setup.key')}</p>
      <p className={classes.fingerprint} data-fingerprint={found.fingerprint}>
        {found.fingerprint}
      </p>
      <p className={classes.soft}>
        {say('setup.compare.at')}: {found.address}
      </p>
    </div>
  )
}
