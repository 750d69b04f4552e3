import { workApart } from '../../db/district/engine/run-apart.ts'
import { planList } from './plan-list.ts'

workApart(planList)
