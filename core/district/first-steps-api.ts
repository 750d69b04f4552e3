import { z } from 'zod'

/** What a new district needs, in order. */
export const FIRST_STEPS = ['organisation', 'points', 'hours', 'people', 'badges', 'kiosks', 'pins'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

/** Which steps are done within the asker's scope; `hint`: what keeps one from being done, or should be looked at, where it can be said. */
export const FirstSteps = z.array(
  z.object({
    id: z.enum(FIRST_STEPS),
    done: z.boolean(),
    /**
     * `unsaved`: badges were issued and their sheet never saved; `no-leader`: nobody has that role yet; `long-names`: points
     * whose name is too long for lists have no short one, which keeps nothing from being done.
     */
    hint: z.enum(['unsaved', 'no-leader', 'long-names']).nullable(),
  }),
)
export type FirstSteps = z.infer<typeof FirstSteps>
