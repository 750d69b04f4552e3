import { expect, test } from 'vitest'
import { approvingOrganisations, isApprover } from '../../../core/excuses/approvers.ts'
import { repeatedCodes } from '../../../core/excuses/repeated-codes.ts'

const CHAIN = ['ward', 'city', 'province']
const bound = (organisation: string | null, point: string | null = null) => ({ organisation, point })

test('what the head approves is decided by the own organisation and all above it', () => {
  expect(approvingOrganisations('head', CHAIN)).toEqual(CHAIN)
  expect(approvingOrganisations('point-leader', CHAIN)).toEqual(CHAIN)
})

test('what the level above approves is not decided by the own organisation', () => {
  const approving = approvingOrganisations('superior', CHAIN)
  expect(approving).toEqual(['city', 'province'])
  expect(isApprover(bound('ward'), approving)).toBe(false)
  expect(isApprover(bound('city'), approving)).toBe(true)
})

test('where nobody stands above, only accounts of the whole district decide', () => {
  const approving = approvingOrganisations('superior', ['city'])
  expect(isApprover(bound('city'), approving)).toBe(false)
  expect(isApprover(bound(null), approving)).toBe(true)
})

test('a leader of one point asks and never decides', () => {
  expect(isApprover(bound(null, 'point-a'), CHAIN)).toBe(false)
})

test('codes that people take for the same are told by row, and the one of time worked is not free', () => {
  expect([...repeatedCodes(['P', 'Ô', 'p', 'O\u0302'.normalize('NFD'), 'Worked'])]).toEqual([
    [2, 0],
    [3, 1],
    [4, null],
  ])
  expect(repeatedCodes(['P', 'TS', 'T']).size).toBe(0)
})
