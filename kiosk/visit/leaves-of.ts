import { type CounterLeave, counterLeaves, LEAVE_TYPES } from '../../core/excuses/leave-types.ts'
import { showText } from '../../core/names.ts'
import type { Directory } from '../../core/wire/directory.ts'

const USUAL = counterLeaves(LEAVE_TYPES)

/**
 * What leaders may ask for at a point, as its office has it and as a screen may show it; a district from before says
 * nothing of it.
 */
export const leavesOf = (directory: Directory | undefined): readonly CounterLeave[] =>
  directory?.leaves?.map((leave) => ({ ...leave, name: showText(leave.name) })) ?? USUAL
