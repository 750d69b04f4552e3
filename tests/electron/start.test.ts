import { describe, expect, test } from 'vitest'
import { parseStartOptions } from '../../electron/start-options.ts'
import {
  findRefused,
  findRefusedSwitch,
  REFUSED_ENVIRONMENT,
  REFUSED_SWITCHES,
  REFUSED_WHEN_INSTALLED,
} from '../../electron/start-policy.ts'

describe('a start is refused (E10)', () => {
  test('with every switch that opens the kiosk up, in every spelling Chromium takes', () => {
    for (const name of REFUSED_SWITCHES) {
      for (const arg of [
        `--${name}`,
        `--${name}=x`,
        `-${name}`,
        `/${name}`,
        `--${name.toUpperCase()}`,
        ` --${name}`,
      ]) {
        expect(findRefused(['--data', '/d', arg], {}, false), arg).toBe(`--${name}`)
      }
    }
  })

  test('with debugging and filmed cameras only where it is installed', () => {
    for (const name of REFUSED_WHEN_INSTALLED) {
      expect(findRefused([`--${name}=0`], {}, true)).toBe(`--${name}`)
      expect(findRefused([`--${name}=0`], {}, false)).toBe(null)
    }
  })

  test('with an environment that changes what code runs', () => {
    for (const name of REFUSED_ENVIRONMENT) {
      expect(findRefused([], { [name]: '1' }, false)).toBe(name)
      expect(findRefused([], { [name]: '' }, false)).toBe(null)
    }
  })

  test('with a switch that reached Chromium another way, but not for what Electron sets itself', () => {
    expect(findRefusedSwitch((name) => name === 'no-sandbox', false)).toBe('--no-sandbox')
    expect(findRefusedSwitch((name) => name === 'remote-debugging-port', true)).toBe(
      '--remote-debugging-port',
    )
    expect(findRefusedSwitch((name) => name === 'remote-debugging-port', false)).toBe(null)
    expect(findRefusedSwitch((name) => name === 'allow-file-access-from-files', true)).toBe(null)
  })

  test('not for what it needs', () => {
    expect(findRefused(['--data', '/srv/kiosk', '--windowed', '--lang=vi'], { HOME: '/h' }, true)).toBe(null)
  })
})

describe('options of a start', () => {
  test('are read in both spellings', () => {
    expect(parseStartOptions(['app', '--data', '/d', '--windowed'], {})).toEqual({
      data: '/d',
      windowed: true,
      clock: null,
    })
    expect(parseStartOptions(['--data=/d e', '--clock=2026-01-05T00:30:00Z'], {})).toEqual({
      data: '/d e',
      windowed: false,
      clock: '2026-01-05T00:30:00Z',
    })
    expect(parseStartOptions([], { GIOGIAC_WINDOWED: '1' }).windowed).toBe(true)
  })

  test('a value that is missing or looks like a switch is no value', () => {
    for (const args of [['--data'], ['--data='], ['--data', '--windowed'], ['--database', '/d']]) {
      expect(parseStartOptions(args, {}).data).toBe(null)
    }
  })
})
