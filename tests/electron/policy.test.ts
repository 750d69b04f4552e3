import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CSP,
  decideFetch,
  decideNavigation,
  HEADERS,
  isTrustedSender,
  isTrustedUrl,
  MAX_URL_LENGTH,
  resolveAsset,
  START_URL,
  WEB_PREFERENCES,
} from '../../electron/policy.ts'
import { HOSTILE_ADDRESSES } from '../support/hostile-addresses.ts'

const ASSETS = new Map([
  ['/index.html', 'the page'],
  ['/assets/index-abc.js', 'the script'],
  ['/assets/font.woff2', 'the font'],
])

describe('addresses', () => {
  test(`serves none of ${HOSTILE_ADDRESSES.length} hostile addresses and goes to none of them (E1)`, () => {
    expect(HOSTILE_ADDRESSES.length).toBeGreaterThanOrEqual(60)
    expect(new Set(HOSTILE_ADDRESSES).size).toBe(HOSTILE_ADDRESSES.length)
    for (const url of HOSTILE_ADDRESSES) {
      expect(resolveAsset(url, ASSETS), url.slice(0, 80)).toBe(null)
      expect(decideNavigation(url), url.slice(0, 80)).toBe('deny')
    }
  })

  test('serves exactly what the map holds', () => {
    for (const [path, file] of ASSETS) expect(resolveAsset(`app://kiosk${path}`, ASSETS)).toBe(file)
    expect(decideNavigation(START_URL)).toBe('allow')
    expect(decideNavigation('app://kiosk/assets/index-abc.js')).toBe('deny')
  })

  test('any text gives an entry of the map or nothing (E1)', () => {
    const parts = fc.constantFrom(
      ...[
        'app:',
        '//',
        '/',
        'kiosk',
        'evil',
        '@',
        ':',
        '80',
        '..',
        '%2e',
        '%2f',
        '\\',
        '?',
        '#',
        'index.html',
      ],
      ...['assets', 'index-abc.js', '\0', ' ', 'file:', 'blob:', 'data:', 'javascript:', 'APP:', 'KIOSK'],
    )
    const texts = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(parts, { maxLength: 10 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(texts, (url) => {
        const file = resolveAsset(url, ASSETS)
        if (file === null) return true
        return [...ASSETS].some(([path, kept]) => kept === file && url === `app://kiosk${path}`)
      }),
      { numRuns: 5_000 },
    )
  })

  test('another opaque scheme, host, port or user is never trusted (E2)', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.stringMatching(/^[a-z][a-z0-9.-]{0,12}$/), (web, name) => {
        expect(isTrustedUrl(web)).toBe(false)
        if (name !== 'app') expect(isTrustedUrl(`${name}://kiosk/index.html`)).toBe(false)
        if (name !== 'kiosk') expect(isTrustedUrl(`app://${name}/index.html`)).toBe(false)
        expect(isTrustedUrl(`app://${name}@kiosk/index.html`)).toBe(false)
        return true
      }),
    )
    expect(isTrustedUrl(START_URL)).toBe(true)
    expect(isTrustedUrl(`app://kiosk/${'a'.repeat(MAX_URL_LENGTH)}`)).toBe(false)
  })

  test('fetches nothing from anywhere but its own files and its own blobs', () => {
    expect(decideFetch(START_URL)).toBe(true)
    expect(decideFetch('blob:app://kiosk/8c1d')).toBe(true)
    for (const url of [
      'https://example.test/',
      'blob:null/8c1d',
      'blob:app://kiosk.evil/8c1d',
      'data:,x',
      'ws://x/',
    ]) {
      expect(decideFetch(url), url).toBe(false)
    }
  })
})

test('only the own main frame is a trusted sender (E2, E4)', () => {
  expect(isTrustedSender({ url: START_URL, isMainFrame: true })).toBe(true)
  expect(isTrustedSender({ url: START_URL, isMainFrame: false })).toBe(false)
  expect(isTrustedSender(null)).toBe(false)
  for (const url of HOSTILE_ADDRESSES.filter((hostile) => !isTrustedUrl(hostile))) {
    expect(isTrustedSender({ url, isMainFrame: true }), url.slice(0, 80)).toBe(false)
  }
})

describe('what the page gets', () => {
  test('preferences that close everything and cannot be changed (E7)', () => {
    expect(WEB_PREFERENCES).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      devTools: false,
      disableDialogs: true,
      spellcheck: false,
      navigateOnDragDrop: false,
    })
    expect(Object.isFrozen(WEB_PREFERENCES)).toBe(true)
    for (const never of [
      'webSecurity',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'webviewTag',
      'plugins',
    ]) {
      expect(WEB_PREFERENCES).not.toHaveProperty(never)
    }
  })

  test('a content policy in which nothing is open that the page does not need (E6)', () => {
    const directives = Object.fromEntries(
      CSP.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1)]),
    )
    expect(directives).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'", "'wasm-unsafe-eval'"],
      'style-src': ["'self'"],
      'img-src': ["'self'"],
      'font-src': ["'self'"],
      'media-src': ["'self'", 'blob:'],
      'connect-src': ["'none'"],
      'worker-src': ["'self'"],
      'frame-src': ["'none'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ['giogiac-worker'],
    })
    expect(HEADERS['content-security-policy']).toBe(CSP)
    expect(HEADERS['x-content-type-options']).toBe('nosniff')
  })
})
