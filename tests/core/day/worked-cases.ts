/** A day worked by hand: what a case of the vector format has to give; `expect` names only what is looked at. */
export interface WorkedCase {
  readonly name: string
  readonly day: Readonly<Record<string, unknown>>
  readonly expect: Readonly<Record<string, unknown>>
}

export const TWO = [
  ['07:30', '11:30'],
  ['13:00', '17:00'],
]
export const THREE = [
  ['07:30', '09:30'],
  ['10:00', '12:00'],
  ['13:30', '17:00'],
]
export const FOUR = [
  ['07:00', '09:00'],
  ['09:30', '11:30'],
  ['13:00', '15:00'],
  ['15:30', '17:30'],
]
const NONE = { midday: 'none' }
const EITHER = { midday: 'either' }
const leave = (from: string, to: string) => ({ from, to, code: 'P' })
const missing = (code: string, session: number) => ({ code, session })
/** A leader's word about their own day. */
const own = (side: 'in' | 'out', at: string, session = 0) => ({ session, side, at, own: true })

/** Every row of the state table (rules.md 8 and 9) that needs a closer look. */
export const STATE_CASES: readonly WorkedCase[] = [
  {
    name: 'awaited up to and including the end of the grace',
    day: { sessions: TWO, scans: [], policy: { graceLate: 10 }, asOf: '07:40' },
    expect: { states: ['awaited', 'awaited'], flags: [] },
  },
  {
    name: 'not arrived one second after the grace',
    day: { sessions: TWO, scans: [], policy: { graceLate: 10 }, asOf: '07:40:01' },
    expect: { states: ['not-arrived', 'awaited'], flags: [] },
  },
  {
    name: 'absent exactly at the end of the session',
    day: { sessions: TWO, scans: [], asOf: '11:30' },
    expect: { states: ['absent', 'awaited'], flags: [missing('absent', 0)] },
  },
  {
    name: 'not yet absent one second before the end',
    day: { sessions: TWO, scans: [], asOf: '11:29:59' },
    expect: { states: ['not-arrived', 'awaited'], flags: [] },
  },
  {
    name: 'awaited even when the log is incomplete',
    day: { sessions: TWO, scans: [], asOf: '07:30', complete: false },
    expect: { states: ['awaited', 'awaited'], flags: [] },
  },
  {
    name: 'both: here up to the middle of the break',
    day: { sessions: TWO, scans: ['07:25'], asOf: '12:15' },
    expect: { states: ['here', 'awaited'], flags: [] },
  },
  {
    name: 'both: a forgotten departure is said after the middle of the break',
    day: { sessions: TWO, scans: ['07:25'], asOf: '12:15:01' },
    expect: { states: ['incomplete', 'awaited'], flags: [missing('missing-out', 0)] },
  },
  {
    name: 'both: the last session stays open until the window closes',
    day: { sessions: TWO, scans: ['07:25', '11:30', '12:55'], asOf: '20:00' },
    expect: { states: ['present', 'here'], flags: [], worked: 240 },
  },
  {
    name: 'both: after the window has closed the evening departure is missing',
    day: { sessions: TWO, scans: ['07:25', '11:30', '12:55'], asOf: '20:00:01' },
    expect: { states: ['present', 'incomplete'], flags: [missing('missing-out', 1)] },
  },
  {
    name: 'both: after the window has closed and the log is incomplete nobody knows',
    day: { sessions: TWO, scans: ['07:25', '11:30', '12:55'], asOf: '20:01', complete: false },
    expect: { states: ['present', 'no-data'], flags: [] },
  },
  {
    name: 'both: a missing arrival is known at once',
    day: { sessions: TWO, scans: ['11:32'], asOf: '11:32' },
    expect: { states: ['incomplete', 'awaited'], flags: [missing('missing-in', 0)] },
  },
  {
    name: 'both: a missing arrival with an incomplete log is not known',
    day: { sessions: TWO, scans: ['11:32'], asOf: '11:32', complete: false },
    expect: { states: ['no-data', 'awaited'], flags: [] },
  },
  {
    name: 'both: the afternoon on leave, the morning is the last session and its departure is possible for three hours',
    day: { sessions: TWO, scans: ['07:25'], excuses: [leave('13:00', '17:00')], asOf: '14:30' },
    expect: { states: ['here', 'excused'], flags: [] },
  },
  {
    name: 'both: the afternoon on leave, afterwards the morning departure is missing',
    day: { sessions: TWO, scans: ['07:25'], excuses: [leave('13:00', '17:00')], asOf: '14:30:01' },
    expect: { states: ['incomplete', 'excused'], flags: [missing('missing-out', 0)] },
  },
  {
    name: 'both: leave over noon, the middle of the break is that between the moved boundaries',
    day: { sessions: TWO, scans: ['07:25'], excuses: [leave('09:00', '15:30')], asOf: '12:15' },
    expect: { states: ['here', 'awaited'], flags: [] },
  },
  {
    name: 'both: leave until ten, not arrived one second after ten',
    day: { sessions: TWO, scans: [], excuses: [leave('07:30', '10:00')], asOf: '10:00:01' },
    expect: { states: ['not-arrived', 'awaited'], flags: [] },
  },
  {
    name: 'both: leave from half past two, absent from half past two on',
    day: { sessions: [['13:00', '17:00']], scans: [], excuses: [leave('14:30', '17:00')], asOf: '14:30' },
    expect: { states: ['absent'], flags: [missing('absent', 0)] },
  },
  {
    name: 'none: from the first arrival to the last departure present at once, before the first session has ended',
    day: {
      sessions: TWO,
      scans: ['07:25'],
      claims: [{ session: 1, side: 'out', at: '10:00' }],
      policy: NONE,
      asOf: '10:30',
    },
    expect: {
      states: ['present', 'present'],
      flags: [{ code: 'early', session: 1, minutes: 420, chargeable: 420 }],
    },
  },
  {
    name: 'none: who came before the start is here, not awaited',
    day: { sessions: TWO, scans: ['07:20'], policy: NONE, asOf: '07:25' },
    expect: { states: ['here', 'awaited'], flags: [] },
  },
  {
    name: 'none: an arrival in each session, still here in the last',
    day: { sessions: TWO, scans: ['07:20', '12:50'], policy: NONE, asOf: '12:55' },
    expect: { states: ['present', 'here'], flags: [] },
  },
  {
    name: 'either: a departure alone in the first session misses its arrival',
    day: { sessions: TWO, scans: ['11:32', '17:00'], policy: EITHER },
    expect: {
      marks: [
        [null, '11:32'],
        [null, '17:00'],
      ],
      states: ['incomplete', 'present'],
      flags: [missing('missing-in', 0)],
      worked: 240,
    },
  },
  {
    name: 'either: a departure alone after a session without marks misses its arrival',
    day: { sessions: TWO, scans: ['17:00'], policy: EITHER },
    expect: { states: ['absent', 'incomplete'], flags: [missing('absent', 0), missing('missing-in', 1)] },
  },
  {
    name: 'either: the midday scan as an afternoon arrival is enough for the morning',
    day: { sessions: TWO, scans: ['07:25', '12:55', '17:00'], policy: EITHER },
    expect: { states: ['present', 'present'], flags: [], worked: 480 },
  },
  {
    name: 'either: here until the end of the afternoon, then the morning departure is missing',
    day: { sessions: TWO, scans: ['07:25'], policy: EITHER, asOf: '17:00' },
    expect: {
      states: ['incomplete', 'absent'],
      flags: [missing('missing-out', 0), missing('absent', 1)],
      worked: 0,
    },
  },
  {
    name: 'either: in the afternoon the missing midday scan may still come',
    day: { sessions: TWO, scans: ['07:25'], policy: EITHER, asOf: '16:59:59' },
    expect: { states: ['here', 'not-arrived'], flags: [] },
  },
  {
    name: 'either: the last session without a departure misses it',
    day: { sessions: TWO, scans: ['07:25', '12:55'], policy: EITHER },
    expect: { states: ['present', 'incomplete'], flags: [missing('missing-out', 1)], worked: 240 },
  },
  {
    name: 'either: morning on leave, the afternoon departure alone is the first owed session',
    day: { sessions: TWO, scans: ['17:00'], policy: EITHER, excuses: [leave('07:30', '11:30')] },
    expect: { states: ['excused', 'incomplete'], flags: [missing('missing-in', 1)] },
  },
  {
    name: 'either: afternoon on leave, the morning departure is missing three hours after its end',
    day: {
      sessions: TWO,
      scans: ['07:25'],
      policy: EITHER,
      excuses: [leave('13:00', '17:00')],
      asOf: '14:30:01',
    },
    expect: { states: ['incomplete', 'excused'], flags: [missing('missing-out', 0)] },
  },
  {
    name: 'either: previous and next skip the excused session between',
    day: {
      sessions: THREE,
      scans: ['07:25', '17:00'],
      policy: EITHER,
      excuses: [leave('10:00', '12:00')],
    },
    expect: { states: ['present', 'excused', 'incomplete'], flags: [missing('missing-midday', 2)] },
  },
  {
    name: 'either: three sessions, one scan in each break',
    day: { sessions: THREE, scans: ['07:25', '09:40', '12:10', '17:00'], policy: EITHER },
    expect: {
      marks: [
        ['07:25', '09:40'],
        [null, '12:10'],
        [null, '17:00'],
      ],
      states: ['present', 'present', 'present'],
      flags: [],
      worked: 450,
    },
  },
  {
    name: 'either: three sessions, nothing around the middle one',
    day: { sessions: THREE, scans: ['07:25', '17:00'], policy: EITHER },
    expect: {
      states: ['incomplete', 'absent', 'incomplete'],
      flags: [missing('missing-out', 0), missing('absent', 1), missing('missing-in', 2)],
    },
  },
  {
    name: 'none: three sessions, first arrival and last departure',
    day: { sessions: THREE, scans: ['07:25', '17:05'], policy: NONE },
    expect: { states: ['present', 'present', 'present'], flags: [], worked: 450 },
  },
  {
    name: 'none: an arrival in the morning leaves the sessions after it awaited until their start',
    day: { sessions: THREE, scans: ['07:25'], policy: NONE, asOf: '09:00' },
    expect: { states: ['here', 'awaited', 'awaited'], flags: [] },
  },
  {
    name: 'none: in the second session the first is present and the second here',
    day: { sessions: THREE, scans: ['07:25'], policy: NONE, asOf: '10:30' },
    expect: { states: ['present', 'here', 'awaited'], flags: [], worked: 120 },
  },
  {
    name: 'none: in the break before the last session both earlier ones are present',
    day: { sessions: THREE, scans: ['07:25'], policy: NONE, asOf: '13:00' },
    expect: { states: ['present', 'present', 'awaited'], flags: [], worked: 240 },
  },
  {
    name: 'none: in the evening the last session is here until the window closes',
    day: { sessions: THREE, scans: ['07:25'], policy: NONE, asOf: '20:00' },
    expect: { states: ['present', 'present', 'here'], flags: [], worked: 240 },
  },
  {
    name: 'none: afterwards the sessions between are incomplete without a flag of their own',
    day: { sessions: THREE, scans: ['07:25'], policy: NONE, asOf: '20:00:01' },
    expect: {
      states: ['present', 'incomplete', 'incomplete'],
      flags: [missing('missing-out', 2)],
      worked: 120,
    },
  },
  {
    name: 'none: afterwards, with an incomplete log, nobody knows about the later sessions',
    day: { sessions: THREE, scans: ['07:25'], policy: NONE, asOf: '20:01', complete: false },
    expect: { states: ['present', 'no-data', 'no-data'], flags: [] },
  },
  {
    name: 'none: sessions before the only arrival are absent',
    day: { sessions: THREE, scans: ['09:50'], policy: NONE },
    expect: {
      states: ['absent', 'present', 'incomplete'],
      flags: [missing('absent', 0), missing('missing-out', 2)],
      worked: 120,
    },
  },
  {
    name: 'none: only the last arrival carries the missing departure itself',
    day: { sessions: THREE, scans: ['13:20'], policy: NONE },
    expect: {
      states: ['absent', 'absent', 'incomplete'],
      flags: [missing('absent', 0), missing('absent', 1), missing('missing-out', 2)],
    },
  },
  {
    name: 'none: only a departure in the second session',
    day: { sessions: THREE, scans: ['12:05'], policy: NONE },
    expect: {
      states: ['incomplete', 'present', 'absent'],
      flags: [missing('missing-in', 0), missing('absent', 2)],
      worked: 120,
    },
  },
  {
    name: 'none: only a departure in the evening leaves the session between incomplete',
    day: { sessions: THREE, scans: ['17:00'], policy: NONE },
    expect: {
      states: ['incomplete', 'incomplete', 'present'],
      flags: [missing('missing-in', 0)],
      worked: 210,
    },
  },
  {
    name: 'none: only a departure in the first session carries the missing arrival itself',
    day: { sessions: TWO, scans: ['11:30'], policy: NONE },
    expect: { states: ['incomplete', 'absent'], flags: [missing('missing-in', 0), missing('absent', 1)] },
  },
  {
    name: 'none: a departure before the only arrival is judged session by session',
    day: { sessions: TWO, scans: ['11:30', '13:00'], policy: NONE },
    expect: {
      states: ['incomplete', 'incomplete'],
      flags: [missing('missing-in', 0), missing('missing-out', 1)],
      worked: 0,
    },
  },
  {
    name: 'none: a session before the first arrival is absent when the day has a departure',
    day: { sessions: THREE, scans: ['09:50', '17:00'], policy: NONE },
    expect: { states: ['absent', 'present', 'present'], flags: [missing('absent', 0)], worked: 330 },
  },
  {
    name: 'none: an excused session between is excused and not counted as worked',
    day: {
      sessions: THREE,
      scans: ['07:25', '17:00'],
      policy: NONE,
      excuses: [leave('10:00', '12:00')],
    },
    expect: { states: ['present', 'excused', 'present'], flags: [], worked: 330 },
  },
  {
    name: 'none: morning on leave, the evening departure alone is the first owed session',
    day: { sessions: TWO, scans: ['17:00'], policy: NONE, excuses: [leave('07:30', '11:30')] },
    expect: { states: ['excused', 'incomplete'], flags: [missing('missing-in', 1)] },
  },
  {
    name: 'none: afternoon on leave, here only up to the middle of the break',
    day: {
      sessions: TWO,
      scans: ['07:25'],
      policy: NONE,
      excuses: [leave('13:00', '17:00')],
      asOf: '12:15',
    },
    expect: { states: ['here', 'excused'], flags: [] },
  },
  {
    name: 'none: four sessions, first and last on leave',
    day: {
      sessions: FOUR,
      scans: ['09:25', '15:05'],
      policy: NONE,
      excuses: [leave('07:00', '09:00'), leave('15:30', '17:30')],
    },
    expect: { states: ['excused', 'present', 'present', 'excused'], flags: [], worked: 240 },
  },
  {
    name: 'two excuses that touch cover a session together',
    day: { sessions: TWO, scans: [], excuses: [leave('09:00', '11:30'), leave('07:30', '09:00')] },
    expect: { states: ['excused', 'absent'], flags: [missing('absent', 1)] },
  },
  {
    name: 'a gap of one minute between two excuses leaves the session owed',
    day: { sessions: TWO, scans: [], excuses: [leave('07:30', '09:00'), leave('09:01', '11:30')] },
    expect: { states: ['absent', 'absent'] },
  },
]

/** Marks, steps, claims and minutes beyond the vectors. */
export const FACT_CASES: readonly WorkedCase[] = [
  {
    name: 'a later leave replaces the earlier, which becomes an extra',
    day: {
      sessions: TWO,
      scans: ['07:25', { at: '09:00', intent: 'leave' }, { at: '10:00', intent: 'leave' }, '13:00', '17:00'],
    },
    expect: {
      marks: [
        ['07:25', '10:00'],
        ['13:00', '17:00'],
      ],
      unpaired: ['09:00'],
      away: [],
    },
  },
  {
    name: 'an unsaid extra ends a step out on duty',
    day: {
      sessions: TWO,
      scans: ['07:25', { at: '08:30', intent: 'out-duty' }, '09:00', '11:30', '13:00', '17:00'],
    },
    expect: { away: [{ from: '08:30', to: '09:00', kind: 'out-duty' }], flags: [], worked: 480 },
  },
  {
    name: 'a step out on duty that is still open is not yet listed',
    day: { sessions: TWO, scans: ['07:25', { at: '09:00', intent: 'out-duty' }], asOf: '11:00' },
    expect: { away: [], unpaired: [], states: ['here', 'awaited'] },
  },
  {
    name: 'a step out lasts to the departure when that comes before the end',
    day: {
      sessions: TWO,
      scans: ['07:25', { at: '09:00', intent: 'out-private' }, '11:20', '13:00', '17:00'],
    },
    expect: {
      away: [{ from: '09:00', to: '11:20', kind: 'out-private' }],
      flags: [
        { code: 'early', session: 0, minutes: 10, chargeable: 10 },
        { code: 'away', minutes: 140 },
      ],
      worked: 330,
    },
  },
  {
    name: 'an absence covered by an excuse has no flag but is not worked',
    day: {
      sessions: TWO,
      scans: ['07:25', '10:00', '10:30', '11:30', '13:00', '17:00'],
      excuses: [leave('10:00', '10:30')],
    },
    expect: { flags: [], away: [{ from: '10:00', to: '10:30', kind: 'auto' }], worked: 450 },
  },
  {
    name: 'early is judged by the minute of the instant: 16:59:30 is one minute early',
    day: { sessions: TWO, scans: ['07:30', '11:30', '13:00', '16:59:30'] },
    expect: { flags: [{ code: 'early', session: 1, minutes: 1, chargeable: 1 }], worked: 479 },
  },
  {
    name: 'early is not judged when the departure precedes the arrival',
    day: {
      sessions: [['07:30', '11:30']],
      scans: [
        { at: '09:00', intent: 'leave' },
        { at: '10:00', intent: 'arrive' },
      ],
    },
    expect: { flags: [{ code: 'late', session: 0, minutes: 150, chargeable: 150 }], worked: 0 },
  },
  {
    name: 'the allowance is used up arrival before departure',
    day: { sessions: [['07:30', '11:30']], scans: ['08:00', '11:00'], allowanceMinutes: 40 },
    expect: {
      flags: [
        { code: 'late', session: 0, minutes: 30, chargeable: 0 },
        { code: 'early', session: 0, minutes: 30, chargeable: 20 },
      ],
    },
  },
  {
    name: 'after an excuse that moves the start the grace counts from there',
    day: {
      sessions: [['07:30', '11:30']],
      scans: ['09:04', '11:30'],
      policy: { graceLate: 5 },
      excuses: [leave('07:30', '09:00')],
    },
    expect: { flags: [] },
  },
  {
    name: 'a scan exactly at the edge of the window counts',
    day: { sessions: TWO, scans: ['06:00', '11:30', '13:00', '20:00'] },
    expect: { outside: [], states: ['present', 'present'] },
  },
  {
    name: 'a repeat exactly two minutes later is a duplicate, a second more is not',
    day: { sessions: TWO, scans: ['07:20', '07:22', '07:22:01', '11:30', '13:00', '17:00'] },
    expect: { duplicates: ['07:22'], unpaired: [], states: ['present', 'present'] },
  },
  {
    name: 'another word within two minutes is not a duplicate',
    day: { sessions: TWO, scans: ['07:25', { at: '07:26', intent: 'out-duty' }, '11:30', '13:00', '17:00'] },
    expect: { duplicates: [], away: [], unpaired: [] },
  },
  {
    name: 'of three midday scans the pair nearest to the boundaries counts',
    day: { sessions: TWO, scans: ['07:25', '11:20', '11:31', '12:58', '17:00'] },
    expect: {
      marks: [
        ['07:25', '11:31'],
        ['12:58', '17:00'],
      ],
      unpaired: ['11:20'],
    },
  },
  {
    name: 'of equally near pairs the earliest departure, then the earliest arrival',
    day: { sessions: TWO, scans: ['07:25', '11:25', '11:35', '12:55', '13:05', '17:00'] },
    expect: {
      marks: [
        ['07:25', '11:25'],
        ['12:55', '17:00'],
      ],
    },
  },
  {
    name: 'when the arrival was said, the nearest scan is the departure',
    day: {
      sessions: TWO,
      scans: ['07:25', '11:20', '11:32', { at: '12:40', intent: 'arrive' }, '12:50', '17:00'],
    },
    expect: {
      marks: [
        ['07:25', '11:32'],
        ['12:40', '17:00'],
      ],
    },
  },
  {
    name: 'a claim later than asOf is ignored',
    day: { sessions: TWO, scans: [], asOf: '09:00', claims: [{ session: 0, side: 'in', at: '09:01' }] },
    expect: { claims: ['ignored'], states: ['not-arrived', 'awaited'] },
  },
  {
    name: 'a second claim is compared with the first',
    day: {
      sessions: TWO,
      scans: [],
      claims: [
        { session: 0, side: 'in', at: '07:30' },
        { session: 0, side: 'in', at: '07:45' },
        { session: 0, side: 'in', at: '07:46' },
        { session: 7, side: 'in', at: '07:46' },
      ],
    },
    expect: { claims: ['used', 'confirmed', 'differs', 'ignored'] },
  },
  {
    name: 'a duplicate without a badge is not a day without a badge',
    day: {
      sessions: TWO,
      scans: ['07:25', { at: '07:26', badge: 'absent' }, '11:30', '13:00', '17:00'],
    },
    expect: { flags: [], duplicates: ['07:26'] },
  },
  {
    name: 'without a badge on a day off is both',
    day: { sessions: [], scans: [{ at: '02:00', badge: 'absent' }] },
    expect: { flags: [{ code: 'no-badge' }, { code: 'unscheduled' }], outside: [] },
  },
  {
    name: 'a scan after asOf is not seen',
    day: { sessions: TWO, scans: ['07:25', '11:30'], asOf: '09:00' },
    expect: {
      marks: [
        ['07:25', null],
        [null, null],
      ],
      states: ['here', 'awaited'],
    },
  },
  {
    name: 'worked in an excused session counts when both marks are there',
    day: { sessions: TWO, scans: ['07:30', '11:30'], excuses: [leave('07:30', '17:00')] },
    expect: { states: ['excused', 'excused'], worked: 240 },
  },
  {
    name: 'an excuse that moves the end: who leaves then is not early',
    day: {
      sessions: TWO,
      scans: ['07:30', '11:30', '13:00', '16:00'],
      excuses: [leave('16:00', '17:00')],
    },
    expect: { flags: [], worked: 420 },
  },
  {
    name: 'early is judged when departure and arrival are one instant',
    day: {
      sessions: [['07:30', '11:30']],
      scans: [],
      claims: [
        { session: 0, side: 'in', at: '08:00' },
        { session: 0, side: 'out', at: '08:00' },
      ],
    },
    expect: {
      flags: [
        { code: 'late', session: 0, minutes: 30, chargeable: 30 },
        { code: 'early', session: 0, minutes: 210, chargeable: 210 },
      ],
      worked: 0,
    },
  },
  {
    name: 'arrived by their word after the last session: it is its arrival',
    day: { sessions: TWO, scans: [{ at: '17:00', intent: 'arrive' }] },
    expect: {
      marks: [
        [null, null],
        ['17:00', null],
      ],
    },
  },
  {
    name: 'left by their word before the first session: it is its departure',
    day: { sessions: TWO, scans: [{ at: '07:29', intent: 'leave' }] },
    expect: {
      marks: [
        [null, '07:29'],
        [null, null],
      ],
    },
  },
  {
    name: 'of two scans equally near to the only open boundary the earlier takes it',
    day: { sessions: TWO, scans: ['07:25', '11:25', '11:35', { at: '12:40', intent: 'arrive' }, '17:00'] },
    expect: {
      marks: [
        ['07:25', '11:25'],
        ['12:40', '17:00'],
      ],
    },
  },
  {
    name: 'a claim exactly at asOf counts',
    day: { sessions: TWO, scans: [], asOf: '09:00', claims: [{ session: 0, side: 'in', at: '09:00' }] },
    expect: { claims: ['used'], states: ['here', 'awaited'] },
  },
  {
    name: 'steps count without an arrival too',
    day: {
      sessions: TWO,
      scans: [
        { at: '08:30', intent: 'out-private' },
        { at: '09:00', intent: 'return' },
        '11:30',
        '13:00',
        '17:00',
      ],
    },
    expect: {
      away: [{ from: '08:30', to: '09:00', kind: 'out-private' }],
      flags: [missing('missing-in', 0), { code: 'away', minutes: 30 }],
      worked: 240,
    },
  },
  {
    name: 'two scans of one instant are one, with the badge if either has it',
    day: {
      sessions: TWO,
      scans: [{ at: '07:25', badge: 'absent' }, '07:25', '11:30', '13:00', '17:00'],
    },
    expect: { flags: [], duplicates: ['07:25'] },
  },
  {
    name: 'two scans of one instant are one, in the other order of delivery as well',
    day: {
      sessions: TWO,
      scans: ['07:25', { at: '07:25', badge: 'absent' }, '11:30', '13:00', '17:00'],
    },
    expect: { flags: [], duplicates: ['07:25'] },
  },
  {
    name: 'an excuse from before the session moves its start',
    day: { sessions: [['07:30', '11:30']], scans: ['09:10', '11:30'], excuses: [leave('06:00', '09:00')] },
    expect: { flags: [{ code: 'late', session: 0, minutes: 10, chargeable: 10 }] },
  },
  {
    name: 'what an excuse inside the session leaves is free up to and including the grace',
    day: {
      sessions: [['07:30', '11:30']],
      scans: ['09:05', '11:30'],
      policy: { graceLate: 5 },
      excuses: [leave('07:31', '09:01')],
    },
    expect: { flags: [{ code: 'late', session: 0, minutes: 95, chargeable: 0 }] },
  },
  {
    name: 'a day off without scans has no flags',
    day: { sessions: [], scans: [] },
    expect: { marks: [], states: [], flags: [], worked: 0 },
  },
  {
    name: 'a scan one second after the window has closed is outside',
    day: { sessions: TWO, scans: ['07:25', '11:30', '13:00', '17:00', '20:00:01'] },
    expect: { outside: ['20:00:01'], states: ['present', 'present'] },
  },
  {
    name: 'left by their word in the break: the morning departure, however late',
    day: { sessions: TWO, scans: ['07:25', { at: '12:59', intent: 'leave' }] },
    expect: {
      marks: [
        ['07:25', '12:59'],
        [null, null],
      ],
    },
  },
  {
    name: 'left by their word as the afternoon begins: the afternoon departure',
    day: { sessions: TWO, scans: ['07:25', { at: '13:00', intent: 'leave' }] },
    expect: {
      marks: [
        ['07:25', null],
        [null, '13:00'],
      ],
    },
  },
  {
    name: 'arrived by their word as the morning ends: the afternoon arrival',
    day: { sessions: TWO, scans: [{ at: '11:30', intent: 'arrive' }] },
    expect: {
      marks: [
        [null, null],
        ['11:30', null],
      ],
    },
  },
  {
    name: 'a step out that was never ended is listed exactly from the end of the session on',
    day: { sessions: TWO, scans: ['07:25', { at: '09:00', intent: 'out-duty' }], asOf: '11:30' },
    expect: { away: [{ from: '09:00', to: '11:30', kind: 'out-duty' }] },
  },
  {
    name: 'either: an arrival without an owed departure is here before the end of its session',
    day: {
      sessions: TWO,
      scans: ['07:25'],
      claims: [{ session: 1, side: 'in', at: '10:00' }],
      policy: EITHER,
      asOf: '11:29',
    },
    expect: { states: ['here', 'here'], flags: [] },
  },
  {
    name: 'either: an arrival without an owed departure is present from the end of its session on',
    day: {
      sessions: TWO,
      scans: ['07:25'],
      claims: [{ session: 1, side: 'in', at: '10:00' }],
      policy: EITHER,
      asOf: '11:30',
    },
    expect: { states: ['present', 'here'], flags: [] },
  },
  {
    name: 'scanned again to be sure and then went out: only what was left open means nothing',
    day: { sessions: TWO, scans: ['07:25', '09:00', '09:06', '09:40', '11:32', '12:58', '17:01'] },
    expect: { away: [], unpaired: ['09:00', '09:06', '09:40'], flags: [], worked: 480 },
  },
  {
    name: 'a return by their word ends even a short step away',
    day: {
      sessions: TWO,
      scans: ['07:25', '09:00', { at: '09:06', intent: 'return' }, '11:32', '12:58', '17:01'],
    },
    expect: { away: [{ from: '09:00', to: '09:06', kind: 'auto' }], flags: [{ code: 'away', minutes: 6 }] },
  },
  {
    name: 'a said step and an unsaid scan of one instant: the said step comes first',
    day: {
      sessions: TWO,
      scans: ['07:25', '09:00', { at: '09:00', intent: 'out-private' }, '11:32', '12:58', '17:01'],
    },
    expect: { away: [{ from: '09:00', to: '09:00', kind: 'out-private' }], unpaired: [], flags: [] },
  },
  {
    name: 'left by their word at nine and scanned at ten: ten is no late arrival',
    day: {
      sessions: TWO,
      scans: [{ at: '09:00', intent: 'leave' }, '10:00', '12:58', '17:00'],
    },
    expect: {
      marks: [
        [null, '09:00'],
        ['12:58', '17:00'],
      ],
    },
  },
  {
    name: 'a late arrival before a departure by their word',
    day: { sessions: TWO, scans: ['09:40', { at: '10:30', intent: 'leave' }, '12:58', '17:00'] },
    expect: {
      marks: [
        ['09:40', '10:30'],
        ['12:58', '17:00'],
      ],
    },
  },
  {
    name: 'the whole day on leave: whoever comes all the same is judged by the sessions as scheduled',
    day: { sessions: TWO, scans: ['07:25', '11:31', '12:58', '17:01'], excuses: [leave('07:30', '17:00')] },
    expect: {
      marks: [
        ['07:25', '11:31'],
        ['12:58', '17:01'],
      ],
      states: ['excused', 'excused'],
      flags: [],
      worked: 480,
    },
  },
  {
    name: 'a claim for an excused session is used',
    day: {
      sessions: TWO,
      scans: ['12:58', '17:01'],
      excuses: [leave('07:30', '11:30')],
      claims: [{ session: 0, side: 'in', at: '07:30' }],
    },
    expect: { claims: ['used'], states: ['excused', 'present'], flags: [] },
  },
  {
    name: 'the second of two claims stands when the office accepted it',
    day: {
      sessions: TWO,
      scans: ['11:32', '12:58', '17:01'],
      claims: [
        { session: 0, side: 'in', at: '07:28' },
        { session: 0, side: 'in', at: '08:30', accepted: true },
      ],
    },
    expect: {
      marks: [
        ['08:30', '11:32'],
        ['12:58', '17:01'],
      ],
      claims: ['differs', 'used'],
    },
  },
  {
    name: 'a claim for the own day fills nothing by itself, and nobody is absent meanwhile',
    day: { sessions: TWO, scans: ['12:58', '17:01'], claims: [own('in', '07:28'), own('out', '11:30')] },
    expect: {
      marks: [
        [null, null],
        ['12:58', '17:01'],
      ],
      states: ['no-data', 'present'],
      flags: [],
      worked: 240,
      claims: ['waiting', 'waiting'],
    },
  },
  {
    name: 'a claim for the own day beside one scan leaves it unsaid that the other is missing',
    day: { sessions: TWO, scans: ['11:32', '12:58', '17:01'], claims: [own('in', '07:28')] },
    expect: { states: ['no-data', 'present'], flags: [], claims: ['waiting'] },
  },
  {
    name: 'a claim for the own day hides nothing that it would not change',
    day: { sessions: TWO, scans: ['07:20', '11:10'], claims: [own('in', '07:28')] },
    expect: {
      states: ['present', 'absent'],
      flags: [
        { code: 'early', session: 0, minutes: 20, chargeable: 20 },
        { code: 'absent', session: 1 },
      ],
      claims: ['confirmed'],
    },
  },
  {
    name: 'a claim for the own day that a scan speaks against does not wait: the scan stands',
    day: { sessions: TWO, scans: ['08:10', '11:32', '12:58', '17:01'], claims: [own('in', '07:28')] },
    expect: { flags: [{ code: 'late', session: 0, minutes: 40, chargeable: 40 }], claims: ['differs'] },
  },
  {
    name: 'a claim for the own day made before the scan leaves it unsaid who was late',
    day: {
      sessions: TWO,
      scans: ['08:19', '11:32', '12:58', '17:01'],
      claims: [{ ...own('in', '07:28'), made: '08:05' }],
    },
    expect: {
      marks: [
        ['08:19', '11:32'],
        ['12:58', '17:01'],
      ],
      states: ['present', 'present'],
      flags: [],
      claims: ['waiting'],
    },
  },
  {
    name: 'a claim for the own day that the office accepted stands like any other',
    day: {
      sessions: TWO,
      scans: ['11:32', '12:58', '17:01'],
      claims: [{ ...own('in', '07:28'), accepted: true }],
    },
    expect: {
      marks: [
        ['07:28', '11:32'],
        ['12:58', '17:01'],
      ],
      states: ['present', 'present'],
      claims: ['used'],
    },
  },
  {
    name: 'another leader’s word stands although the own one was first',
    day: {
      sessions: TWO,
      scans: ['11:32', '12:58', '17:01'],
      claims: [own('in', '07:28'), { session: 0, side: 'in', at: '07:35' }],
    },
    expect: {
      marks: [
        ['07:35', '11:32'],
        ['12:58', '17:01'],
      ],
      states: ['present', 'present'],
      flags: [{ code: 'late', session: 0, minutes: 5, chargeable: 5 }],
      claims: ['confirmed', 'used'],
    },
  },
  {
    name: 'none: what lies between waits with the departure that was vouched for alone',
    day: { sessions: THREE, scans: ['07:25'], policy: NONE, claims: [own('out', '17:02', 2)] },
    expect: { states: ['present', 'no-data', 'no-data'], flags: [], claims: ['waiting'] },
  },
  {
    name: 'of two accepted claims the first stands',
    day: {
      sessions: TWO,
      scans: ['11:32', '12:58', '17:01'],
      claims: [
        { session: 0, side: 'in', at: '07:28', accepted: true },
        { session: 0, side: 'in', at: '08:30', accepted: true },
      ],
    },
    expect: { claims: ['used', 'differs'] },
  },
  {
    name: 'an accepted departure takes the place of the scan, which becomes an extra',
    day: {
      sessions: TWO,
      scans: ['07:25', '11:32', '12:58', '16:10'],
      claims: [{ session: 1, side: 'out', at: '17:00', made: '17:30', accepted: true }],
    },
    expect: {
      marks: [
        ['07:25', '11:32'],
        ['12:58', '17:00'],
      ],
      claims: ['used'],
      unpaired: ['16:10'],
      flags: [],
    },
  },
  {
    name: 'a claim confirmed by a scan changes nothing, accepted or not',
    day: {
      sessions: TWO,
      scans: ['07:40', '11:32', '12:58', '17:01'],
      claims: [{ session: 0, side: 'in', at: '07:30', made: '08:00', accepted: true }],
    },
    expect: { claims: ['confirmed'], flags: [{ code: 'late', session: 0, minutes: 10, chargeable: 10 }] },
  },
  {
    name: 'who was vouched for and scans out of habit ten minutes late was not late',
    day: {
      sessions: TWO,
      scans: ['07:40', '11:32', '12:58', '17:01'],
      claims: [{ session: 0, side: 'in', at: '07:28', made: '07:35' }],
    },
    expect: { claims: ['used'], flags: [], unpaired: ['07:40'] },
  },
  {
    name: 'who was vouched for and scans on time all the same has their scan',
    day: {
      sessions: TWO,
      scans: ['07:29', '11:32', '12:58', '17:01'],
      claims: [{ session: 0, side: 'in', at: '07:27', made: '07:28' }],
    },
    expect: {
      claims: ['confirmed'],
      marks: [
        ['07:29', '11:32'],
        ['12:58', '17:01'],
      ],
    },
  },
  {
    name: 'a claim made at the very instant of the scan was not made before it',
    day: {
      sessions: TWO,
      scans: ['08:19', '11:32', '12:58', '17:01'],
      claims: [{ session: 0, side: 'in', at: '07:30', made: '08:19' }],
    },
    expect: { claims: ['differs'] },
  },
  {
    name: 'a claim for a later arrival than the scan never makes anybody later',
    day: {
      sessions: TWO,
      scans: ['07:25', '11:32', '12:58', '17:01'],
      claims: [{ session: 0, side: 'in', at: '08:30', made: '07:00' }],
    },
    expect: { claims: ['differs'], flags: [] },
  },
]
