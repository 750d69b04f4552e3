import { queryOptions } from '@tanstack/react-query'
import {
  DaysJudgedAnew,
  MonthOverview,
  MonthSheetAnswer,
  TemplateAnswer,
} from '../../../core/district/month-api.ts'
import { askDistrict } from './ask-district.ts'

const API = '/api/v1'
export const monthPath = (point: string, month: string, deed = ''): string =>
  `${API}/points/${encodeURIComponent(point)}/months/${month}${deed === '' ? '' : `/${deed}`}`
/** Where all papers of these points' month are one file. */
export const papersZipPath = (month: string, points: readonly string[]): string =>
  `${API}/months/${month}/papers.zip?${points.map((point) => `point=${encodeURIComponent(point)}`).join('&')}`
export const templatePath = (organisation: string): string =>
  `${API}/organisations/${encodeURIComponent(organisation)}/sheet-template`

export const monthsQuery = (month: string) =>
  queryOptions({
    queryKey: ['months', month],
    queryFn: ({ signal }) => askDistrict(MonthOverview, `${API}/months/${month}`, signal),
  })

export const monthSheetQuery = (point: string, month: string) =>
  queryOptions({
    queryKey: ['month-sheet', point, month],
    queryFn: ({ signal }) => askDistrict(MonthSheetAnswer, monthPath(point, month), signal),
  })

export const judgedAnewQuery = (point: string, month: string) =>
  queryOptions({
    queryKey: ['month-sheet', point, month, 'judged-anew'],
    queryFn: ({ signal }) => askDistrict(DaysJudgedAnew, monthPath(point, month, 'judged-anew'), signal),
  })

export const templateQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['sheet-template', organisation],
    queryFn: ({ signal }) => askDistrict(TemplateAnswer, templatePath(organisation), signal),
  })
