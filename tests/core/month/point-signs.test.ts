import { expect, test } from 'vitest'
import { pointSigns } from '../../../core/month/point-signs.ts'

test('what happened to kiosks and badges is counted by kind, each day once, of the month alone', () => {
  const kiosk = (of: string) => ({ of, name: `Máy ${of}` })
  expect(
    pointSigns('2026-11', [
      { code: 'badge-revoked', of: 'a1', name: 'Nguyễn Văn A1', dates: ['2026-11-05'] },
      { code: 'clock-step', ...kiosk('2'), dates: ['2026-11-03'], times: 4 },
      { code: 'clock-step', ...kiosk('10'), dates: ['2026-11-03'] },
      { code: 'clock-step', ...kiosk('2'), dates: ['2026-10-31'] },
      { code: 'silence', ...kiosk('2'), dates: ['2026-10-30', '2026-11-02', '2026-11-03'] },
      { code: 'restored', ...kiosk('2'), dates: [] },
    ]),
  ).toEqual([
    {
      code: 'clock-step',
      times: 5,
      days: 1,
      of: [
        { id: '2', name: 'Máy 2', times: 4 },
        { id: '10', name: 'Máy 10', times: 1 },
      ],
    },
    { code: 'silence', times: 1, days: 2, of: [{ id: '2', name: 'Máy 2', times: 1 }] },
    { code: 'badge-revoked', times: 1, days: 1, of: [{ id: 'a1', name: 'Nguyễn Văn A1', times: 1 }] },
  ])
  expect(pointSigns('2026-11', [])).toEqual([])
})
