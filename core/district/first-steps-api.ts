import { z } from 'zod'

/** What a new district needs, in order. */
export const FIRST_STEPS = ['organisation', 'points', 'hours', 'people', 'badges', 'kiosks', 'pins'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

/** Which steps are done within the asker's scope; `hint`: what keeps one from being done, where it can be said. */
export const FirstSteps = z.array(
  z.object({
    id: z.enum(FIRST_STEPS),
    done: z.boolean(),
    /** `unsaved`: badges were issued and their sheet never saved; `no-leader`: nobody has that role yet. */
    hint: z.enum(['unsaved', 'no-leader']).nullable(),
  }),
)
export type FirstSteps = z.infer<typeof FirstSteps>
