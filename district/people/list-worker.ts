import { workApart } from '../context/run-apart.ts'
import { planList } from './plan-list.ts'

workApart(planList)
