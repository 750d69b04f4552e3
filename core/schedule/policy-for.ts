import { DEFAULT_POLICY, type Policy } from '../day/day-types.ts'
import { isValidOn } from './holds-on.ts'
import { chainOn, indexRulebook } from './index-rulebook.ts'
import type { Rulebook } from './rulebook.ts'

/**
 * The policy of a reception point on a date, field by field: the nearest organisation that says something
 * decides, within it the rule with the later validity; what nobody says is the default.
 */
export function policyFor(book: Rulebook, point: string, date: string): Policy {
  const index = indexRulebook(book)
  const { policies } = index
  const chain = chainOn(index, point, date)
  if (chain === undefined || policies.size === 0) return DEFAULT_POLICY
  let policy = DEFAULT_POLICY
  for (let place = chain.length - 1; place >= 0; place--) {
    for (const rule of policies.get(chain[place] ?? '') ?? []) {
      if (isValidOn(rule, date)) policy = over(policy, rule.values)
    }
  }
  return policy
}

function over(policy: Policy, values: Rulebook['policies'][number]['values']): Policy {
  return {
    graceLate: values.graceLate ?? policy.graceLate,
    graceEarly: values.graceEarly ?? policy.graceEarly,
    countFrom: values.countFrom ?? policy.countFrom,
    midday: values.midday ?? policy.midday,
    opensBefore: values.opensBefore ?? policy.opensBefore,
    closesAfter: values.closesAfter ?? policy.closesAfter,
    duplicateWithin: values.duplicateWithin ?? policy.duplicateWithin,
    claimTolerance: values.claimTolerance ?? policy.claimTolerance,
    shortAway: values.shortAway ?? policy.shortAway,
    lastMinutes: values.lastMinutes ?? policy.lastMinutes,
  }
}
