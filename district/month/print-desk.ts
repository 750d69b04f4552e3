import type { Socket } from 'node:net'
import { createApart } from '../../db/district/engine/run-apart.ts'
import type { DistrictContext } from '../context/district-context.ts'
import type { PaperSource } from '../papers/paper.ts'
import { digestOfPaper, PAPER_NAMES, type PaperName } from '../papers/papers.ts'
import type { PrintOrder } from './print-worker.ts'

/** Prints papers beside the server's own thread: a large sheet takes more than a second, and kiosks must not wait for it. */
export interface PrintDesk {
  /**
   * @param by whose papers take turns with those of others
   * @throws {QueueFull}
   */
  print(by: string, name: PaperName, source: PaperSource): Promise<Uint8Array>
  /**
   * Reads what is to be printed when its turn has come.
   * @param asker nothing is printed for who went away
   * @returns the bytes beside what was read; `null`: there is nothing
   * @throws {QueueFull}
   */
  printRead<Read extends { readonly source: PaperSource }>(
    by: string,
    name: PaperName,
    read: () => Promise<Read | null>,
    asker: Socket,
  ): Promise<{ readonly bytes: Uint8Array; readonly read: Read } | null>
  /** Puts printed papers into one ZIP. @returns `null`: the asker went away @throws {QueueFull} */
  pack(
    by: string,
    files: readonly (readonly [path: string, bytes: Uint8Array])[],
    asker: Socket,
  ): Promise<Uint8Array | null>
  stop(): Promise<void>
}

/** What waits is printed within some forty seconds. */
const LIMITS = { waiting: 48, inLane: 16, mostMs: 30_000, mostHeapMb: 512 }

export function createPrintDesk(): PrintDesk {
  const worker = createApart<PrintOrder, Uint8Array>(new URL('./print-worker.ts', import.meta.url), LIMITS)
  return {
    print: (by, name, source) => worker.run(by, { name, source }),
    async printRead<Read extends { readonly source: PaperSource }>(
      by: string,
      name: PaperName,
      read: () => Promise<Read | null>,
      asker: Socket,
    ) {
      const had: Read[] = []
      const order = async () => {
        const what = await read()
        if (what === null) return null
        had.push(what)
        return { name, source: what.source }
      }
      const bytes = await worker.runRead(by, order, asker)
      const [what] = had
      return bytes === null || what === undefined ? null : { bytes, read: what }
    },
    pack: (by, files, asker) => worker.runRead(by, async () => ({ files }), asker),
    stop: worker.stop,
  }
}

const desks = new WeakMap<DistrictContext, PrintDesk>()

/** The one desk of a server. */
export function printDeskOf(context: DistrictContext): PrintDesk {
  const desk = desks.get(context) ?? createPrintDesk()
  desks.set(context, desk)
  return desk
}

/** SHA-256 of every paper, kept with a closing so that a later print can be compared with it. */
export async function digestPapers(
  desk: PrintDesk,
  by: string,
  source: PaperSource,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const name of PAPER_NAMES) digests[name] = digestOfPaper(await desk.print(by, name, source))
  return digests
}
