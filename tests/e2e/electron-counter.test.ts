import { describe, expect, it } from 'vitest'
import { type CounterElectron, useCounterElectron } from '../support/counter-electron.ts'
import { whyNoElectron } from '../support/launch-electron.ts'
import { badgeOf } from '../support/test-directory.ts'
import { gesture, scanByUsb } from '../support/usb-scanner.ts'
import { pressKeys, windowsOn } from '../support/window-keys.ts'

const noElectron = await whyNoElectron()
if (noElectron !== null && process.env.CI === 'true') throw new Error(noElectron)

const SHORTCUTS = [
  ...['alt+F4', 'ctrl+w', 'ctrl+shift+w', 'ctrl+q', 'ctrl+r', 'ctrl+shift+r', 'ctrl+shift+i', 'ctrl+shift+j'],
  ...['ctrl+p', 'ctrl+o', 'ctrl+s', 'ctrl+n', 'ctrl+shift+n', 'ctrl+t', 'ctrl+shift+t', 'ctrl+u', 'ctrl+f'],
  ...['ctrl+h', 'ctrl+j', 'ctrl+l', 'ctrl+Tab', 'ctrl+plus', 'ctrl+minus', 'ctrl+0', 'ctrl+a', 'ctrl+v'],
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'shift+F5', 'shift+F10', 'alt+F10', 'alt+space'],
  ...['alt+Left', 'alt+Right', 'alt+Home', 'alt+d', 'alt+f', 'super+l', 'super+d', 'BackSpace', 'Escape'],
  ...[
    'Menu',
    'Print',
    'XF86Back',
    'XF86Reload',
    'XF86HomePage',
    'XF86Search',
    'ctrl+alt+t',
    'ctrl+shift+Escape',
  ],
]

/** What hands do to a screen with a mouse, in xdotool's words, each from the middle of the page. */
const GESTURES: readonly (readonly [name: string, steps: readonly string[]])[] = [
  ['right click', ['click 3']],
  ['shift and right click', ['keydown shift', 'click 3', 'keyup shift']],
  ['middle click', ['click 2']],
  ['double click', ['click --repeat 2 --delay 40 1']],
  ['triple click', ['click --repeat 3 --delay 40 1']],
  ['the mouse button for back', ['click 8']],
  ['the mouse button for forward', ['click 9']],
  ['Ctrl and wheel', ['keydown ctrl', 'click --repeat 5 4', 'click --repeat 2 5', 'keyup ctrl']],
  ['Ctrl and click', ['keydown ctrl', 'click 1', 'keyup ctrl']],
  ['Shift and click', ['keydown shift', 'click 1', 'keyup shift']],
  ['wheel', ['click --repeat 10 5', 'click --repeat 10 4']],
  [
    'dragging a selection away',
    ['mousedown 1', 'mousemove_relative 200 60', 'mousemove_relative 300 90', 'mouseup 1'],
  ],
  ['a long press', ['mousedown 1', 'sleep 1', 'mouseup 1']],
]

describe.skipIf(noElectron !== null)(
  `hands at the desktop kiosk${noElectron === null ? '' : ` (${noElectron})`}`,
  () => {
    const open = useCounterElectron(3)

    /** One window, the same page, never loaded again, its natural size, and still at work. */
    async function expectUntouched(kiosk: CounterElectron, after: string): Promise<void> {
      expect(await windowsOn(kiosk.display.name), after).toHaveLength(1)
      const inside = await kiosk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map(({ webContents }) => [
          webContents.getURL(),
          webContents.getZoomFactor(),
          webContents.isDevToolsOpened(),
        ]),
      )
      expect(inside, after).toEqual([['app://kiosk/index.html', 1, false]])
      const page = await kiosk.inPage<unknown[]>(
        '[window.stillHere, visualViewport.scale, history.length, document.readyState, getSelection().toString()]',
      )
      expect(page?.slice(0, 4), after).toEqual([true, 1, 1, 'complete'])
    }

    it(`no shortcut (${SHORTCUTS.length}), gesture or dropped file opens, closes, leaves, reloads or enlarges anything (E7)`, async () => {
      expect(SHORTCUTS.length + GESTURES.length).toBeGreaterThanOrEqual(25)
      const kiosk = await open()
      const display = kiosk.display.name
      await kiosk.inPage('window.stillHere = true')
      for (const keys of SHORTCUTS) {
        await pressKeys(display, [keys])
        await expectUntouched(kiosk, keys)
      }
      for (const [name, steps] of GESTURES) {
        await gesture(display, 'mousemove 400 420')
        for (const step of steps) await gesture(display, step)
        await expectUntouched(kiosk, name)
      }

      const session = await kiosk.page.context().newCDPSession(kiosk.page)
      const dropped = [
        { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 },
        {
          items: [{ mimeType: 'text/uri-list', data: 'https://example.test/' }],
          files: [],
          dragOperationsMask: 1,
        },
        { items: [{ mimeType: 'text/plain', data: badgeOf(1).code }], files: [], dragOperationsMask: 1 },
      ]
      for (const data of dropped) {
        for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
          await session.send('Input.dispatchDragEvent', { type, x: 400, y: 420, data })
        }
        await new Promise((resolve) => setTimeout(resolve, 200))
        await expectUntouched(kiosk, `drop of ${JSON.stringify(data)}`)
      }

      expect(kiosk.log().filter(({ type }) => type === 'scan' || type === 'refused-code')).toEqual([])
      await expect
        .poll(
          async () => {
            await scanByUsb(display, badgeOf(2).code)
            return kiosk.log().at(-1)
          },
          { timeout: 5_000, interval: 300 },
        )
        .toMatchObject({ type: 'scan', data: { staff: 'person-2', method: 'scanner' } })
      await expectUntouched(kiosk, 'everything')
    })
  },
)
