import { expect, test } from 'vitest'
import { Directory } from '../../../core/wire/directory.ts'
import { testDirectory } from '../../support/test-directory.ts'

test('a directory of before this version is read: nobody leads, nobody has a number, the kiosks are not counted', () => {
  const { kiosks: _, people, ...older } = testDirectory(2)
  const before = people.map(({ id, name, title, badges }) => ({ id, name, title, badges }))
  const read = Directory.parse({ ...older, people: before })
  expect(read.kiosks).toBe(0)
  expect(read.people).toMatchObject([
    { role: 'staff', staffNumber: null, counter: null },
    { role: 'staff', staffNumber: null, counter: null },
  ])
})
