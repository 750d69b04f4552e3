import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from '../../db/district/engine/lock-folder.ts'

const markOf = (data: string): string => join(data, 'unfinished')

/**
 * Marks a demo whose past is about to be made. One that was interrupted meanwhile has half a past and no passwords that
 * anybody knows: it is thrown away, unless another process is at it (whoever opens its district is told so).
 */
export function beginDemo(data: string): void {
  const district = join(data, 'district')
  if (existsSync(markOf(data))) {
    mkdirSync(district, { recursive: true, mode: 0o700 })
    const lock = lockFolder(district)
    if (lock.kind === 'in-use') return
    for (const folder of ['kiosk', 'kiosks', 'district'])
      rmSync(join(data, folder), { recursive: true, force: true })
  }
  writeFileSync(markOf(data), '')
}

/** Its past is made. */
export const finishDemo = (data: string): void => rmSync(markOf(data), { force: true })
