import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { GglogHeader, RECEIPT_ENDING } from '../../core/log/gglog.ts'
import { gglogLines } from './gglog-lines.ts'
import { type ImportContext, type Imported, type ImportRefusal, importGglog } from './import-gglog.ts'
import { noteFileImport } from './note-import.ts'

/** Larger than any log a counter can have written. */
const MOST_FILE_BYTES = 256 * 1024 * 1024

const WORDS: Readonly<Record<ImportRefusal, string>> = {
  'not-a-log': 'không phải tệp nhật ký (not a log file)',
  'too-many': 'quá nhiều sự kiện (too many events)',
  'not-this-event': 'không phải sự kiện của chỗ này (not the event that belongs here)',
  changed: 'đã bị thay đổi (changed)',
  'bad-seal': 'chữ ký không đúng (bad signature)',
  'after-the-end': 'thừa sau phần kết (after the end)',
  'ends-early': 'tệp bị cụt (the file is cut off)',
  damaged: 'tệp hỏng (the file is damaged)',
  'too-large': 'tệp quá lớn (too large)',
  'not-text': 'không phải UTF-8 (not UTF-8)',
  'unknown-device': 'không biết thiết bị này (unknown kiosk)',
  'other-district': 'tệp gửi cho máy chủ khác (for another district)',
  revoked: 'máy chấm công này đã bị thu hồi (revoked kiosk)',
  gap: 'trước tệp này còn thiếu sự kiện, hãy nhập tệp cũ hơn trước (events before this file are missing)',
  fork: 'khác với sự kiện đã giữ (differs from what is held)',
  'broken-chain': 'chuỗi băm không khớp (broken chain)',
  malformed: 'không đúng dạng (malformed)',
  'unknown-log': 'không biết nhật ký này (unknown log)',
}

/**
 * Imports files in the order of their events, says what became of each, and writes the receipts beside them.
 * @param say one line for whoever operates the district
 * @returns whether everything was taken
 */
export async function importFiles(
  context: ImportContext,
  files: readonly string[],
  say: (line: string) => void,
): Promise<boolean> {
  let whole = true
  for (const { file, bytes } of await inOrder(files, say)) {
    if (bytes === null) {
      whole = false
      continue
    }
    const startedAt = context.clock.now()
    const imported = await importGglog(context, bytes)
    await noteFileImport(context, { file, bytes, startedAt }, imported)
    if (imported.refused !== null) whole = false
    say(wordsFor(file, imported))
    if (imported.receipt === null) continue
    const written = await writeReceipt(`${file}${RECEIPT_ENDING}`, imported.receipt)
    say(
      written
        ? `  biên nhận (receipt): ${file}${RECEIPT_ENDING}`
        : '  không ghi được biên nhận (no receipt written)',
    )
    if (!written) whole = false
  }
  return whole
}

const wordsFor = (file: string, { header, fresh, held, refused }: Imported): string => {
  const counts = `mới (new) ${fresh}, đã có (already held) ${held}`
  const where = header === null ? '' : ` ${header.point} ${header.from}–${header.to}`
  if (refused === null) return `${file}:${where} ${counts}`
  const detail = refused.detail === '' ? '' : `: ${refused.detail}`
  return `${file}:${where} ${counts}; từ chối (refused) dòng (line) ${refused.line}: ${WORDS[refused.why]}${detail}`
}

interface FileRead {
  readonly file: string
  /** `null`: not readable, and said so. */
  readonly bytes: Uint8Array | null
}

/** Reads the files, older events before newer ones of the same log: what is given in any order shall not leave a gap. */
async function inOrder(files: readonly string[], say: (line: string) => void): Promise<readonly FileRead[]> {
  const read = await Promise.all(
    files.map(async (file) => {
      const bytes = await readWhole(file, say)
      return { file, bytes, from: bytes === null ? 0 : await firstEvent(bytes) }
    }),
  )
  return read.sort((a, b) => a.from - b.from)
}

async function readWhole(file: string, say: (line: string) => void): Promise<Uint8Array | null> {
  try {
    if ((await stat(file)).size <= MOST_FILE_BYTES) return await readFile(file)
    say(`${file}: ${WORDS['too-large']}`)
  } catch (error) {
    say(`${file}: không đọc được (cannot be read): ${(error as NodeJS.ErrnoException).code ?? ''}`)
  }
  return null
}

/** As the header says, before anything is verified: only for the order. */
async function firstEvent(bytes: Uint8Array): Promise<number> {
  try {
    for await (const line of gglogLines(bytes))
      return GglogHeader.parse(JSON.parse(line.toString('utf8'))).from
  } catch {
    // Importing it will say what is wrong with it.
  }
  return 0
}

async function writeReceipt(file: string, text: string): Promise<boolean> {
  const half = `${file}.part`
  try {
    const handle = await open(half, 'w')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(half, file)
    return true
  } catch {
    await rm(half, { force: true }).catch(() => {})
    return false
  }
}
