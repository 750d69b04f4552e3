import { auditAlone, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import { kiosksByDistrictKey } from '../../db/district/kiosks/kiosks-by-key.ts'
import { retireDistrictKey, rotateDistrictKey, withNewKey, withoutKey } from '../context/district-keys.ts'
import { keysOf, openOrStop, say, stop } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'

const NEW_SETTING = 'GIOGIAC_DISTRICT_KEY='

/** Says which keys the district has, and how many kiosks still speak to each. */
export async function showKeys(options: StartOptions): Promise<void> {
  const keys = await keysOf(options)
  const database = await openOrStop(options)
  const kiosks = await kiosksByDistrictKey(database.db)
  await database.close()
  for (const { publicKey } of [keys, ...(keys.older ?? [])]) {
    const use = publicKey === keys.publicKey ? 'đang dùng (in use)' : 'khóa cũ (old)'
    say(`${publicKey}  ${use}, ${kiosks.get(publicKey) ?? 0} máy chấm công`)
  }
  say(`chưa nói chuyện lần nào (never heard): ${kiosks.get(null) ?? 0} máy chấm công`)
}

/** Puts a new key in use; the old ones are heard until they are retired. */
export async function rotateKey(options: StartOptions): Promise<void> {
  if (options.key !== null) {
    say(`${NEW_SETTING}'${await withNewKey(options.key)}'`)
    return
  }
  const keys = await rotateDistrictKey(options.data)
  await noteDown(options, 'keys.rotate', keys.publicKey)
  say(`Khóa mới (new key): ${keys.publicKey}. Khởi động lại máy chủ (restart the server).`)
}

/** Stops hearing an old key: a kiosk that has not learnt of the new one must be enrolled again. */
export async function retireKey(options: StartOptions): Promise<void> {
  const [publicKey = ''] = options.files
  if (options.key !== null) {
    const left = withoutKey(options.key, publicKey)
    if (left === null) return stop('Không có khóa cũ này (no such old key).')
    say(`${NEW_SETTING}'${left}'`)
    return
  }
  if (!(await retireDistrictKey(options.data, publicKey))) {
    return stop('Không có khóa cũ này (no such old key).')
  }
  await noteDown(options, 'keys.retire', publicKey)
  say(`Đã bỏ khóa (retired): ${publicKey}. Khởi động lại máy chủ (restart the server).`)
}

async function noteDown(
  options: StartOptions,
  action: 'keys.rotate' | 'keys.retire',
  publicKey: string,
): Promise<void> {
  const database = await openOrStop(options)
  await auditAlone(database.db, COMMAND_LINE, Date.now(), { action, subject: `key:${publicKey}`, detail: {} })
  await database.close()
}
