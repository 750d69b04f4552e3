import { openOrStop, say } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'

/** Brings the tables, and the role that serves from them, to this version; the server then starts without their owner. */
export async function upgrade(options: StartOptions): Promise<void> {
  const database = await openOrStop(options)
  await database.close()
  say('Cơ sở dữ liệu đã sẵn sàng cho bản này (the database is ready for this version).')
}
