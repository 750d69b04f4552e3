import { expect, test } from 'vitest'
import { type Actor, mayDecide } from '../../../core/excuses/may-decide.ts'

const actor = (account: string | null, person: string | null): Actor => ({ account, person })
const about = (person: string, ...askers: readonly Actor[]) => ({ person, askers })

test.each([
  ['somebody else', actor('an', 'p-an'), about('p-binh', actor('chi', 'p-chi')), 'may'],
  ['the account that asked', actor('an', null), about('p-binh', actor('an', null)), 'own-request'],
  [
    'the person who asked at a kiosk',
    actor('an', 'p-an'),
    about('p-binh', actor(null, 'p-an')),
    'own-request',
  ],
  [
    'the person who asked, with another account',
    actor('an.2', 'p-an'),
    about('p-binh', actor('an', 'p-an')),
    'own-request',
  ],
  [
    'one of several who vouched',
    actor('an', 'p-an'),
    about('p-b', actor(null, 'x'), actor(null, 'p-an')),
    'own-request',
  ],
  ['the person it is about', actor('an', 'p-an'), about('p-an', actor('chi', 'p-chi')), 'own-person'],
  [
    'the person who asked for themselves',
    actor('an', 'p-an'),
    about('p-an', actor('an', 'p-an')),
    'own-person',
  ],
  [
    'an account of which nobody said whose it is',
    actor('an', null),
    about('p-an', actor(null, 'p-an')),
    'may',
  ],
  ['an account beside another that says nothing', actor('an', null), about('p-b', actor('chi', null)), 'may'],
] as const)('%s', (_, by, what, verdict) => {
  expect(mayDecide(by, what)).toBe(verdict)
})
