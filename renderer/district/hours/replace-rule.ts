import type { RuleChangeBody, RuleRow } from '../../../core/district/hours-api.ts'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import { addDays } from '../../../core/time.ts'

/** The same rule, holding to the end of a date. */
export function endedOn(rule: WrittenRule, validTo: string): WrittenRule {
  return 'validFrom' in rule.value ? ({ ...rule, value: { ...rule.value, validTo } } as WrittenRule) : rule
}

/**
 * A rule in place of an older one: from the date the new one begins where that is later, so that the days before keep
 * the old one; else instead of it altogether.
 */
export function replaced(old: RuleRow | null, rules: readonly WrittenRule[]): RuleChangeBody {
  const add = [...rules]
  if (old === null) return { remove: [], add }
  const [fresh] = rules
  const held = old.rule as WrittenRule
  if (
    fresh !== undefined &&
    'validFrom' in held.value &&
    'validFrom' in fresh.value &&
    fresh.value.validFrom > held.value.validFrom
  ) {
    const last = addDays(fresh.value.validFrom, -1)
    const stays = held.value.validTo !== undefined && held.value.validTo < last
    if (!stays) add.unshift(endedOn(held, last))
    return stays ? { remove: [], add } : { remove: [old.id], add }
  }
  return { remove: [old.id], add }
}
