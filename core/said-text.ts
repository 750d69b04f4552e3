import { z } from 'zod'
import { showText } from './names.ts'

/**
 * What a person said or typed about something, as it goes on record: composed, on one line, without characters that
 * nobody sees. A log and a database hold it as it is, whatever came in.
 * @param most characters taken in
 */
export const saidText = (most: number) => z.string().max(most).transform(showText)

/** The same where something has to be said. */
export const saidSomething = (most: number) => saidText(most).pipe(z.string().min(1))
