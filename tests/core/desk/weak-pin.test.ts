import { expect, it } from 'vitest'
import { weakPin } from '../../../core/desk/weak-pin.ts'

it.each([
  ['', 'length'],
  ['123', 'length'],
  ['482673915', 'length'],
  ['48a6', 'not-digits'],
  ['４８２６', 'not-digits'],
  ['48 26', 'not-digits'],
  ['0000', 'repeated'],
  ['77777', 'repeated'],
  ['4848', 'repeated'],
  ['739739', 'repeated'],
  ['1234', 'sequence'],
  ['98765432', 'sequence'],
  ['7890', 'sequence'],
  ['2468', 'sequence'],
  ['1985', 'year'],
  ['2003', 'year'],
  ['240595', 'date'],
  ['01122003', 'date'],
] as const)('refuses %s: %s', (pin, why) => {
  expect(weakPin(pin)).toBe(why)
})

it.each(['4826', '9051', '73915', '482915', '40286173', '2580'])('takes %s', (pin) => {
  expect(weakPin(pin)).toBeNull()
})

it('asks as many digits as somebody’s word is worth', () => {
  expect(weakPin('48265', 'leader')).toBe('length-leader')
  expect(weakPin('482659', 'leader')).toBeNull()
  expect(weakPin('4826591', 'administrator')).toBe('length-administrator')
  expect(weakPin('48265917', 'administrator')).toBeNull()
  expect(weakPin('482659170', 'administrator')).toBe('length-administrator')
})
