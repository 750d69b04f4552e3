import { type ReactElement, useEffect, useState } from 'react'
import type { FindPeopleAnswer, FoundPerson } from '../../../core/kiosk/kiosk-desk-api.ts'
import { lettersOf } from '../../../core/names.ts'
import { TouchKeyboard } from '../keyboard/touch-keyboard.tsx'
import { Icon } from '../parts/icon.tsx'
import classes from './desk.module.css'
import type { DeskTools } from './desk-tools.ts'
import people from './people.module.css'

const LONGEST_QUERY = 60

interface Props {
  readonly tools: DeskTools
  readonly prompt: string
  readonly onChosen: (person: FoundPerson) => void
}

/** Finds one person by letters of the name or the staff number; at most three names are ever shown. */
export function FindPerson({ tools: { api, say }, prompt, onChosen }: Props): ReactElement {
  const [query, setQuery] = useState('')
  const [answer, setAnswer] = useState<FindPeopleAnswer | null>(null)
  const blank = lettersOf(query) === ''

  useEffect(() => {
    if (blank) return setAnswer(null)
    let gone = false
    api.findPeople({ query }).then(
      (found) => {
        if (!gone) setAnswer(found)
      },
      () => {},
    )
    return () => {
      gone = true
    }
  }, [api, query, blank])

  const hint =
    answer === null || answer.kind === 'too-short'
      ? say('find.short')
      : answer.kind === 'found'
        ? null
        : say(`find.${answer.kind}`)

  return (
    <>
      <p className={classes.step}>{prompt}</p>
      <div className={classes.two}>
        <div className={classes.stack}>
          <p className={classes.field} data-empty={query === ''} aria-live="polite">
            {query === '' ? say('find.empty') : query}
          </p>
          <TouchKeyboard text={query} onText={setQuery} most={LONGEST_QUERY} say={say} />
        </div>
        <div className={classes.stack} aria-live="polite">
          {hint !== null && <p className={people.hint}>{hint}</p>}
          {answer?.kind === 'found' &&
            answer.people.map((person) => (
              <button
                key={person.id}
                type="button"
                className={people.found}
                data-person={person.id}
                data-enter={answer.people.length === 1 ? '' : undefined}
                onClick={() => onChosen(person)}
              >
                <Icon name="guest" className={people.icon} />
                <span>
                  <strong className={people.name}>{person.name}</strong>
                  <span className={people.title}>{person.title}</span>
                </span>
              </button>
            ))}
        </div>
      </div>
    </>
  )
}
