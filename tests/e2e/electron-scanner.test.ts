import { describe, expect, it } from 'vitest'
import { useCounterElectron } from '../support/counter-electron.ts'
import { eventually } from '../support/eventually.ts'
import { whyNoElectron } from '../support/launch-electron.ts'
import { badgeOf, UNKNOWN_BADGE } from '../support/test-directory.ts'
import { gesture, scanByUsb, setKeyboardLayout } from '../support/usb-scanner.ts'

const noElectron = await whyNoElectron()
if (noElectron !== null && process.env.CI === 'true') throw new Error(noElectron)

const PEOPLE = 6
/** What is scanned under every layout: badges, a badge nobody knows, and codes that are none. */
const SCANNED = [
  ...Array.from({ length: PEOPLE }, (_, at) => badgeOf(at + 1).code),
  UNKNOWN_BADGE.code,
  'https://example.vn/Tra_Cuu?id=[7]&x="1"',
  '001090123456|012345678|NGUYEN VAN A|01011990|Nam|Phuong X|15042021',
]
const EXPECTED = [
  ...Array.from({ length: PEOPLE }, (_, at) => ['scan', `person-${at + 1}`, 'scanner']),
  ['scan', null, 'scanner'],
  ['refused-code', 'foreign'],
  ['refused-code', 'identity-card'],
]

describe.skipIf(noElectron !== null)(
  `a USB scanner at the desktop kiosk${noElectron === null ? '' : ` (${noElectron})`}`,
  () => {
    const open = useCounterElectron(PEOPLE)

    it('is understood alike whatever keyboard layout and lock keys the machine has (T10)', async () => {
      const kiosk = await open()
      const display = kiosk.display.name
      await kiosk.app.evaluate(({ BrowserWindow }) => {
        const typed: string[] = []
        Object.assign(globalThis, { typed })
        BrowserWindow.getAllWindows()[0]?.webContents.on('before-input-event', (_event, input) => {
          if (input.type === 'keyDown') typed.push(input.key)
        })
      })
      const typedKeys = () =>
        kiosk.app.evaluate(() => (Reflect.get(globalThis, 'typed') as string[]).splice(0).join(''))
      const made = () =>
        kiosk
          .log()
          .filter(({ type }) => type === 'scan' || type === 'refused-code')
          .map(({ type, data }) => (type === 'scan' ? [type, data.staff, data.method] : [type, data.class]))

      let torn = 0
      /** A burst that a busy machine tears apart for a tenth of a second is no burst: people scan again. */
      const scanUntil = async (wanted: readonly unknown[], code: string): Promise<unknown> => {
        let last: unknown = null
        for (let tries = 0; tries < 3; tries++) {
          const before = made().length
          await scanByUsb(display, code)
          await eventually(() => expect(made().length).toBeGreaterThan(before), 2_000).catch(() => {})
          last = made().slice(before).at(-1) ?? null
          if (JSON.stringify(last) === JSON.stringify(wanted)) return last
          torn++
        }
        return last
      }

      const rounds: readonly (readonly [name: string, layout: string, lock: string | null])[] = [
        ['us', 'us', null],
        ['Vietnamese', 'vn', null],
        ['Vietnamese with CapsLock', 'vn', 'Caps_Lock'],
        ['French', 'fr', null],
      ]
      const seen: Record<string, string> = {}
      for (const [name, layout, lock] of rounds) {
        await setKeyboardLayout(display, layout)
        if (lock !== null) await gesture(display, `key ${lock}`)
        await typedKeys()
        for (const [at, code] of SCANNED.entries()) {
          const got = await scanUntil(EXPECTED[at] ?? [], code)
          expect(got, `${name}: ${code}`).toEqual(EXPECTED[at])
        }
        seen[name] = await typedKeys()
      }
      console.log(
        `${rounds.length * SCANNED.length} scans under ${rounds.length} layouts, ${torn} torn by the machine`,
      )
      // The layouts were really on: the same keys meant other letters to the system.
      expect(seen.us).toContain(badgeOf(1).code)
      for (const name of ['Vietnamese', 'Vietnamese with CapsLock', 'French']) {
        expect(seen[name]).not.toContain(badgeOf(1).code)
      }
      expect(kiosk.page.url()).toBe('app://kiosk/index.html')
    })
  },
)
