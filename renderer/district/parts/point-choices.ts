import type { Organisation } from '../../../core/district/organisation-api.ts'
import { listedName } from '../../../core/listed-name.ts'

/** The reception points as choices, as they are called in lists; none while the organisation is not there yet. */
export const pointChoices = (organisation: Organisation | undefined): { value: string; label: string }[] =>
  (organisation?.points ?? []).map((point) => ({ value: point.id, label: listedName(point) }))
