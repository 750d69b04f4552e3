import { describe, expect, it } from 'vitest'
import { findPeople } from '../../../core/desk/find-people.ts'

const person = (name: string, staffNumber: string | null = null) => ({ name, staffNumber })
const PEOPLE = [
  person('Nguyễn Thị Phương Thảo', 'CB-0412'),
  person('Nguyễn Văn Thắng'),
  person('Trần Thị Thảo Vy'),
  person('Đặng Hòa Bình', '0007'),
  person('Lê Thị Bình'),
]
const names = (query: string, people = PEOPLE) => {
  const found = findPeople(people, query)
  return found.kind === 'found' ? found.people.map(({ name }) => name) : found.kind
}

describe('finding oneself by name', () => {
  it('names nobody before three letters, and blanks, marks and punctuation are no letters', () => {
    for (const query of ['', '  ', 'th', 'T h', 'ắt', "t'h.", '\u200bt\u200dh\u200b', 'đ ỗ']) {
      expect(names(query)).toBe('too-short')
    }
  })

  it('finds a given name of one or two letters typed whole, and nobody by a part of it', () => {
    const short = ['Trần Thị Hà', 'Lê Văn Hạnh', 'Hà Văn Vũ', 'Đỗ Như Ý', 'Ý Nhi', 'Lê Hồng Tú'].map((name) =>
      person(name),
    )
    expect(names('ha', short)).toEqual(['Trần Thị Hà'])
    expect(names('HÀ ', short)).toEqual(['Trần Thị Hà'])
    expect(names('Vũ', short)).toEqual(['Hà Văn Vũ'])
    expect(names('ý', short)).toEqual(['Đỗ Như Ý'])
    expect(names('tu', short)).toEqual(['Lê Hồng Tú'])
    for (const query of ['h', 'v', 't', 'le', 'lê', 'nh', 'ho']) expect(names(query, short)).toBe('too-short')
    const many = Array.from({ length: 4 }, (_, i) => person(`Nguyễn ${'ABCD'[i]} An`))
    expect(names('an', many)).toBe('too-many')
    expect(names('an', many.slice(1))).toHaveLength(3)
  })

  it('takes the first letters of any name, in any order, without accents', () => {
    expect(names('phuong')).toEqual(['Nguyễn Thị Phương Thảo'])
    expect(names('thao nguy')).toEqual(['Nguyễn Thị Phương Thảo'])
    expect(names('BINH')).toEqual(['Đặng Hòa Bình', 'Lê Thị Bình'])
    expect(names('dang')).toEqual(['Đặng Hòa Bình'])
    expect(names('Hoà')).toEqual(['Đặng Hòa Bình'])
    expect(names('phuongthao')).toEqual(['Nguyễn Thị Phương Thảo'])
    expect(names('t th')).toEqual(names('th t'))
  })

  it('does not find letters in the middle of a name', () => {
    expect(names('uong')).toBe('nobody')
    expect(names('hao')).toBe('nobody')
  })

  it('takes each name for one part of what was typed', () => {
    expect(names('thao thao')).toBe('nobody')
  })

  it('is never a list: more than three are not named', () => {
    const many = Array.from({ length: 4 }, (_, i) => person(`Nguyễn Văn An ${i}`))
    expect(names('nguyen', many)).toBe('too-many')
    expect(names('nguyen', many.slice(1))).toHaveLength(3)
  })

  it('finds by the whole staff number, however it is written', () => {
    expect(names('cb0412')).toEqual(['Nguyễn Thị Phương Thảo'])
    expect(names(' CB-0412 ')).toEqual(['Nguyễn Thị Phương Thảo'])
    expect(names('0007')).toEqual(['Đặng Hòa Bình'])
    expect(names('000')).toBe('nobody')
    expect(names('cb04')).toBe('nobody')
  })
})

describe('names nobody expected', () => {
  const long = `Nguyễn ${'Thị '.repeat(48)}Ánh`
  const strange = [
    person(long),
    person('Phạm \u202eThị\u202c Hà'),
    person('Vũ\u200b Mi\u200dnh'.normalize('NFD')),
    person(`Quý${'\u0301'.repeat(40)}`),
    person('محمد Nguyễn'),
  ]

  it.each([
    ['anh', long],
    ['pham thi ha', strange[1]?.name],
    ['vu minh', strange[2]?.name],
    ['quy', strange[3]?.name],
    ['محمد', strange[4]?.name],
  ])('finds by %s', (query, name) => {
    expect(long.length).toBeGreaterThanOrEqual(200)
    expect(names(query, strange)).toEqual([name])
    expect(names(query.normalize('NFD').toUpperCase(), strange)).toEqual([name])
  })

  it('ends soon whatever is typed', () => {
    const begun = performance.now()
    for (const query of [
      'a '.repeat(200),
      'n'.repeat(400),
      '\u0301'.repeat(400),
      '(((((.*)+)+)+)+$'.repeat(20),
    ]) {
      names(
        query,
        Array.from({ length: 300 }, () => person(long)),
      )
    }
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})
