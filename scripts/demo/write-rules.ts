import type { RuleChangeBody } from '../../core/district/hours-api.ts'
import { addDays } from '../../core/time.ts'
import type { DemoStaff } from './demo-staff.ts'
import { CITY, type InventedWard } from './invented-organisation.ts'

/** The office writes down what hours and calendar do not say: a duty roster, an allowance, how the city judges. */
export async function writeRules({
  office,
  wards,
  today,
  isWorkday,
}: {
  readonly office: DemoStaff
  readonly wards: readonly InventedWard[]
  readonly today: string
  isWorkday(date: string): boolean
}): Promise<void> {
  const [, , , , , mother, onDuty] = wards[0]?.people ?? []
  const tomorrow = addDays(today, 1)
  // On a day off nobody would come: no invented person works then.
  let soon = tomorrow
  while (!isWorkday(soon)) soon = addDays(soon, 1)
  const change: RuleChangeBody = {
    remove: [],
    add: [
      {
        kind: 'duty',
        value: {
          person: onDuty?.id ?? '',
          date: soon,
          sessions: [
            ['07:30', '11:30'],
            ['13:00', '17:00'],
          ],
          document: 'Lịch trực mẫu',
        },
      },
      {
        kind: 'allowances',
        value: {
          person: mother?.id ?? '',
          minutes: 60,
          validFrom: tomorrow,
          validTo: addDays(today, 180),
          document: 'Nuôi con dưới 12 tháng (mẫu)',
        },
      },
      {
        kind: 'policies',
        value: {
          organisation: CITY.id,
          validFrom: tomorrow,
          values: { graceEarly: 5 },
          document: 'Quy chế mẫu số 12/QC-UBND',
        },
      },
    ],
  }
  await office.post('/api/v1/rules', { ...change, reachesBack: false })
}
