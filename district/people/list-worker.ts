import { workApart } from '../run-apart.ts'
import { planList } from './plan-list.ts'

workApart(planList)
