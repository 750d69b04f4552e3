import { type DistrictDatabase, openDatabase } from '../../db/district/open-database.ts'
import { type DistrictKeys, keepDistrictKeys, readDistrictKeys } from '../district-keys.ts'
import type { StartOptions } from '../read-options.ts'

/** Ends the program with one sentence about why. */
export function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Where the database is. */
export const placeOf = ({ databaseUrl, data }: StartOptions) =>
  databaseUrl === null
    ? ({ kind: 'pglite', directory: data } as const)
    : ({ kind: 'postgres', url: databaseUrl } as const)

/** Opens the database or says in one sentence why not. */
export async function openOrStop(options: StartOptions): Promise<DistrictDatabase> {
  const opened = await openDatabase(placeOf(options))
  switch (opened.kind) {
    case 'opened':
      return opened.database
    case 'in-use':
      return stop(`Thư mục dữ liệu đang được tiến trình ${opened.pid} dùng (data directory in use).`)
    case 'from-the-future':
      return stop(
        'Cơ sở dữ liệu do bản mới hơn tạo; hãy dùng bản mới hơn (database is newer than this program).',
      )
    case 'inconsistent':
      return stop(`Lược đồ không khớp ở bước ${opened.migration} (schema differs from this program).`)
  }
}

/** The district's keys: given, or kept in the data directory. */
export const keysOf = (options: StartOptions): Promise<DistrictKeys> =>
  options.key === null ? keepDistrictKeys(options.data) : readDistrictKeys(options.key)
