import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAsset, readAssetMap } from '../../electron/assets.ts'
import { CSP } from '../../electron/policy.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'giogiac-assets-'))
  mkdirSync(join(folder, 'page/assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.html'), 'secret')
  writeFileSync(join(folder, 'page/index.html'), '<p>Giờ Giấc</p>')
  writeFileSync(join(folder, 'page/assets/a.js'), 'export {}')
  writeFileSync(join(folder, 'page/assets/a.js.map'), '{}')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// The scheme is unknown to Node's own Request; only these two parts are looked at.
const get = (url: string, method = 'GET') => ({ url, method }) as Request

test('serves the files that were there at the start, with the policy on each', async () => {
  const assets = readAssetMap(join(folder, 'page'))
  expect([...assets.keys()].sort()).toEqual(['/assets/a.js', '/index.html'])
  const page = await answerAsset(get('app://kiosk/index.html'), assets)
  expect(page.status).toBe(200)
  expect(await page.text()).toBe('<p>Giờ Giấc</p>')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toBe(CSP)
  writeFileSync(join(folder, 'page/later.html'), 'later')
  expect((await answerAsset(get('app://kiosk/later.html'), assets)).status).toBe(404)
})

test('everything else is a bare 404 under the same policy', async () => {
  const assets = readAssetMap(join(folder, 'page'))
  for (const request of [
    get('app://kiosk/../secret.html'),
    get('app://kiosk/..%2fsecret.html'),
    get('app://kiosk/assets/a.js.map'),
    get('app://evil/index.html'),
    get('app://kiosk/index.html', 'POST'),
  ]) {
    const answer = await answerAsset(request, assets)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('')
    expect(answer.headers.get('content-security-policy')).toBe(CSP)
  }
})

test('a missing folder is an empty map', () => {
  expect(readAssetMap(join(folder, 'nowhere')).size).toBe(0)
})
