import { expect, test } from 'vitest'
import { readProblem } from '../../../renderer/district/api/read-problem.ts'
import { refusalWords } from '../../../renderer/district/language/refusal-words.ts'

const problem = { type: 'about:blank', title: 'Không tìm thấy', status: 404, detail: 'Không có đề nghị này.' }
const words = (body: unknown) => {
  const trouble = readProblem(404, body)
  return [refusalWords(trouble, 'vi'), refusalWords(trouble, 'en')]
}

test('a refusal is said in the language of the pages', () => {
  expect(words({ ...problem, code: 'excuses.no-request', params: {} })).toEqual([
    'Không có đề nghị này.',
    'There is no such request.',
  ])
})

test.each([
  ['an older district', problem],
  ['a newer one', { ...problem, code: 'excuses.never-heard-of' }],
])('of %s, it is said as the district worded it', (_, body) => {
  expect(words(body)).toEqual(['Không có đề nghị này.', 'Không có đề nghị này.'])
})

test.each([null, '<html>', { code: 'excuses.no-request' }])(
  'of something that is no district, nothing: %j',
  (body) => {
    expect(words(body)).toEqual(['', ''])
  },
)
