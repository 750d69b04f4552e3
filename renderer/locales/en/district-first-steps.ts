import type { DistrictWords } from '../vi/district.ts'

/** Words about what a new district has to do first, in English. */
export const districtFirstStepsEn: Pick<DistrictWords, 'firstSteps'> = {
  firstSteps: {
    title: 'First steps in a new district',
    done: 'done',
    next: 'this comes next',
    open: 'not yet',
    organisation: 'Describe the organisation',
    points: 'Add reception points',
    hours: 'Set the working hours',
    people: 'Add people',
    badges: 'Issue and print badges',
    kiosks: 'Enrol a kiosk',
    pins: 'Give each leader a PIN, at the kiosk itself',
    unsaved:
      'Some badges were issued and their sheet was never saved. Open Badges, choose “Sheet never saved”, then revoke or print them again.',
    'no-leader': 'Nobody has the role of leader yet. Open People, choose somebody and change the role.',
    'long-names':
      'Some points have long names and no short one: lists have no room to tell them apart. Open Organisation, choose Edit at the point.',
    why: {
      organisation:
        'The province or city, then its wards; from the beginning of the year, so that months are whole.',
      points: 'Where a kiosk stands and people work.',
      hours: 'One rule for the top organisation is enough; “From” is the first day on which people scan.',
      people: 'From the list you have in Excel, or one by one. Say who is a leader.',
      badges: 'Ten badges on a page of A4.',
      kiosks: 'One at each point, by a QR that works once.',
      pins: 'Leaders need a PIN to confirm forgotten badges and scans, and to ask for leave at the counter. At the kiosk: touch Settings, type the administrator’s PIN, open PINs and set one for each leader. Is that PIN forgotten? Make a new enrolment code for the point on the page Kiosks.',
    },
  },
}
