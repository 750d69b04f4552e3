import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decidePermission, type PermissionAsk, START_URL } from '../../electron/policy.ts'

/** The names Electron knows, from its own types, and some it does not. */
function permissionNames(handler: string): string[] {
  const types = readFileSync('node_modules/electron/electron.d.ts', 'utf8')
  const union = new RegExp(`${handler}\\(handler: \\(\\(webContents: [^,]*, permission: ([^,]*),`).exec(
    types,
  )?.[1]
  const names = [...(union ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '')
  return [...names, 'camera', 'MEDIA', '', 'media ', '__proto__']
}

const FRAMES: readonly Pick<PermissionAsk, 'isMainFrame' | 'url' | 'hasContents'>[] = [
  { isMainFrame: true, url: START_URL, hasContents: true },
  { isMainFrame: false, url: START_URL, hasContents: true },
  { isMainFrame: true, url: START_URL, hasContents: false },
  { isMainFrame: true, url: 'app://evil/index.html', hasContents: true },
  { isMainFrame: true, url: 'https://kiosk/index.html', hasContents: true },
  { isMainFrame: true, url: '', hasContents: true },
  { isMainFrame: false, url: 'about:srcdoc', hasContents: true },
]
const MEDIA_TYPES: readonly (readonly string[] | undefined)[] = [
  undefined,
  [],
  ['video'],
  ['audio'],
  ['audio', 'video'],
  ['video', 'audio'],
  ['video', 'video'],
  ['VIDEO'],
]

describe('permissions (E3)', () => {
  test('of all requests there are, exactly one is granted: the picture of the camera', () => {
    const names = permissionNames('setPermissionRequestHandler')
    expect(names.length).toBeGreaterThan(40)
    const granted = names.flatMap((permission) =>
      FRAMES.flatMap((frame) =>
        MEDIA_TYPES.map((mediaTypes) => ({ permission, mediaTypes, ...frame })).filter((ask) =>
          decidePermission('request', ask),
        ),
      ),
    )
    expect(granted).toEqual([
      { permission: 'media', mediaTypes: ['video'], isMainFrame: true, url: START_URL, hasContents: true },
    ])
  })

  test('of all checks there are, exactly one is granted', () => {
    const names = permissionNames('setPermissionCheckHandler')
    expect(names.length).toBeGreaterThan(40)
    const granted = names.flatMap((permission) =>
      FRAMES.flatMap((frame) =>
        [undefined, 'video', 'audio', 'unknown', 'Video']
          .map((mediaType) => ({ permission, mediaType, ...frame }))
          .filter((ask) => decidePermission('check', ask)),
      ),
    )
    expect(granted).toEqual([
      { permission: 'media', mediaType: 'video', isMainFrame: true, url: START_URL, hasContents: true },
    ])
  })
})
