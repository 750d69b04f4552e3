import { z } from 'zod'
import { Hash, Seq } from './event.ts'

export const Head = z.object({ seq: Seq, hash: Hash })
export type Head = z.infer<typeof Head>
