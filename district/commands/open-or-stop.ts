import {
  type DatabasePlace,
  type DistrictDatabase,
  openDatabase,
} from '../../db/district/engine/open-database.ts'
import {
  type DistrictKeys,
  heldDistrictKeys,
  keepDistrictKeys,
  readDistrictKeys,
} from '../context/district-keys.ts'
import type { StartOptions } from './read-options.ts'

/** Ends the program with one sentence about why. */
export function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Where the database is, for whoever serves. */
const placeOf = ({ databaseUrl, databaseOwnerUrl, data }: StartOptions): DatabasePlace => {
  if (databaseUrl === null) return { kind: 'pglite', directory: data }
  return databaseOwnerUrl === null
    ? { kind: 'postgres', url: databaseUrl }
    : { kind: 'postgres', url: databaseUrl, ownerUrl: databaseOwnerUrl }
}

/** The same for whoever may do everything to it: puts back, drops what is past its period. */
export const ownerPlaceOf = (options: StartOptions): DatabasePlace => {
  const { databaseUrl, databaseOwnerUrl } = options
  return databaseUrl === null ? placeOf(options) : { kind: 'postgres', url: databaseOwnerUrl ?? databaseUrl }
}

/** Opens the database to serve from, or says in one sentence why not. */
export const openOrStop = (options: StartOptions): Promise<DistrictDatabase> => open(placeOf(options))

/** Opens the database as its owner, or says in one sentence why not. */
export const openAsOwnerOrStop = (options: StartOptions): Promise<DistrictDatabase> =>
  open(ownerPlaceOf(options))

async function open(place: DatabasePlace): Promise<DistrictDatabase> {
  const opened = await openDatabase(place)
  switch (opened.kind) {
    case 'opened':
      return opened.database
    case 'in-use':
      return stop(`Thư mục dữ liệu đang được tiến trình ${opened.pid} dùng (data directory in use).`)
    case 'from-the-future':
      return stop(
        'Cơ sở dữ liệu do bản mới hơn tạo; hãy dùng bản mới hơn (database is newer than this program).',
      )
    case 'may-not-migrate':
      return stop(
        'Cơ sở dữ liệu cần nâng cấp mà tài khoản này không có quyền; hãy đặt DATABASE_OWNER_URL (the database has to be upgraded by its owner: set DATABASE_OWNER_URL).',
      )
    case 'may-not-grant':
      return stop(
        'Tài khoản trong DATABASE_OWNER_URL không tạo được tài khoản của máy chủ hoặc không phải chủ các bảng; hãy tạo tài khoản đó trước, hoặc sửa DATABASE_OWNER_URL (that owner may not make the server’s role, or does not own the tables: make the role first, or name the owner).',
      )
    case 'too-strong':
      return stop(
        'Tài khoản trong DATABASE_URL có nhiều quyền hơn máy chủ cần; hãy tạo một tài khoản riêng (the role of DATABASE_URL has more rights than a server needs: make one of its own).',
      )
    case 'inconsistent':
      return stop(`Lược đồ không khớp ở bước ${opened.migration} (schema differs from this program).`)
  }
}

/** The district's keys where they are; none are made. */
export const keysAtHand = async (options: StartOptions): Promise<DistrictKeys | null> =>
  options.key === null ? heldDistrictKeys(options.data) : readDistrictKeys(options.key)

/** The district's keys: given, or kept in the data directory and made there at the first start. */
export const keysOf = (options: StartOptions): Promise<DistrictKeys> =>
  options.key === null ? keepDistrictKeys(options.data) : readDistrictKeys(options.key)
